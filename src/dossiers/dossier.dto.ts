import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { MayBecause } from '../http/because.dto';
import { Choice } from '../http/fields';
import type { DossierJob } from './dossier-job.entity';
import type { Dossier } from './dossier.entity';
import { templates } from './template';

export const DEFAULT_TEMPLATE = 'fda-samd';

/** One of the templates that this program carries; the first one when absent. */
const ATemplate = (): PropertyDecorator =>
  applyDecorators(Choice(templates().map(({ id }) => id)), ApiProperty({ required: false, default: DEFAULT_TEMPLATE }));

export class TemplateQuery {
  @ATemplate() template: string = DEFAULT_TEMPLATE;
}

export class RequestDossier extends MayBecause {
  @ATemplate() template: string = DEFAULT_TEMPLATE;
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
