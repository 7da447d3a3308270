import type { Block, DrawnSection, Row } from '../blocks';
import type { Edition } from './edition';
import { PROOFS, type Withheld } from './redact';

/** The file that a redacted edition is drawn from; no dossier has a file of this name. */
export const REDACTED_FILE = 'redacted-record.json';

const spokenPointer = (pointer: string): string => pointer.slice(1).replaceAll('/', ' / ');

const row = ({ number, pointer, class: name, inPart, digest }: Withheld): Row => ({
  cells: [
    { number: String(number) },
    { lines: [spokenPointer(pointer), ...(inPart ? [[{ text: 'in part', style: 'muted' } as const]] : [])] },
    name,
    { sha256: digest },
  ],
});

const reasons = (withheld: readonly Withheld[]): Block => {
  const classes = [...new Map(withheld.map((one) => [one.class, one.reason]))];
  return {
    kind: 'form',
    rows: classes.map(([label, reason]) => {
      const count = withheld.filter((one) => one.class === label).length;
      return { label, text: `${reason}. ${count} ${count === 1 ? 'field' : 'fields'}.` };
    }),
  };
};

const table = (withheld: readonly Withheld[]): Block => ({
  kind: 'table',
  caption: 'Fields that are withheld',
  dense: true,
  columns: [
    { head: 'Number', weight: 10, align: 'right' },
    { head: 'Field', unit: 'of the record', weight: 56 },
    { head: 'Class', weight: 18 },
    { head: 'SHA-256', unit: 'salted', weight: 40 },
  ],
  rows: withheld.map(row),
});

/** What is not shown, why, and how a value that somebody is given later is checked against this edition. */
export const withheldSection = (
  { policy, original }: Extract<Edition, { kind: 'redacted' }>,
  withheld: readonly Withheld[],
): DrawnSection => ({
  number: 1,
  title: 'What is withheld',
  summary: 'Which fields are blackened, why, and how a value is checked that is disclosed later',
  blocks: [
    {
      kind: 'lead',
      text: `This is no dossier but a rendition of ${original.code}, with ${withheld.length} fields withheld by the policy “${policy.title}”, edition ${policy.edition}. A black bar stands where a text is not in this file at all.`,
    },
    reasons(withheld),
    {
      kind: 'paragraph',
      text: 'Each withheld field has a digest here. It is salted with 256 bits that are derived for that field from a secret of the dossier, so that a short value cannot be found by trying all that are likely. Whoever may see a field is given its disclosure: a text that holds salt, field and value. Its SHA-256 is the digest of the last section.',
      margin: ['RFC 9901 (SD-JWT), §4.2', 'FIPS 180-4 (SHA-256)'],
    },
    { kind: 'command', text: "$ printf '%s' DISCLOSURE | sha256sum" },
    {
      kind: 'paragraph',
      text: 'The files of the evidence, the proofs of the log and the seal are in the original alone. The digests of the original stand on the cover; the record of the original holds a secret of its own, so that they do not let a withheld value be guessed either.',
    },
  ],
});

/** The fields one by one, with the digest of each; those of proofs are too many to be read and stand in the file alone. */
export const withheldFields = (number: number, withheld: readonly Withheld[]): DrawnSection => {
  const printed = withheld.filter((one) => one.class !== PROOFS.class);
  return {
    ...{ number, title: 'Withheld, field by field' },
    summary: 'Each withheld field with its number, its class and its salted digest',
    blocks: [
      {
        kind: 'lead',
        text: `The number stands on the bar. ${withheld.length - printed.length} more fields, of the class “${PROOFS.class}”, stand with their digests in ${REDACTED_FILE}, the file from which this edition is drawn.`,
      },
      ...(printed.length === 0 ? [] : [table(printed)]),
    ],
  };
};
