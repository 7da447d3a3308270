/** The fields of a form as a browser sends them: names such as `artifacts.0.sha256`, each with the text that was typed. */
export type Said = Readonly<Record<string, string>>;

/** Fields that are about the form and not about the record. */
const OWN = '_';

/** What was typed, without what the form itself carries along. */
export const typedOf = (said: Said): Said =>
  Object.fromEntries(Object.entries(said).filter(([name]) => !name.startsWith(OWN)));
