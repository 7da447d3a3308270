import { queryOf } from '../http/list-query';
import { DOSSIER_LIST } from './dossier.list';

export class DossierQuery extends queryOf(DOSSIER_LIST) {}
export class VersionDossierQuery extends queryOf(DOSSIER_LIST, 'versionId') {}
