import { printedInstant, worded } from '../../http/pages/words';
import type { Signature } from '../../signatures/signature.entity';
import { type Entry, field, type Part } from './outline';
import type { ReadVersion } from './version-reading';

const PROCESSES: Readonly<Record<string, string>> = {
  'version-approval': 'Approval of the version',
  'version-release': 'Release of the version',
};

/** Who signed, for whom, and when. */
const signerWords = ({ signerName, forName, signedAt }: Signature): string =>
  `${signerName}${forName === null ? '' : ` for ${forName}`}, ${printedInstant(signedAt).text}`;

/** Everybody who signed a record, in the order of signing; null where nobody has. */
export function signersOf({ signatures }: ReadVersion, recordId: string): string | null {
  const own = signatures.filter((one) => one.recordId === recordId);
  return own.length === 0 ? null : own.map((one) => `${worded(one.meaning)} by ${signerWords(one)}`).join('; ');
}

/** Who signed the version itself, by what it was for and what it means. */
export function signersPart({ signatures, version }: ReadVersion): Part {
  const own = signatures.filter(({ recordId }) => recordId === version.id);
  const processes = [...new Set(own.map(({ process }) => process))];
  const entries = processes.map((process): Entry => {
    const given = own.filter((one) => one.process === process);
    const meanings = [...new Set(given.map(({ meaning }) => meaning))];
    return {
      ...{ key: process, title: PROCESSES[process] ?? worded(process), code: null, href: null },
      fields: meanings.map((meaning) => {
        const names = given.filter((one) => one.meaning === meaning).map(signerWords);
        return field(worded(meaning), names.join('; '));
      }),
    };
  });
  return { id: 'signers', title: 'Signers of the version', entries };
}
