import type { DossierRecord } from '../dossier-record';

const SIGNS: Readonly<Record<string, string>> = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\^{}' };

/** Text in the braces of BibTeX: braces go, since an odd one would end the entry; what TeX acts on is escaped. */
const braced = (text: string): string =>
  `{${text
    .replace(/[{}]/g, '')
    .replace(/[\\~^]/g, (one) => SIGNS[one])
    .replace(/[&%$#_]/g, '\\$&')}}`;

/** The one thing that the record lets be cited: the dossier itself, in BibTeX as the card wants it. */
export const bibliography = ({ dossier, model, version }: DossierRecord, owner: string): string => {
  const key = dossier.code.replace(/[^A-Za-z0-9-]/g, '');
  const fields = [
    `  title = ${braced(`${dossier.template.title}: ${model.name} ${version.semanticVersion}`)}`,
    `  author = {${braced(owner)}}`,
    `  year = {${dossier.issuedAt.slice(0, 4)}}`,
    `  note = ${braced(`Dossier ${dossier.code}, issued ${dossier.issuedAt.slice(0, 10)}`)}`,
  ];
  return `@misc{${key},\n${fields.join(',\n')}\n}`;
};
