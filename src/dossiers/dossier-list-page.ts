import { counted, digest, instant, link, type Cell, words } from '../lists/cell';
import type { ListColumn, ListPage } from '../lists/list-page';
import { pageQueryOf } from '../lists/list-page-query';
import { type Names, namesOf } from '../lists/named-records';
import type { presentDossier } from './dossier.dto';
import type { Dossier } from './dossier.entity';
import { DOSSIER_LIST } from './dossier.list';

type DossierLine = ReturnType<typeof presentDossier>;

const download = (href: string, name: string): Cell => ({ text: name, href, icon: 'download' });

const COLUMNS: readonly ListColumn<DossierLine, Names>[] = [
  { name: 'code', head: 'Dossier', sort: 'code', cell: ({ id, code }) => link(code, `/dossiers/${id}`) },
  { name: 'version', head: 'Version', cell: ({ versionId }, names) => names.cell('model_version', versionId) },
  {
    name: 'template',
    head: 'Template',
    cell: ({ template, templateEdition }) => words(template, `Edition ${templateEdition}`),
  },
  { name: 'pages', head: 'Pages', isNumber: true, cell: ({ pages }) => counted(pages) },
  { name: 'issuedBy', head: 'Issued by', cell: ({ issuedBy }) => words(issuedBy) },
  { name: 'issuedAt', head: 'Issued', sort: 'issuedAt', cell: ({ issuedAt }) => instant(issuedAt) },
  { name: 'pdf', head: 'PDF', cell: ({ pdf, code }) => download(pdf, `${code} as PDF`) },
  { name: 'sha256', head: 'SHA-256 of the file', isExtra: true, cell: ({ sha256 }) => digest(sha256) },
  {
    name: 'recordSha256',
    head: 'SHA-256 of the record',
    isExtra: true,
    cell: ({ recordSha256 }) => digest(recordSha256),
  },
  {
    ...{ name: 'supersedes', head: 'In the place of', isExtra: true },
    cell: ({ supersedesId }, names) => names.cell('dossier', supersedesId, 'None: the first'),
  },
];

/** Issued dossiers, as people look through them. */
export const DOSSIER_LIST_PAGE: ListPage<Dossier, Dossier, DossierLine, Names> = {
  ...{ list: DOSSIER_LIST, path: '/dossiers', api: '/api/v1/dossiers', title: 'Dossiers' },
  ...{ one: 'dossier', many: 'dossiers', columns: COLUMNS, sort: '-issuedAt' },
  around: (manager, all, scope) =>
    namesOf(
      manager,
      { model_version: all.map(({ versionId }) => versionId), dossier: all.map(({ supersedesId }) => supersedesId) },
      scope,
    ),
  filters: {
    state: { label: 'State', words: { current: 'The latest', superseded: 'Superseded' } },
    modelId: { label: 'Model', of: 'model' },
    issuedFrom: { label: 'Issued from' },
    issuedTo: { label: 'Issued to' },
    template: { label: 'Template', hint: 'Its name, as fda-samd', isMore: true },
    versionId: { label: 'Version', of: 'model_version', isOffered: false },
  },
  empty: { text: 'A dossier is issued on the page of a version, once nothing that is required is missing.' },
};

export class DossierListQuery extends pageQueryOf(DOSSIER_LIST, COLUMNS) {}
