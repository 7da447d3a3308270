import { printedInstant, worded } from '../../http/pages/words';
import { recordHref } from '../records/addresses';
import { type Framed, type Note, presentFrame } from '../records/record-frame';
import { changedSince } from './changed-since';
import { presentGaps } from './gap-lines';
import { lifeOf } from './life';
import type { ReadOverview } from './overview.service';
import { presentVersionFrame } from './version-frame';
import type { ReadVersion } from './version-frames.service';

const ONE_SITE: Note = {
  heading: 'Sites',
  text: 'The draft guidance asks for test data from sites other than those that gave training data. Draft guidance.',
  cites: ['FDA-2024-D-4488 VIII'],
};

/** The version as a record of its own, for its signatures, comments and history. */
const framedOf = ({ version, model }: ReadVersion): Framed => ({
  ...{ title: version.label, code: version.semanticVersion, illustrative: model.illustrative },
  ...{ crumbs: [], states: [], byline: [], banners: [], notes: [], isStanding: true, before: null, leads: [] },
});

const labelingIn = ({ labeling }: ReadOverview) =>
  labeling === null
    ? null
    : {
        udi: labeling.udiDi === null ? 'No UDI-DI recorded' : `${labeling.udiDi} (${labeling.issuingAgency ?? ''})`,
        statement: labeling.statement,
        recorded: `${printedInstant(labeling.recordedAt).text} by ${labeling.recordedBy}`,
        file: labeling.labelingFile === null ? null : `/api/v1/files/${labeling.labelingFile}`,
      };

const identityOf = ({ read: { version }, parent }: ReadOverview) => ({
  ...{ name: version.label, changeSummary: version.changeSummary, supplierStatement: version.supplierStatement },
  artifacts: version.artifacts.map(({ kind, name, sha256 }) => ({ kind: worded(kind), name, sha256 })),
  baseModel:
    version.baseModel === null
      ? 'None stated'
      : `${version.baseModel.name}, ${version.baseModel.revision}, from ${version.baseModel.supplier}`,
  parent: parent === null ? null : { text: parent.semanticVersion, href: recordHref('model_version', parent.id) },
  registered: printedInstant(version.createdAt),
  trainingData: version.trainingData.map((one) => ({
    ...{ ...one, basis: worded(one.basis), sites: one.sites.length === 0 ? 'None named' : one.sites.join(', ') },
  })),
});

/** A version as its overview shows it: what its dossier lacks, what it is, what changed, and where it stands. */
export function presentVersionPage(overview: ReadOverview) {
  const { read, frame, parent, gaps } = overview;
  return {
    version: presentVersionFrame(read, 'overview', [ONE_SITE]),
    frame: presentFrame(framedOf(read), frame),
    life: lifeOf(read.version),
    ...identityOf(overview),
    changed: parent === null ? null : changedSince(parent, read.version),
    readiness: gaps === null ? null : presentGaps(read.version, gaps),
    dossier: `${recordHref('model_version', read.version.id)}/dossier`,
    labeling: labelingIn(overview),
    preview: `/api/v1/versions/${read.version.id}/dossier-preview`,
  };
}
