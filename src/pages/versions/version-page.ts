import type { Page } from '../../kernel/page';
import { type Look, printedInstant, worded } from '../../http/pages/words';
import { STATES } from '../../models/model-page';
import type { ModelVersion } from '../../models/model-version.entity';
import type { Model } from '../../models/model.entity';
import type { presentDossier } from '../../dossiers/dossier.dto';
import type { GapLevel } from '../../dossiers/blocks';
import type { Readiness } from '../../dossiers/readiness';

const LEVELS: Readonly<Record<GapLevel, Look>> = {
  error: { word: 'Required', look: 'state-stop', icon: 'circle-x' },
  warning: { word: 'Advisory', look: 'state-warn', icon: 'alert-triangle' },
  note: { word: 'Noted', look: '', icon: 'note' },
};

const counted = (count: number): string => (count === 1 ? 'One required gap holds' : `${count} required gaps hold`);

/** A version as its page shows it: what it is, what its dossier lacks, and the dossiers that were issued. */
export const presentVersionPage = (
  { model, version }: { readonly model: Model; readonly version: ModelVersion },
  { ready, counts, gaps }: Readiness,
  dossiers: Page<ReturnType<typeof presentDossier>>,
) => ({
  ...{ name: version.label, semanticVersion: version.semanticVersion, state: STATES[version.state] },
  since: printedInstant(version.stateSince),
  ...{ illustrative: model.illustrative, changeSummary: version.changeSummary },
  model: { name: model.name, href: `/models/${model.id}` },
  artifacts: version.artifacts.map(({ kind, name, sha256 }) => ({ kind: worded(kind), name, sha256 })),
  baseModel: version.baseModel,
  trainingData: version.trainingData.map((one) => ({ ...one, basis: worded(one.basis), sites: one.sites.join(', ') })),
  readiness: ready
    ? 'Nothing required is missing: a dossier can be issued.'
    : `${counted(counts.error)} back the issue.`,
  gaps: gaps.map(({ level, title, text, closes, cites }) => ({ ...LEVELS[level], title, text, closes, cites })),
  preview: `/api/v1/versions/${version.id}/dossier-preview`,
  dossiers: dossiers.items.map(({ code, pdf, issuedAt, sha256 }) => ({
    code,
    pdf,
    issued: printedInstant(issuedAt),
    sha256,
  })),
});
