import { createHash } from 'node:crypto';
import type { Attachment, Block, DossierDocument, DrawnSection, Row, Run } from '../../../src/dossiers/blocks';
import { cite } from '../../../src/kernel/citation';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const strong = (text: string): Run => ({ text, style: 'strong' });
const emphasis = (text: string): Run => ({ text, style: 'emphasis' });
const ref = (id: string, page = false): Run => ({ ref: id, page });

export const RECORD = '7d6fce0eafcd45d4d55da02711f3f60a9f8f0cfbe594775fc3b85d9a524872d9';

const verify: Block[] = [
  {
    kind: 'lead',
    text: 'This file can be checked without a network, without an account and without trusting the people who made it. Three checks, about five minutes. If one fails, do not rely on this copy.',
  },
  {
    kind: 'step',
    numeral: '1',
    title: 'Is it whole and unchanged?',
    text: 'Open the file in a reader that checks PDF signatures. It should report one signature by “Northmere Health, Regulatory Records”, covering the whole document. Or run:',
    commands: ['$ predicate verify PD-2026-000417.pdf'],
    margin: [[strong('One changed byte anywhere makes this fail.')], 'PAdES B-T', 'ETSI EN 319 142-1'],
  },
  {
    kind: 'step',
    numeral: '2',
    title: 'Is the paper the same as the file?',
    text: 'Compare the strip at the foot of the page with the strip on the cover, and the eight digits under it with the first eight of the record digest.',
    commands: [],
    margin: [[strong('Tells a stray page of another dossier. It is an aid for the eye, not a proof.')]],
  },
  {
    kind: 'step',
    numeral: '3',
    title: 'Do the pages say what the record says?',
    text: [
      'The file carries the record as ',
      emphasis('record.json'),
      '. Take it out and hash its canonical form (RFC 8785); the result is the record digest on the cover.',
    ],
    commands: ['$ pdfdetach -saveall PD-2026-000417.pdf', '$ predicate verify record.json'],
    margin: [
      [strong('Every number in the tables is read from that file and nowhere else.')],
      'RFC 8785 (JCS)',
      'FIPS 180-4 (SHA-256)',
    ],
  },
  { kind: 'heading', level: 3, text: 'What these checks do not show' },
  {
    kind: 'paragraph',
    text: 'They show that the record is complete, unchanged and dated, and who signed it. They do not show that the model is safe, that a determination is right, or that FDA agrees. That is for the reader to judge, from the evidence that follows.',
    cites: [cite('CFR-21', '11.10(a), (e); 11.70')],
  },
  { kind: 'command', text: '$ sha256sum evidence/*' },
];

