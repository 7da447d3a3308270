/** The tables whose records have a page, each with the place of its pages. */
const PLACES = {
  organization: 'organizations',
  model: 'models',
  model_version: 'versions',
  software_function: 'functions',
  intended_use: 'intended-uses',
  claim: 'claims',
  evidence: 'evidence',
  classification: 'classifications',
  submission: 'submissions',
  dossier: 'dossiers',
} as const;

export type PagedTable = keyof typeof PLACES;

/** Where a record is read. */
export const recordHref = (table: PagedTable, id: string): string => `/${PLACES[table]}/${id}`;

/** Where two versions are compared, the earlier one first. */
export const compareVersions = (a: string, b: string): string => `/compare?${new URLSearchParams({ a, b }).toString()}`;

/** Where two states of a record are compared: by the numbers of its revisions, or the last two where none are said. */
export const compareStates = (record: PagedTable, id: string, from?: number, to?: number): string => {
  const between: Record<string, string> =
    from === undefined || to === undefined ? {} : { from: String(from), to: String(to) };
  return `/compare?${new URLSearchParams({ record, id, ...between }).toString()}`;
};

/** Where the last revision of a record is compared with the one before; null where there is none. */
export const compareWithBefore = (type: PagedTable, id: string, revision: number) =>
  revision < 2
    ? null
    : { text: 'Compare with the revision before', href: compareStates(type, id, revision - 1, revision) };

/** Where the comments of a record are written. */
export const commentHref = (recordType: string, recordId: string): string =>
  `/comments/new?${new URLSearchParams({ recordType, recordId }).toString()}`;

/** Whether records of a table have a page. */
export const isPaged = (table: string): table is PagedTable => table in PLACES;
