import type { Role } from '../../access/policy/roles';
import type { KeptCheckpoint } from '../../audit-trail/kept-log/log-reader';
import type { LogState } from '../../audit-trail/kept-log/log-standing';
import type { StampStanding, Witnessing } from '../../audit-trail/witnessing';
import { printedInstant } from '../../http/pages/words';
import { mayDo } from '../../lists/present-list';

/** How the log stands, and who vouches for it. */
export interface ProvenTrail {
  readonly state: LogState;
  readonly last: KeptCheckpoint | null;
  readonly witnessing: Witnessing;
  readonly stamping: StampStanding;
}

const LOOKS = {
  current: { banner: 'banner-ok', icon: 'shield-check' },
  behind: { banner: 'banner-warn', icon: 'alert-triangle' },
  unfed: { banner: 'banner-warn', icon: 'alert-triangle' },
  refused: { banner: 'banner-stop', icon: 'shield-x' },
} as const;

/** A log that stands well is shown well only where somebody outside vouches for it. */
const lookOf = ({ state, witnessing }: ProvenTrail) =>
  state.standing === 'current' && witnessing.size === null
    ? ({ banner: '', icon: 'shield-check' } as const)
    : LOOKS[state.standing];

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

function pendingWords({ pending }: LogState): string {
  if (pending === 0) return 'Nothing waits to enter the log.';
  return pending === 1
    ? 'One act waits to enter the log.'
    : `${pending.toLocaleString('en')} acts wait to enter the log.`;
}

/** The checkpoint that proves the trail, in plain sentences; who may have it verified is offered that. */
export const presentCheckpoint = (proven: ProvenTrail, roles: readonly Role[]) => {
  const { state, last, witnessing, stamping } = proven;
  return {
    ...lookOf(proven),
    heading: last === null ? 'Nothing is signed yet.' : `Checkpoint ${last.size.toLocaleString('en')}.`,
    signed: last && printedInstant(last.signedAt),
    root: last?.root.toString('hex') ?? null,
    words: [
      ...(state.detail === null ? [] : [`${state.detail}.`]),
      pendingWords(state),
      sentence(witnessing.words),
      sentence(stamping.words),
    ],
    mayVerify: mayDo(roles, 'audit-trail:verify'),
  };
};
