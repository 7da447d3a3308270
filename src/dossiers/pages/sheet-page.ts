import { isIllustrative, sentenceOf } from '../cover';
import type { DossierRecord } from '../dossier-record';
import type { ShownSection } from '../html/draw-sections';

/** A dossier as it would read today, section by section, with DRAFT said where it begins and where each section does. */
export const presentSheet = (record: DossierRecord, sections: readonly ShownSection[]) => ({
  ...{ title: `Preview for ${record.version.semanticVersion}`, illustrative: isIllustrative(record), sections },
  name: `${record.dossier.template.title}, ${record.version.label}`,
  sentence: sentenceOf(record),
  model: { name: record.model.name, href: `/models/${record.model.id}` },
  version: { name: record.version.semanticVersion, href: `/versions/${record.version.id}` },
  desk: `/versions/${record.version.id}/dossier?template=${record.dossier.template.id}`,
  pdf: `/api/v1/versions/${record.version.id}/dossier-preview?template=${record.dossier.template.id}`,
  made: record.dossier.issuedAt.slice(0, 16).replace('T', ' '),
});