const parties: Block[] = [
  {
    kind: 'lead',
    text: 'Who answers for what. The owner starts the specification, so the owner is the manufacturer; the host of a cloud is not.',
  },
  {
    kind: 'table',
    caption: 'Parties and their roles for this version',
    columns: [
      { head: 'Party', weight: 100 },
      { head: 'Role', weight: 104 },
      { head: 'What that means here', weight: 164 },
      { head: 'Citation', weight: 112 },
    ],
    rows: [
      {
        cells: [
          { lines: [[strong('Northmere Health')], 'Ames, Iowa'] },
          'Owner; manufacturer (specification developer); deployer',
          [
            'Sets the intended use, labels, releases. The exemption for own practice ended on 2026-09-01, when distribution to others began; registration is under way (',
            ref('GAP-01'),
            ').',
          ],
          '21 CFR 807.3(d), 807.20(a)(2), 807.65(d)',
        ],
      },
      {
        cells: [
          { lines: [[strong('Altocloud, Inc.')], 'Reston, Virginia'] },
          'Supplier of the base model; co-developer; host',
          'Agreement SA-2026-19 pins the base model and gives 90 days’ notice of change.',
          'ISO 13485 7.4; IEC 62304 8.1.2',
        ],
      },
    ],
  },
  {
    kind: 'table',
    caption: 'Functions, each with its own intended use and its own determination',
    columns: [
      { head: 'Id', weight: 26 },
      { head: 'Function', weight: 104 },
      { head: 'Released', weight: 66 },
      { head: 'Intended use', unit: 'and page', weight: 58 },
      { head: 'Determination', unit: 'and page', weight: 64 },
      { head: 'Outcome', weight: 146 },
    ],
    rows: [
      [
        'FN-1',
        'Clinical decision support',
        'met',
        'yes',
        'IU-1.4',
        'DT-0041',
        'not-device',
        'Not a device, 520(o)(1)(E)',
      ],
      [
        'FN-2',
        'Care planning',
        'condition',
        'with control',
        'IU-2.2',
        'DT-0042',
        'enforcement-discretion',
        'Enforcement discretion',
      ],
      ['FN-3', 'Knowledge synthesis', 'unknown', 'unknown', 'IU-3.1', 'DT-0043', 'undetermined', 'Undetermined'],
      [
        'FN-4',
        'Patient communication',
        'not-met',
        'withheld',
        'IU-4.1',
        'DT-0044',
        'device',
        'Device, pathway undetermined',
      ],
      ['FN-5', 'Coding', 'gap', 'missing', 'IU-5.1', 'DT-0045', 'category', 'Category II'],
      ['FN-6', 'None yet', 'none', 'none', 'IU-6.1', 'DT-0046', 'not-device', 'Not a device'],
    ].map(
      ([id, name, mark, word, use, determination, outcome, text]) =>
        ({
          id,
          cells: [
            [strong(id)],
            name,
            { mark, text: word },
            [ref(use, true)],
            [ref(determination, true)],
            { outcome, text },
          ],
        }) as Row,
    ),
    notes: [
      'A function is one purpose of the product (FD&C 520(o)(2); multiple-function guidance 2020-07-29). FN-4 is switched off in the signed policy bundle; no site can switch it on.',
    ],
  },
  {
    kind: 'table',
    caption: 'What this version is made of',
    columns: [
      { head: 'Part', weight: 112 },
      { head: 'Identity', weight: 132 },
      { head: 'SHA-256', weight: 150 },
    ],
    rows: ['Weights', 'Container', 'Prompt and policy bundle'].map((part) => ({
      cells: [part, 'Meridian 2.0.0, 71 shards, safetensors', { sha256: digest(part) }],
    })),
    notes: ['Parent version 1.3.0.'],
  },
];

const use: Block[] = [
  {
    kind: 'lead',
    text: 'What each function is for, in the words that were signed. A change of any of these words makes a new revision and a new determination.',
  },
  ...(['IU-1.4', 'IU-2.2'] as const).flatMap((id): Block[] => [
    { kind: 'heading', level: 2, id, text: id === 'IU-1.4' ? 'FN-1 Clinical decision support' : 'FN-2 Care planning' },
    {
      kind: 'paragraph',
      voice: 'statement',
      text: 'To give a licensed clinician, for an adult patient in non-emergency care, a list of diagnostic and management options with the sources for each, so that the clinician can review the basis and decide.',
      margin: [[ref('SG-0093'), ', approved 2026-11-17 16:20:41 UTC by I. Approver, MD (p 20)']],
    },
    {
      kind: 'form',
      rows: [
        {
          label: 'Medical purpose',
          text: 'Support of diagnosis and treatment by a health care professional',
          cites: [cite('HTI-1', '(2)(i)')],
        },
        { label: 'Condition', text: 'Conditions of adult internal medicine, family medicine and hospital medicine' },
        {
          label: 'Population',
          text: 'Adults aged 18 and over, all sexes, in the United States',
          cites: [cite('HTI-1', '(2)(ii)')],
        },
        {
          label: 'Users',
          text: 'Physicians, nurse practitioners, physician assistants, clinical pharmacists',
          margin: ['HTI-1 (2)(iii)'],
        },
        {
          label: 'Environment',
          text: 'Clinic and ward, within the electronic health record; not ambulance, operating room or triage',
        },
        {
          label: 'Inputs',
          text: 'Text of the chart: problems, medicines, allergies, notes, single laboratory results, point-in-time vital signs, radiology report text. Retrieval corpus of dated guidelines and abstracts',
        },
        {
          label: 'Outputs',
          text: 'Three to seven options in no stated order of certainty, each with for, against, what is missing, and sources',
          margin: ['HTI-1 (1)(iii), (iv)'],
        },
        { label: 'Autonomy', text: 'None: each use is a request by a person and ends with that person’s decision' },
        { label: 'Statement', text: { sha256: digest(id) } },
      ],
    },
  ]),
];

