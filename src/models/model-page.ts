import type { Page } from '../kernel/page';
import type { Look } from '../http/pages/words';
import type { presentModel } from './model.dto';
import type { VersionState } from './version-lifecycle.rules';

type ModelLine = ReturnType<typeof presentModel>;

/** Whose the model is. */
export const KINDS = { own: 'Own', 'third-party': 'Third party' } as const;

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
