import type { Classification } from '../../classification/classification.entity';
import { RULE_SETS } from '../../classification/rule-sets/register';
import type { OutcomeFrame } from '../../dossiers/blocks';
import { outcomeOf } from '../../dossiers/sections/outcomes';
import type { Look } from '../../http/pages/words';
import { recordHref } from './addresses';

const FRAMES: Readonly<Record<OutcomeFrame, Pick<Look, 'look' | 'icon'>>> = {
  'not-device': { look: 'state-ok', icon: 'circle-check' },
  'enforcement-discretion': { look: 'state-warn', icon: 'scale' },
  device: { look: 'state-now', icon: 'scale' },
  undetermined: { look: 'state-stop', icon: 'circle-dashed' },
  category: { look: '', icon: 'scale' },
};

/** Of which edition a determination is, and by when another took its place. */
export function editionOf(ruleSet: string) {
  const edition = RULE_SETS.find(({ id }) => id === ruleSet);
  const superseded = edition?.supersededOn ?? null;
  return {
    ...{ id: ruleSet, title: edition?.title ?? ruleSet, superseded },
    look:
      superseded === null
        ? null
        : ({ word: `Edition superseded on ${superseded}`, look: 'state-warn', icon: 'refresh' } satisfies Look),
  };
}

/** What was decided, in words; the organization’s own determination and never a decision of an authority. */
export function decidedInWords(one: Pick<Classification, 'decidedOutcome' | 'result'>): Look {
  const { frame, words } = outcomeOf(one);
  return { word: words, ...FRAMES[frame] };
}

/** A determination in one line. */
export const determinationLine = (one: Classification, code: string) => ({
  ...{ code, href: recordHref('classification', one.id), outcome: decidedInWords(one) },
  ...{ edition: editionOf(one.ruleSet), decidedBy: one.decidedBy, decidedOn: one.decidedAt.toISOString().slice(0, 10) },
  scope: one.versionId === null ? 'For every version' : 'For one version',
});
