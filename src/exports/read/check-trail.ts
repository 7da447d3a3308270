import { leafHash } from '../../audit-trail/log/hash';
import { canonicalBytes, digestOf, isSha256, sha256 } from '../../kernel/digest';
import type { ReadRow } from './check-rows';
import type { Findings } from './finding';
import type { ToldRows } from './told-rows';

interface Payload {
  readonly id: string;
  readonly at: string;
  readonly act: string;
  readonly actor: { readonly id: string; readonly name: string };
  readonly subject: { readonly type: string; readonly id: string };
  readonly changes: readonly { readonly type: string; readonly id: string; readonly after: string }[];
  readonly reason: string | null;
}

/** The columns beside a payload, out of it. */
const asColumns = ({ id, at, act, actor, subject, reason }: Payload) => ({
  ...{ id, at, act, reason, actorId: actor.id, actorName: actor.name },
  ...{ subjectType: subject.type, subjectId: subject.id },
});

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

function payloadOf(text: string): Payload | null {
  try {
    const payload = JSON.parse(text) as Payload;
    const { changes, actor, subject } = payload;
    const isWhole = Array.isArray(changes) && changes.every(isObject) && isObject(actor) && isObject(subject);
    return isWhole && canonicalBytes(payload).toString('utf8') === text ? payload : null;
  } catch {
    return null;
  }
}

/** What is wrong with an event, in words; null when its bytes, its digest and its columns are one thing. */
function faultOf({ row }: ReadRow, payload: Payload | null, bytes: Buffer): string | null {
  if (sha256(bytes) !== row.sha256) return 'its payload does not have its digest';
  if (payload === null) return 'its payload is no canonical event';
  const wrong = Object.entries(asColumns(payload)).find(([name, value]) => row[name] !== value);
  return wrong === undefined ? null : `its ${wrong[0]} is not that of its payload`;
}

/** The leaf of each event that was read, in base64, by its id (RFC 6962 §2.1). */
export type Leaves = Map<string, string>;

/** Holds an event to its own bytes and takes down what it tells of rows. */
export function checkEvent(read: ReadRow, leaves: Leaves, told: ToldRows, findings: Findings): void {
  const bytes = Buffer.from(String(read.row.payload), 'utf8');
  const payload = payloadOf(String(read.row.payload));
  const fault = faultOf(read, payload, bytes);
  if (fault !== null) findings.add('altered-event', read.where, `event ${String(read.row.id)}: ${fault}`);
  leaves.set(String(read.row.id), leafHash(bytes).toString('base64'));
  for (const { type, id, after } of payload?.changes ?? []) told.byEvent(String(type), String(id), String(after));
}

/** Holds a revision to its own digest; the row that it is of must then be the last of its revisions. */
export function checkRevision({ row, where }: ReadRow, told: ToldRows, findings: Findings): void {
  const digest = String(row.sha256);
  if (!isSha256(digest) || digestOf(row.snapshot) !== digest) {
    findings.add('altered-row', where, 'its snapshot does not have its digest');
  } else told.byRevision(String(row.recordType), String(row.recordId), digest, Number(row.number));
}
