import { type Look, worded } from '../../http/pages/words';
import type { JobState } from '../../jobs/job.entity';

export const JOB_LOOKS: Readonly<Record<JobState, Look>> = {
  queued: { word: 'Waits', look: '', icon: 'clock' },
  running: { word: 'Runs', look: 'state-now', icon: 'progress' },
  retrying: { word: 'Is tried again', look: 'state-warn', icon: 'refresh' },
  done: { word: 'Done', look: 'state-ok', icon: 'circle-check' },
  dead: { word: 'Failed', look: 'state-stop', icon: 'circle-x' },
};

const TASKS: Readonly<Record<string, string>> = {
  scrub: 'Read stored files again',
  'verify-log': 'Verify the audit trail',
  'issue-dossier': 'Issue a dossier',
  'copy-checkpoints': 'Copy checkpoints outside',
  'seal-long-term': 'Keep what proves a seal later',
  'disposals-due': 'Look for files that may go',
  'queue-notices': 'Look for what is to be mailed',
  'send-mail': 'Send a mail',
  'forget-mails': 'Forget mails that are past',
  'forget-jobs': 'Forget jobs that are past',
  'forget-idempotency-keys': 'Forget keys of requests that are past',
  'forget-sign-in-attempts': 'Forget sign-ins that were tried',
  'forget-passkey-challenges': 'Forget challenges of passkeys',
  'forget-openid-requests': 'Forget sign-ins by OpenID that were begun',
  'forget-signature-requests': 'Forget requests to sign that are past',
};

/** What a task does, in words; its name where nobody said it better. */
export const taskWords = (task: string): string => TASKS[task] ?? worded(task);
