import { MayBecause } from '../http/because.dto';
import { Words } from '../http/fields';
import type { DossierJob } from './dossier-job.entity';
import type { Dossier } from './dossier.entity';

const DEFAULT_TEMPLATE = 'fda-samd';

export class TemplateQuery {
  @Words(1, 60) template: string = DEFAULT_TEMPLATE;
}

export class RequestDossier extends MayBecause {
  @Words(1, 60) template: string = DEFAULT_TEMPLATE;
}

export const presentDossier = (dossier: Dossier) => ({
  ...dossier,
  href: `/api/v1/dossiers/${dossier.id}`,
  pdf: `/api/v1/dossiers/${dossier.id}/pdf`,
});

export const presentJob = ({ id, versionId, template, state, progress, problem, dossierId, ...times }: DossierJob) => ({
  ...{ id, versionId, template, state, progress, problem, dossierId },
  ...{ requestedAt: times.requestedAt, finishedAt: times.finishedAt },
  href: `/api/v1/dossier-jobs/${id}`,
  dossier: dossierId && `/api/v1/dossiers/${dossierId}`,
});
