import type { Looking } from '../access/by';
import { whoMay } from '../access/policy/reading.rules';
import { settingsTabs } from '../http/pages/settings-tabs';
import { type Look, printedInstant, worded } from '../http/pages/words';
import type { presentHold, presentRequest, presentRule } from './retention.dto';

type Rule = ReturnType<typeof presentRule>;
type Hold = ReturnType<typeof presentHold>;
type Request = ReturnType<typeof presentRequest>;

/** How long what is kept, what may not go, and what is asked to go. */
export interface Kept {
  readonly rules: readonly Rule[];
  readonly holds: readonly Hold[];
  readonly requests: readonly Request[];
  /** The file of each request by its digest, as it was first called. */
  readonly files: ReadonlyMap<string, string>;
}

const COUNTED: Readonly<Record<string, string>> = {
  'version-retired': 'the day the version was retired',
  'last-version-retired': 'the day the last version was retired',
  'file-stored': 'the day the file was stored',
  never: 'no day',
};

const period = (months: number | null): string => {
  if (months === null) return 'For ever';
  const [count, unit] = months % 12 === 0 ? [months / 12, 'year'] : [months, 'month'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};

const ruleLine = ({ id, kind, months, publishedMonths, countedFrom, citation, lengthened }: Rule) => ({
  ...{
    id,
    kind: worded(kind),
    kept: period(months),
    from: months === null ? 'It never goes' : `From ${COUNTED[countedFrom]}`,
  },
  ...{ citation, canLengthen: publishedMonths !== null },
  lengthened: lengthened.map((one) => ({
    ...{ to: period(one.months), reason: one.reason, by: one.setBy, at: printedInstant(one.setAt) },
  })),
});

const HOLD_LOOKS: Readonly<Record<Hold['state'], Look>> = {
  standing: { word: 'Stands', look: 'state-warn', icon: 'key' },
  released: { word: 'Released', look: '', icon: 'archive' },
};
const PLACES = { model: '/models/', version: '/versions/', evidence: '/evidence/' } as const;

const holdLine = (hold: Hold) => ({
  ...{ id: hold.id, code: hold.code, matter: hold.matter, reason: hold.reason, by: hold.placedBy },
  ...{ at: printedInstant(hold.placedAt), state: HOLD_LOOKS[hold.state] },
  on: hold.scope === 'all' ? 'Everything' : worded(hold.scope),
  href: hold.scope === 'all' || hold.scope === 'file' ? null : `${PLACES[hold.scope]}${hold.scopeId ?? ''}`,
  released: hold.release && { ...hold.release, at: printedInstant(hold.release.at) },
  canRelease: hold.state === 'standing',
});

const REQUEST_LOOKS: Readonly<Record<Request['state'], Look>> = {
  open: { word: 'To be decided', look: 'state-now', icon: 'eye' },
  rejected: { word: 'Rejected', look: '', icon: 'circle-x' },
  disposed: { word: 'Disposed of', look: 'state-stop', icon: 'archive' },
};

const requestLine =
  ({ files }: Kept, readerName: string) =>
  (request: Request) => {
    const { id, sha256, state, reason, requestedBy, requestedAt, rejection, disposal } = request;
    const decided = rejection ?? (disposal && { reason: '', at: disposal.disposedAt, by: disposal.approvedBy });
    return {
      ...{ id, sha256, short: `${sha256.slice(0, 8)}…${sha256.slice(-4)}`, reason, by: requestedBy },
      ...{ name: files.get(sha256) ?? disposal?.name ?? 'A file', at: printedInstant(requestedAt) },
      ...{ state: REQUEST_LOOKS[state], isOpen: state === 'open', isOwn: requestedBy === readerName },
      decided: decided && { ...decided, at: printedInstant(decided.at) },
    };
  };

/** How long what is kept, for people. */
export const presentRetention = ({ actor, allows }: Looking, kept: Kept) => ({
  tabs: settingsTabs(allows('record:read')),
  may: {
    ...{ lengthen: allows('retention:set'), hold: allows('hold:place'), release: allows('hold:release') },
    ...{ ask: allows('disposal:request'), decide: allows('disposal:decide') },
  },
  who: {
    ...{ lengthens: whoMay('retention:set'), holds: whoMay('hold:place') },
    ...{ asks: whoMay('disposal:request'), decides: whoMay('disposal:decide') },
  },
  rules: kept.rules.map(ruleLine),
  holds: kept.holds.map(holdLine),
  requests: kept.requests.map(requestLine(kept, actor.name)),
});
