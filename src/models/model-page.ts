import type { Page } from '../kernel/page';
import { type Look, printedInstant, worded } from '../http/pages/words';
import type { presentModel } from './model.dto';
import type { Model } from './model.entity';
import type { presentVersion } from './model-version.dto';
import type { NamedParty } from './parties.service';
import type { VersionState } from './version-lifecycle.rules';

type ModelLine = ReturnType<typeof presentModel>;
type VersionLine = ReturnType<typeof presentVersion>;

const KINDS = { own: 'Own', 'third-party': 'Third party' } as const;

/** How a state is said, and how grave it looks. */
export const STATES: Readonly<Record<VersionState, Look>> = {
  draft: { word: 'Draft', look: '', icon: 'pencil' },
  'in-review': { word: 'In review', look: 'state-now', icon: 'eye' },
  approved: { word: 'Approved', look: 'state-ok', icon: 'signature' },
  released: { word: 'Released', look: 'state-ok', icon: 'circle-check' },
  retired: { word: 'Retired', look: '', icon: 'archive' },
};

/** The words that a list was searched for. */
export interface SoughtFor {
  readonly q?: string;
}

/** The models as a page lists them. */
export const presentModelsPage = ({ items, next }: Page<ModelLine>, { q }: SoughtFor) => ({
  q: q ?? '',
  next,
  models: items.map(({ id, name, kind, description, illustrative }) => ({
    ...{ name, description, illustrative, kind: KINDS[kind], href: `/models/${id}` },
  })),
});

const versionLine = ({ id, label, semanticVersion, state, stateSince, changeSummary }: VersionLine) => ({
  ...{ label, semanticVersion, changeSummary, href: `/versions/${id}`, state: STATES[state] },
  since: printedInstant(stateSince),
});

/** A model with its versions, newest first. */
export const presentModelPage = (model: Model, parties: readonly NamedParty[], versions: Page<VersionLine>) => ({
  ...{ name: model.name, description: model.description, illustrative: model.illustrative, kind: KINDS[model.kind] },
  registered: printedInstant(model.createdAt),
  parties: parties.map(({ role, name }) => ({ role: worded(role), name })),
  versions: versions.items.map(versionLine),
});
