import type { Text } from '../blocks';
import type { DossierRecord } from '../dossier-record';
import { logWords } from '../log-words';
import { printedSeal } from '../seal/printed-seal';
import type { Section, SectionBlock } from './section';

type Step = Extract<SectionBlock, { kind: 'step' }>;

const fileName = ({ dossier }: DossierRecord): string => `${dossier.code}.pdf`;

const strong = (text: string): Text => [{ text, style: 'strong' }];

const AGAIN =
  'The program takes the record and the files out of this PDF, makes the PDF again from them and compares the two byte for byte; it names the part in which an altered byte lies.';

/** With a seal any reader of PDF sees a change; without one only this program does. */
function isItWhole(record: DossierRecord): Omit<Step, 'numeral'> {
  const { seal = null } = record.dossier;
  const reader =
    seal === null
      ? ''
      : 'A reader that checks PDF signatures reports one seal over the whole document; what it is worth stands on the cover. ';
  return {
    kind: 'step',
    title: 'Is it whole and unchanged?',
    text: `${reader}${AGAIN}`,
    commands: [`$ predicate verify ${fileName(record)}`],
    margin: [
      strong('One changed byte anywhere makes this fail.'),
      ...(seal === null ? [] : ['PAdES (ETSI EN 319 142-1)']),
      'FIPS 180-4 (SHA-256)',
    ],
  };
}

const isThePaper: Omit<Step, 'numeral'> = {
  kind: 'step',
  title: 'Is the paper the same as the file?',
  text: 'Compare the strip at the foot of the page with the strip on the cover, and the eight digits under it with the first eight of the record digest.',
  commands: [],
  margin: [strong('It tells a stray page of another dossier. It is an aid for the eye, not a proof.')],
};

const doThePagesSay = (record: DossierRecord): Omit<Step, 'numeral'> => ({
  kind: 'step',
  title: 'Do the pages say what the record says?',
  text: [
    'The file carries the record as ',
    { text: 'record.json', style: 'emphasis' },
    ', in its canonical form. Take it out and hash it with any tool; the result is the record digest on the cover.',
  ],
  commands: [`$ pdfdetach -saveall ${fileName(record)}`, '$ sha256sum record.json'],
  margin: [strong('Every number in the tables is read from that file and from nowhere else.'), 'RFC 8785 (JCS)'],
});

function wasItLogged(record: DossierRecord): Omit<Step, 'numeral'> {
  const { log } = record;
  const step = { kind: 'step', title: 'Was it in the log on that day?' } as const;
  if (log === null)
    return { ...step, text: `This file cannot show it. ${logWords(record)}.`, commands: [], margin: [] };
  return {
    ...step,
    text: 'The last section prints one proof from leaf to root, and the signed checkpoint; the others are attached. Any program for RFC 6962 can compute the root. Take the key from the owner or a witness, not from this file.',
    commands: [`$ predicate verify --key "$(cat log.vkey)" ${fileName(record)}`],
    margin: [
      strong(
        'An event that was changed or removed later gives another root than the one that was signed, and that others keep.',
      ),
      'RFC 6962 §2.1',
      'C2SP signed-note',
    ],
  };
}

const areTheFiles = ({ dossier }: DossierRecord): Omit<Step, 'numeral'> => ({
  kind: 'step',
  title: 'Are the files the ones that were judged?',
  text: [
    'The section on files lists every file with its size and SHA-256, and ',
    { text: 'manifest.json', style: 'emphasis' },
    ' says the same. Small files are inside this PDF; large ones are kept by the owner under the same digest.',
  ],
  commands: ['$ sha256sum EV-* SG-*'],
  margin: [
    strong('A file with another digest is not the evidence that was read.'),
    ...(dossier.draft ? [] : ['21 CFR 11.70']),
  ],
});

/** Who made the file: what a seal says of it, or that nothing does. */
function whoMadeIt({ dossier: { seal = null } }: DossierRecord): string {
  if (seal === null) return 'They do not show who made it: it carries no seal.';
  return seal.development
    ? 'They do not show who made it: the certificate of the seal was made by the program for itself.'
    : `Who made it, the certificate of the seal says (${printedSeal(seal)}); whether that certificate is trusted is for the reader to decide.`;
}

/** What the log leaves open, by what of it is there. */
function whatTheLogLeaves({ log }: DossierRecord): string {
  if (log === null) return 'They do not show that no event was changed or left out before this file was made.';
  const witnessed =
    log.witnesses.length === 0
      ? 'Nobody outside had seen the log as it was then: its keeper could have made the whole of it anew before. '
      : '';
  return `${witnessed}That an act is in the log shows that it was told, not that it was right; the act of issuing this very file came after and is not in it.`;
}

const whatTheyDoNotShow = (record: DossierRecord): readonly SectionBlock[] => [
  { kind: 'heading', level: 3, text: 'What these checks do not show' },
  {
    kind: 'paragraph',
    text: `They show that this file is complete, unchanged and made from the record inside it. ${whoMadeIt(record)} ${whatTheLogLeaves(record)} They do not show that the model is safe, that a determination is right, or that FDA agrees. That is for the reader to judge, from the evidence that follows. Whether a later dossier takes its place, only the issuer can say.`,
    margin: ['21 CFR 11.10(a), (e); 11.70'],
  },
  {
    kind: 'paragraph',
    text: 'In ten years: the formats named in the margin are open standards. Should the program be gone, those standards and any SHA-256 tool are enough for all but the comparison of the pages.',
  },
];

/** How a reader checks the file: five questions, and what the checks leave open. */
export const verify: Section = ({ record }) => [
  ...[isItWhole(record), isThePaper, doThePagesSay(record), wasItLogged(record), areTheFiles(record)].map(
    (step, at): SectionBlock => ({ ...step, numeral: String(at + 1) }),
  ),
  ...whatTheyDoNotShow(record),
];