const memo: Block[] = [
  {
    kind: 'lead',
    text: 'Is each function a device? Four statutory tests, applied one by one to facts that a named person stated. The engine computes an outcome; people accept it or override it in writing.',
  },
  {
    kind: 'table',
    caption: 'Outcome by function under rule set us-fda-cds, edition 2026-01-29',
    columns: [
      { head: 'Function', weight: 120 },
      { head: 'C1', unit: 'no signal', weight: 50 },
      { head: 'C2', unit: 'medical info', weight: 50 },
      { head: 'C3', unit: 'options, HCP', weight: 50 },
      { head: 'C4', unit: 'reviewable', weight: 50 },
      { head: 'Outcome recorded', weight: 144 },
    ],
    rows: [
      {
        cells: [
          [strong('FN-1'), ' Clinical decision support'],
          { mark: 'met', text: 'met' },
          { mark: 'met', text: 'met' },
          { mark: 'met', text: 'met' },
          { mark: 'condition', text: 'cond.' },
          { outcome: 'not-device', text: 'Not a device' },
        ],
      },
      {
        cells: [
          [strong('FN-4'), ' Patient communication'],
          { mark: 'met', text: 'met' },
          { mark: 'met', text: 'met' },
          { mark: 'not-met', text: 'not met' },
          { mark: 'unknown', text: 'unknown' },
          { outcome: 'device', text: 'Device, pathway undetermined' },
        ],
      },
      { cells: ['Product (highest, N12 §7.1)', '', '', '', '', 'II'], strong: true },
    ],
    notes: ['All four met: not a device (FD&C 520(o)(1)(E)). An unknown fact never counts as met.'],
  },
  {
    kind: 'paragraph',
    voice: 'note',
    text: 'Facts by: ARS, A. Rôle Spécimen, ML lead · MS, M. Specialist, RAC · JC, J. Clinician, MD, hospitalist',
  },
  ...(
    [
      ['DT-0041', 'FN-1 Clinical decision support', 'not-device', 'Not a device'],
      ['DT-0042', 'FN-2 Care planning', 'enforcement-discretion', 'Enforcement discretion'],
      ['DT-0044', 'FN-4 Patient communication', 'device', 'Device'],
      ['DT-0043', 'FN-3 Knowledge synthesis', 'undetermined', 'Undetermined'],
    ] as const
  ).flatMap(([id, text, outcome, title]): Block[] => [
    { kind: 'heading', level: 2, id, text },
    {
      kind: 'verdict',
      outcome,
      title,
      detail: [
        'FD&C 520(o)(1)(E) · all four criteria met, C4 on condition · engine outcome NOT_DEVICE_520o_E, accepted 2026-11-18 · ',
        ref('EV-0101', true),
      ],
    },
    {
      kind: 'criterion',
      label: 'C1',
      mark: 'met',
      test: 'It does not acquire, process or analyse a medical image, a signal from an IVD, or a pattern or signal from a signal acquisition system.',
      facts: [
        [
          'Inputs are chart text and single values; the gateway refuses DICOM, waveform and audio types (policy PB-04, ',
          ref('EV-0102'),
          '). ',
          strong('ARS'),
        ],
        [
          'Vital signs are those of an encounter, not a stream; at most one value for each sign and visit. ',
          strong('ARS'),
        ],
      ],
      rationale:
        'Episodic, point-in-time measurements are generally not a pattern. Radiology enters only as the text of a finished report.',
      cites: [cite('FDC', '520(o)(1)(E), opening words'), cite('CDS-2026-01-29', '§IV(1)')],
    },
    {
      kind: 'criterion',
      label: 'C4',
      mark: 'condition',
      test: 'The professional can independently review the basis, so that it is not the intent that the professional rely primarily on the recommendation.',
      facts: [['Time-critical requests are routed away: 97.6% (', ref('EV-0101'), '). ', strong('ARS')]],
      rationale: [
        'A language model may meet this criterion if it sufficiently enables review. ',
        strong('Condition:'),
        ' the basis panel opens by default; a site may not fold it (policy PB-11).',
      ],
      cites: [cite('FDC', '520(o)(1)(E)(iii)'), cite('CDS-2026-01-29', '§IV(4)'), cite('TH-2026-03-11', 'Q&A on LLMs')],
    },
    { kind: 'heading', level: 3, text: 'What would change this' },
    {
      kind: 'list',
      items: [
        'The basis panel folded by default, at any site: C4 not met; device.',
        'An image, a waveform or a stream of vital signs as input: C1 and C2 not met; device, no discretion.',
        [
          'A new edition of the guidance: this determination is run again, and does not carry over (see ',
          ref('EV-0102', true),
          ').',
        ],
      ],
      margin: ['FD&C 520(o)(3): FDA may by order take the exclusion back'],
    },
    { kind: 'heading', level: 3, text: 'Dissent' },
    {
      kind: 'quotation',
      text: '“The condition rests on a default, and defaults erode. Twelve of 48 missed errors is a large difference to hang on one switch. I would treat FN-1 as under discretion until the default is enforced by the vendor of the record system and not by our policy file.”',
      by: [
        strong('Éxample Reviewer, PharmD'),
        ', medication safety officer, 2026-11-18 14:02:33 UTC · ',
        ref('SG-0093', true),
      ],
    },
    {
      kind: 'form',
      rows: [
        {
          label: 'Answer',
          text: 'The condition is now part of the signed intended use and of the local acceptance test. Reviewed again on 2027-02-18, or at the first event.',
          margin: ['M. Specialist, 2026-11-18'],
        },
        {
          label: 'Decision',
          text: 'Engine outcome accepted by P. Quality, PhD, quality, and I. Approver, MD, clinical; neither stated the facts.',
          margin: [[ref('SG-0093', true)]],
        },
      ],
    },
  ]),
];

