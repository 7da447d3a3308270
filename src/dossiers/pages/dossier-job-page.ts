import type { Icon } from '../../http/pages/icons';
import { type Look, printedInstant } from '../../http/pages/words';
import type { DossierJob, DossierJobState } from '../dossier-job.entity';

/** What the work on a dossier says of itself, in its order, and how people say it. */
const STEPS = [
  { said: ['Waiting', 'Beginning'], words: 'Wait for its turn' },
  { said: ['Reading'], words: 'Freeze and read the record' },
  { said: ['Proving'], words: 'Wait until the log covers it' },
  { said: ['Drawing'], words: 'Read the files again and draw the pages' },
  { said: ['Sealing', 'Storing'], words: 'Seal the file, store it and enter it in the audit trail' },
] as const;

const STATES: Readonly<Record<DossierJobState, Look>> = {
  queued: { word: 'Waiting', look: 'state-now', icon: 'progress' },
  running: { word: 'Being issued', look: 'state-now', icon: 'progress' },
  done: { word: 'Issued', look: 'state-ok', icon: 'circle-check' },
  failed: { word: 'Not issued', look: 'state-stop', icon: 'circle-x' },
  cancelled: { word: 'Stopped', look: '', icon: 'circle-x' },
};

const HEADINGS: Readonly<Record<DossierJobState, string>> = {
  queued: 'A dossier is being issued',
  running: 'A dossier is being issued',
  done: 'The dossier is issued',
  failed: 'No dossier was issued',
  cancelled: 'The issue was stopped',
};

const LOOKS: Readonly<Record<'done' | 'now' | 'to come', Icon>> = {
  done: 'circle-check',
  now: 'progress',
  'to come': 'circle-dashed',
};

const placeOf = ({ progress }: DossierJob): number =>
  Math.max(
    0,
    STEPS.findIndex(({ said }) => said.some((word) => progress.startsWith(word))),
  );

function stepsOf(job: DossierJob) {
  const at = job.state === 'done' ? STEPS.length : placeOf(job);
  return STEPS.map(({ words }, index) => {
    const state = index < at ? 'done' : index === at ? 'now' : 'to come';
    return { words, look: state === 'to come' ? '' : state, icon: LOOKS[state] };
  });
}

const isOpen = ({ finishedAt }: DossierJob): boolean => finishedAt === null;

/** Why it waits longer than its turn, where it was tried in vain. */
const remarkOf = ({ progress, state }: DossierJob): string =>
  state === 'queued' && progress !== 'Waiting' ? progress : '';

/** How far it is within a step, such as the page that is drawn; told by events too, so that it moves without a reload. */
const placeSaid = ({ state, progress }: DossierJob): string => (state === 'running' ? progress : '');

/** A request for the same dossier; what failed stays as it is. */
const againOf = ({ state, versionId, template }: DossierJob) =>
  state === 'failed' ? { action: `/versions/${versionId}/dossier`, template } : null;

/** The work on a dossier as people follow it. */
export const presentJobProgress = (job: DossierJob) => ({
  ...{ heading: HEADINGS[job.state], state: STATES[job.state], isOpen: isOpen(job) },
  asked: { by: job.requestedBy.name, at: printedInstant(job.requestedAt) },
  ended: job.finishedAt && printedInstant(job.finishedAt),
  steps: job.state === 'failed' || job.state === 'cancelled' ? [] : stepsOf(job),
  done: job.state === 'done' ? STEPS.length : placeOf(job),
  most: STEPS.length,
  ...{ remark: remarkOf(job), place: placeSaid(job), again: againOf(job) },
  events: `/api/v1/dossier-jobs/${job.id}/events`,
  problem: job.problem?.detail ?? '',
  href: `/dossier-jobs/${job.id}`,
  cancel: `/dossier-jobs/${job.id}/cancel`,
  dossier: job.dossierId && `/dossiers/${job.dossierId}`,
  desk: `/versions/${job.versionId}/dossier`,
});

export const presentJobPage = (job: DossierJob, mayIssue: boolean) => ({ job: presentJobProgress(job), mayIssue });
