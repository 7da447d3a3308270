import { DISPOSITIONS, type Disposition } from '../../classification/dispositions';
import type { Cell, Mark, OutcomeFrame } from '../blocks';
import type { RecordedClassification, RecordedFunction } from '../dossier-record';

/** What was decided, and what the rule set gave. */
type Decided = Pick<RecordedClassification, 'decidedOutcome' | 'result'>;

const isDisposition = (outcome: string): outcome is Disposition => outcome in DISPOSITIONS;

/** How a recorded outcome is framed and worded: a determination of the organization, never a decision of FDA. */
export function outcomeOf({ decidedOutcome, result }: Decided): { frame: OutcomeFrame; words: string } {
  if ('imdrfCategory' in result.outcome && decidedOutcome !== 'UNDETERMINED') {
    const criterion = result.outcome.imdrfCategory === decidedOutcome ? result.outcome.imdrfCriterion : null;
    return {
      frame: 'category',
      words: `SaMD category ${decidedOutcome}${criterion === null ? '' : ` (${criterion})`}`,
    };
  }
  const { frame, words } = DISPOSITIONS[isDisposition(decidedOutcome) ? decidedOutcome : 'UNDETERMINED'];
  return { frame, words };
}

/** The determination of device status, when there is one. */
export const deviceStatusOf = ({ classifications }: RecordedFunction): RecordedClassification | undefined =>
  classifications.find(({ result }) => 'cdsCriteria' in result.outcome);

/** The categorization by IMDRF N12, when there is one. */
export const categoryOf = ({ classifications }: RecordedFunction): RecordedClassification | undefined =>
  classifications.find(({ result }) => 'imdrfCategory' in result.outcome);

export function outcomeCell(one: RecordedFunction): Cell {
  const status = deviceStatusOf(one);
  if (status === undefined) return { mark: 'gap', text: 'not classified' };
  const { frame, words } = outcomeOf(status);
  return { outcome: frame, text: words };
}

/** A criterion that is true is met; one that the facts leave open is unknown and never counts as met. */
export function markOf(result: boolean | string | null): Mark {
  if (result === null) return 'unknown';
  return result === true ? 'met' : 'not-met';
}

export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  met: 'met',
  condition: 'met, condition',
  'not-met': 'not met',
  unknown: 'unknown',
  gap: 'missing',
  none: 'none',
};