export const SETS = [
  ['USMLE-style Step 2 CK set, licensed', '640', 92.5, 90.2, 94.3, 'EV-0101'],
  ['MMLU, six clinical subjects', '1,089', 92.5, 90.7, 93.9, 'EV-0102'],
  ['MedQA (4 options)', '1,273', 91.8, 90.2, 93.2, 'EV-0101'],
  ['NCR-1 clinical reasoning vignettes', '412', 90, 86.8, 92.6, 'EV-0102'],
  ['Other or not recorded', '11', 81.8, 52.3, 94.9, 'EV-0101'],
  ['No interval in the file', '500', 79.4, null, null, 'EV-0102'],
] as const;

const evidence: Block[] = [
  {
    kind: 'lead',
    text: 'What was measured, on whom, how surely, and against which limit. Intervals are 95% by Wilson’s method, computed by an assessor who did not build the model.',
  },
  {
    kind: 'table',
    caption: 'Knowledge and reasoning: results read from files, never retyped',
    columns: [
      { head: 'Evidence', weight: 42 },
      { head: 'Set and split', weight: 130 },
      { head: 'n', weight: 30, align: 'right' },
      { head: 'Correct', weight: 34, align: 'right' },
      { head: 'Result', unit: '%', weight: 32, align: 'right' },
      { head: '95% CI', unit: '%', weight: 48, align: 'right' },
      { head: 'Run on', weight: 46 },
      { head: 'File', unit: 'SHA-256', weight: 48 },
    ],
    rows: SETS.map(([set, n, value, low, high], at) => ({
      cells: [
        [strong(`EV-01${String(at + 3).padStart(2, '0')}`)],
        set,
        { number: n },
        { number: n },
        { number: value.toFixed(1), strong: true },
        { number: low === null ? '' : `${low.toFixed(1)}–${high.toFixed(1)}` },
        '2026-10-12',
        [{ text: '83d5a233…', style: 'mono' }],
      ],
    })),
    notes: [
      'Tool: lm-evaluation-harness 0.4.9. Greedy decoding, 0-shot, prompts in bundle 2.0.0-r4. Public sets may be in the base model’s training data.',
    ],
  },
  {
    kind: 'interval-plot',
    caption: 'Accuracy by set, version 2.0.0; bracket, limit fixed before the run; arrow, beyond the scale',
    axis: { title: 'Accuracy, %', low: 70, high: 100 },
    valueHead: '%',
    intervalHead: '95% CI',
    intervals: SETS.map(([label, n, value, low, high, id], at) => ({
      label,
      n,
      value,
      valueText: value.toFixed(1),
      low,
      high,
      intervalText: low === null ? '' : `${low.toFixed(1)}–${high.toFixed(1)}`,
      ...(at === 2 ? { limit: { value: 90, good: 'above' as const } } : {}),
      ref: id,
    })),
    inWords:
      'Five of six sets rose against 1.3.0 by more than half the width of their interval. Only MedQA carries a limit (90.0, bracket), and its whole interval lies above it.',
  },
  ...(['EV-0101', 'EV-0102'] as const).flatMap((id): Block[] => [
    { kind: 'heading', level: 2, id, text: 'One evidence record in full: MedQA' },
    {
      kind: 'form',
      rows: [
        {
          label: 'Protocol',
          text: 'VP-11 rev 3, fixed 2026-05-29; greedy, 0-shot, answer letter read from the last line',
          margin: ['N41 analytical validation'],
        },
        {
          label: 'Performed',
          text: '2026-10-12 by A. Rôle Spécimen; checked by H. Statistician, Calder Statistics, 2026-11-11',
          margin: [[ref('SG-0093', true)]],
        },
        { label: 'File', text: 'EV-0101-medqa.json, 85 bytes, SHA-256' },
        { label: 'Digest', text: { sha256: '83d5a23394c831b566eccda5f4ce69b725ea155a392bb51acb353403018a2e44' } },
      ],
    },
  ]),
];

