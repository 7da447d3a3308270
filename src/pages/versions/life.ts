import type { Icon } from '../../http/pages/icons';
import { printedInstant } from '../../http/pages/words';
import { STATES } from '../../models/model-page';
import type { ModelVersion } from '../../models/model-version.entity';
import { VERSION_STATES, type VersionState } from '../../models/version-lifecycle.rules';

/** What it takes to come so far. */
const TAKES: Readonly<Record<VersionState, string>> = {
  draft: 'Everything can be edited',
  'in-review': 'Nothing is edited any more',
  approved: 'Takes a review and an approval, and no required gap in what is signed',
  released: 'Takes the signature of who is responsible',
  retired: 'It stays readable for ever',
};

/** A state that is done, that holds now, or that is to come. */
interface LifeStep {
  readonly word: string;
  readonly text: string;
  readonly look: 'done' | 'now' | '';
  readonly icon: Icon;
}

/** Where a version stands in its life: what is done, where it is, and what each later state takes. */
export function lifeOf({ state, stateSince, createdAt }: ModelVersion): LifeStep[] {
  const now = VERSION_STATES.indexOf(state);
  return VERSION_STATES.map((one, at) => {
    const { word } = STATES[one];
    if (at === now) {
      const since = `Since ${printedInstant(stateSince).text}`;
      return { word, text: since, look: 'now', icon: 'progress' };
    }
    if (at > now) return { word, text: TAKES[one], look: '', icon: 'circle-dashed' };
    const text = at === 0 ? `From ${printedInstant(createdAt).text}` : 'Passed';
    return { word, text, look: 'done', icon: 'circle-check' };
  });
}
