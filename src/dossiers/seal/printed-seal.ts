import type { RecordedSeal } from './recorded-seal';

/** The most telling part of a name: `CN=Example Seal, O=Example Health` is “Example Seal”. */
export const shortName = (name: string): string => /(?:^|, )CN=([^,]+)/.exec(name)?.[1] ?? name;

/** What a development certificate is worth, as a sentence goes on. */
export const DEVELOPMENT_WORTH = 'it shows that the file is unchanged, not who made it';

/** With what a dossier is sealed, for its cover. */
export function printedSeal({ subject, issuer, development, timestampAuthority }: RecordedSeal): string {
  const stamp = timestampAuthority === null ? 'no time stamp' : `time stamp asked of ${timestampAuthority}`;
  return development
    ? `Sealed with a development certificate: ${DEVELOPMENT_WORTH}; ${stamp}`
    : `Sealed as ${shortName(subject)}, by the word of ${shortName(issuer)}; ${stamp}`;
}