const gaps: Block[] = [
  {
    kind: 'lead',
    text: 'What is missing, what it affects, who closes it and when. A gap is stated, not hidden; none of those below is required for issue under template 3.1.',
  },
  ...(['error', 'warning', 'note'] as const).map((level, at): Block => ({
    kind: 'gap',
    id: `GAP-0${at + 1}`,
    level,
    title: 'Too few American Indian and Alaska Native cases',
    text: '23 of 3,035 test cases; the plan asked for 30. The result (82.6%, CI 62.9–93.0) is shown and not interpreted. No claim is made for this group.',
    affects: ['CL-0040', 'FN-1', 'DT-0041'],
    closes: 'Two tribal health sites, protocol VP-17; A. Rôle Spécimen, by 2027-03-31',
    cites: [cite('HTI-1', '(7)(iv)')],
    href: '/versions/1/evidence',
  })),
  {
    kind: 'table',
    width: 'wide',
    caption: 'Declared not available',
    columns: [
      { head: 'Item', weight: 200 },
      { head: 'Why', weight: 150 },
      { head: 'Citation', weight: 70 },
    ],
    rows: [
      { cells: ['Outcomes: mortality, length of stay', 'Not measured; in use for one day at issue', 'HTI-1 (7)(v)'] },
      { cells: ['Training data of the base model', 'Supplier discloses classes, not sources', 'HTI-1 (4)'] },
    ],
  },
  { kind: 'heading', level: 2, id: 'SG-0093', text: 'Example Approver, MD' },
  { kind: 'paragraph', text: 'Chief Medical Information Officer. Line one\nline two.' },
];

export const section = (
  number: number,
  title: string,
  blocks: Iterable<Block>,
  summary = 'one line',
): DrawnSection => ({
  number,
  title,
  summary,
  blocks,
});

export const attachment = (name: string, text: string): Attachment & { readonly bytes: Uint8Array } => ({
  name,
  mediaType: 'application/json',
  description: 'The record of facts (é)',
  relationship: 'Source',
  modifiedAt: '2026-11-20T15:42:07.000Z',
  bytes: Buffer.from(text),
});

