import { cite } from '../../kernel/citation';
import type { DossierRecord } from '../dossier-record';
import type { RecordedSigning } from '../signature-record';
import type { Gap } from './section';

const SIGNED = [cite('CFR-21', '11.50, 11.70'), cite('ISO-13485', '4.2.4')];

const WORDS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  'intended-use': ['intended use', 'intended uses'],
  claim: ['claim', 'claims'],
  classification: ['determination', 'determinations'],
  'evidence-review': ['piece of evidence', 'pieces of evidence'],
  'version-approval': ['version', 'versions'],
};

const lack = ({ of, state, lacking }: RecordedSigning): string =>
  state === 'rejected' ? `${of} was rejected` : `${of} lacks ${lacking.join(' and ')}`;

/** One gap for each kind of record, however many are not signed. */
function unsigned(process: string, open: readonly RecordedSigning[]): Gap {
  const [one, several] = WORDS[process] ?? [process, process];
  const [first] = open;
  return {
    kind: 'gap',
    level: 'error',
    title: open.length === 1 ? `The ${one} ${first.of} is not signed` : `${open.length} ${several} are not signed`,
    text: `${open.map(lack).join('; ')}.`,
    affects: open.map(({ of }) => of),
    closes: 'Have it signed by whom the steps name',
    cites: SIGNED,
    href: first.href,
  };
}

/** Records that lack a signature, by kind. */
export function gapsOfSigning({ signings }: DossierRecord): Gap[] {
  const open = signings.filter(({ state }) => state !== 'complete');
  return [...new Set(open.map(({ process }) => process))].map((process) =>
    unsigned(
      process,
      open.filter((one) => one.process === process),
    ),
  );
}
