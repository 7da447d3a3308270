/** How far a document binds: statute, regulation, non-binding guidance (final or draft), standard, voluntary framework. */
export type Force = 'law' | 'regulation' | 'guidance, final' | 'guidance, draft' | 'standard' | 'voluntary';

export interface Authority {
  /** As a margin note names it. */
  readonly short: string;
  /** What stands between the short name and the section. */
  readonly joins: string;
  readonly title: string;
  readonly force: Force;
  readonly edition: string;
  /** The day on which the text, or the named account of it, was read for Predicate. */
  readonly readOn: string;
  /** What was read where the document itself was not, so that nobody takes an account for the text. */
  readonly readAs?: string;
}

const READ_ON = '2026-11-22';
const authority = (row: Omit<Authority, 'readOn' | 'joins'> & { joins?: string }): Authority => ({
  joins: ', ',
  readOn: READ_ON,
  ...row,
});

/** The documents that rules and sections cite. A new edition is a new row; a published row is never edited. */
export const AUTHORITIES = {
  FDC: authority({
    short: 'FD&C',
    joins: ' ',
    title: 'Federal Food, Drug, and Cosmetic Act (21 USC 301 ff.)',
    force: 'law',
    edition: 'as amended',
  }),
  'CFR-21': authority({
    short: '21 CFR',
    joins: ' ',
    title: 'Code of Federal Regulations, title 21',
    force: 'regulation',
    edition: '2026',
  }),
  'CFR-45': authority({
    short: '45 CFR',
    joins: ' ',
    title: 'Code of Federal Regulations, title 45',
    force: 'regulation',
    edition: '2026',
  }),
  'CDS-2026-01-29': authority({
    short: 'CDS guidance 2026-01-29',
    title: 'Clinical Decision Support Software, FDA-2017-D-6569',
    force: 'guidance, final',
    edition: '2026-01-29',
    readAs: 'transcript of the CDRH town hall of 2026-03-11 and published quotations',
  }),
  'CDS-2022-09-28': authority({
    short: 'CDS guidance 2022-09-28',
    title: 'Clinical Decision Support Software, FDA-2017-D-6569 (superseded)',
    force: 'guidance, final',
    edition: '2022-09-28',
  }),
  'TH-2026-03-11': authority({
    short: 'FDA town hall 2026-03-11',
    title: 'CDRH town hall on the Clinical Decision Support Software guidance, transcript',
    force: 'voluntary',
    edition: '2026-03-11',
  }),
  N12: authority({
    short: 'IMDRF N12:2014',
    joins: ' ',
    title: 'IMDRF/SaMD WG/N12 FINAL:2014',
    force: 'voluntary',
    edition: '2014-09-18',
  }),
  N41: authority({
    short: 'IMDRF N41:2017',
    joins: ' ',
    title: 'IMDRF/SaMD WG/N41 FINAL:2017',
    force: 'voluntary',
    edition: '2017-09-21',
  }),
  N81: authority({
    short: 'IMDRF N81:2025',
    joins: ' ',
    title: 'IMDRF N81 FINAL:2025, characterization of medical device software',
    force: 'voluntary',
    edition: '2025-01',
    readAs: 'secondary accounts',
  }),
  MFDP: authority({
    short: 'MFDP guidance 2020-07-29',
    title: 'Multiple Function Device Products, FDA-2018-D-1339',
    force: 'guidance, final',
    edition: '2020-07-29',
    readAs: 'secondary accounts',
  }),
  'DSF-2022-09-28': authority({
    short: 'DSF policy 2022-09-28',
    title: 'Policy for Device Software Functions and Mobile Medical Applications',
    force: 'guidance, final',
    edition: '2022-09-28',
  }),
  'GW-2026-01-06': authority({
    short: 'General Wellness policy 2026-01-06',
    title: 'General Wellness: Policy for Low Risk Devices',
    force: 'guidance, final',
    edition: '2026-01-06',
    readAs: 'long published quotations',
  }),
  'SW-2023-06-14': authority({
    short: 'Software guidance 2023-06-14',
    title: 'Content of Premarket Submissions for Device Software Functions',
    force: 'guidance, final',
    edition: '2023-06-14',
  }),
  'AI-2025-01-07': authority({
    short: 'AI-DSF draft 2025-01-07',
    title: 'AI-Enabled Device Software Functions, FDA-2024-D-4488',
    force: 'guidance, draft',
    edition: '2025-01-07',
  }),
  'ISO-13485': authority({
    short: 'ISO 13485',
    joins: ' ',
    title: 'ISO 13485:2016, quality management systems',
    force: 'standard',
    edition: '2016',
    readAs: 'secondary accounts',
  }),
  'IEC-62304': authority({
    short: 'IEC 62304',
    joins: ' ',
    title: 'IEC 62304:2006+A1:2015, software life cycle',
    force: 'standard',
    edition: '2015',
    readAs: 'secondary accounts',
  }),
  'HTI-1': authority({
    short: 'HTI-1',
    joins: ' ',
    title: '45 CFR 170.315(b)(11)(iv)(B), source attributes of predictive DSI',
    force: 'regulation',
    edition: '2024',
  }),
  'RFC-8785': authority({
    short: 'RFC 8785',
    joins: ' ',
    title: 'JSON Canonicalization Scheme',
    force: 'standard',
    edition: '2020-06',
  }),
  'FIPS-180-4': authority({
    short: 'FIPS 180-4',
    joins: ' ',
    title: 'Secure Hash Standard (SHA-256)',
    force: 'standard',
    edition: '2015-08',
  }),
} satisfies Record<string, Authority>;

export type AuthorityId = keyof typeof AUTHORITIES;