/** A dossier with every kind of block on it, near to the sample of the look. */
export const specimen = (changes: Partial<DossierDocument> = {}): DossierDocument => ({
  title: 'FDA SaMD technical file: Meridian Clinical 2.0.0',
  author: 'Northmere Health',
  subject: 'PD-2026-000417 (é)',
  language: 'en-US',
  paper: 'letter',
  status: { draft: false, illustrative: true, issuedOn: '2026-11-20' },
  foot: {
    version: 'Meridian Clinical 2.0.0',
    dossierId: 'PD-2026-000417',
    sentence: 'A determination recorded by Northmere Health; not an FDA decision.',
  },
  recordSha256: RECORD,
  createdAt: '2026-11-20T15:42:07.000Z',
  producer: 'Predicate 0.1.0, writer 1',
  cover: {
    kind: 'FDA SaMD technical file',
    name: 'Meridian Clinical',
    version: '2.0.0',
    rows: [
      {
        label: 'Owner',
        text: [strong('Northmere Health'), ', Ames, Iowa, United States; manufacturer (specification developer)'],
      },
      { label: 'Co-developer', text: 'Altocloud, Inc., Reston, Virginia; supplier of the base model and host' },
      { label: 'Version state', text: [strong('Released'), ' 2026-11-19 for FN-1, FN-2 and FN-3'] },
      {
        label: 'Dossier',
        text: [strong('PD-2026-000417'), ', edition 1 of template ', emphasis('fda-samd-technical-file'), ' 3.1'],
      },
      {
        label: 'Issued',
        text: [strong('2026-11-20 15:42:07 UTC'), ' (09:42:07 −06:00, Chicago) by Example Specialist, RAC'],
      },
      { label: 'Supersedes', text: 'PD-2026-000288 (Meridian Clinical 1.3.0, issued 2026-05-08)' },
    ],
    determinations: [
      {
        id: 'FN-1',
        name: 'Clinical decision support',
        outcome: 'not-device',
        text: 'Not a device, FD&C 520(o)(1)(E)',
        ref: 'DT-0041',
      },
      {
        id: 'FN-2',
        name: 'Care planning',
        outcome: 'enforcement-discretion',
        text: 'Enforcement discretion, CDS 2026-01-29',
        ref: 'DT-0042',
      },
      { id: 'FN-3', name: 'Knowledge synthesis', outcome: 'undetermined', text: 'Undetermined', ref: 'DT-0043' },
      {
        id: 'FN-4',
        name: 'Patient communication',
        outcome: 'device',
        text: 'Device, pathway undetermined; withheld',
        ref: 'DT-0044',
      },
    ],
    qr: `PD-2026-000417 ${RECORD}`,
    qrCaption: 'Dossier id and record digest',
    digests: [
      { label: 'Record of facts', sha256: RECORD },
      { label: 'Weights', sha256: digest('Weights') },
      { label: 'Container', sha256: digest('Container') },
      { label: 'Prompt and policy bundle', sha256: digest('Prompt and policy bundle') },
    ],
    sentence: 'A determination recorded by Northmere Health on 2026-11-20; not an FDA decision.',
    small:
      'Every figure, site, person and organization in this file is made up to show the form of the dossier. Nothing in it is a claim about a real product, and no FDA review of it has taken place.',
  },
  sections: [
    section(1, 'How to verify this file', verify, 'three checks, without a network'),
    section(2, 'Parties, roles and functions', parties, 'who answers for what · what the version is made of'),
    section(3, 'Intended use, function by function', use, 'IU-1.4 · IU-2.2'),
    section(4, 'Classification memo', memo, 'DT-0041 to DT-0044 · criteria, dissent, what would change it'),
    section(5, 'Validation evidence', evidence, 'EV-0101 to EV-0102 · sites, groups'),
    section(6, 'Gaps', gaps, '3 open'),
  ],
  attachments: [
    attachment('record.json', '{"record":true}'),
    attachment('log-proof.json', `[${'"proof",'.repeat(300)}0]`),
  ],
  ...changes,
});
