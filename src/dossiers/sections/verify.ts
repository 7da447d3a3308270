import type { DossierRecord } from '../dossier-record';
import type { Section, SectionBlock } from './section';

const fileName = ({ dossier }: DossierRecord): string => `${dossier.code}.pdf`;

const isItWhole = (record: DossierRecord): SectionBlock => ({
  kind: 'step',
  numeral: '1',
  title: 'Is it whole and unchanged?',
  text: 'The program takes the record and the files out of this PDF, checks their digests, makes the PDF again from them and compares the two byte for byte. It needs no network and no database, and names the part in which an altered byte lies.',
  commands: [`$ predicate verify ${fileName(record)}`],
  margin: [[{ text: 'One changed byte anywhere makes this fail.', style: 'strong' }], 'FIPS 180-4 (SHA-256)'],
});

const doThePagesSay = (record: DossierRecord): SectionBlock => ({
  kind: 'step',
  numeral: '2',
  title: 'Do the pages say what the record says?',
  text: [
    'The file carries the record as ',
    { text: 'record.json', style: 'emphasis' },
    ', in its canonical form. Take it out and hash it with any tool; the result is the record digest on the cover.',
  ],
  commands: [`$ pdfdetach -saveall ${fileName(record)}`, '$ sha256sum record.json'],
  margin: [
    [{ text: 'Every number in the tables is read from that file and from nowhere else.', style: 'strong' }],
    'RFC 8785 (JCS)',
  ],
});

const isThePaper = (): SectionBlock => ({
  kind: 'step',
  numeral: '3',
  title: 'Is the paper the same as the file, and are the files the ones that were judged?',
  text: 'Compare the strip at the foot of the page with the strip on the cover, and the eight digits under it with the first eight of the record digest. Hash each attached file and compare with the last section.',
  commands: ['$ sha256sum EV-*'],
  margin: [
    [
      {
        text: 'The strip tells a stray page of another dossier. It is an aid for the eye, not a proof.',
        style: 'strong',
      },
    ],
    [{ text: 'A file with another digest is not the evidence that was read.', style: 'strong' }],
  ],
});

const whatItDoesNotShow: readonly SectionBlock[] = [
  { kind: 'heading', level: 3, text: 'What these checks do not show' },
  {
    kind: 'paragraph',
    text: 'They show that this file is complete, unchanged and made from the record inside it. They do not show who made it: this edition carries no seal and no proof of a log. They do not show that the model is safe, that a determination is right, or that FDA agrees. That is for the reader to judge, from the evidence that follows.',
    margin: ['21 CFR 11.10(a), (e)'],
  },
  {
    kind: 'paragraph',
    text: 'In ten years: the formats named in the margin are open standards. Should the program be gone, those standards and any SHA-256 tool are enough for the second and the third check.',
  },
];

/** How a reader checks the file, and what the checks leave open. */
export const verify: Section = ({ record }) => [
  isItWhole(record),
  doThePagesSay(record),
  isThePaper(),
  ...whatItDoesNotShow,
];
