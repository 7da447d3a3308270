import { sha256 } from '../../kernel/digest';
import { payloadIn } from '../../signatures/proofs/verify-signature.rules';
import { changesIn, eventsOfSignatures } from '../attachments/proven-events';
import type { DossierRecord, RecordedEvent } from '../dossier-record';

interface Told {
  readonly id?: unknown;
  readonly at?: unknown;
  readonly act?: unknown;
  readonly reason?: unknown;
  readonly actor?: { readonly name?: unknown };
  readonly subject?: { readonly id?: unknown };
}

/** What the record calls its own parts, by their ids. */
function namesIn({ model, version, functions, evidence, claims }: DossierRecord): ReadonlyMap<unknown, string> {
  return new Map<unknown, string>([
    [model.id, model.name],
    [version.id, version.semanticVersion],
    ...[...functions, ...evidence, ...claims].map(({ id, code }) => [id, code] as const),
  ]);
}

function said(payload: string): Told {
  const value = JSON.parse(payload) as Told | null;
  return typeof value === 'object' && value !== null ? value : {};
}

/** What is printed of the events otherwise than they say themselves, in words; nothing of those whose text is withheld. */
export function eventFaults(record: DossierRecord): string[] {
  const names = namesIn(record);
  return record.events.flatMap((event) => faultsOf(event, names));
}

function faultsOf(event: RecordedEvent, names: ReadonlyMap<unknown, string>): string[] {
  const { id, payload } = event;
  if (payload === null) return [];
  if (sha256(payload) !== event.sha256) return [`the event ${id} has another digest than is printed`];
  const told = said(payload);
  const subject = names.get(told.subject?.id) ?? event.subject;
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['id', told.id, id],
    ['time', told.at, event.at],
    ['act', told.act, event.act],
    ['actor', told.actor?.name, event.actor],
    ['reason', told.reason ?? null, event.reason],
    ['subject', subject, event.subject],
  ];
  return pairs.filter(([, one, other]) => one !== other).map(([name]) => `the event ${id} says another ${name}`);
}

/** Signatures that no act among the events gave; nothing where the text of such an act is withheld, which hides whose it is. */
export function faultsOfGiving(record: DossierRecord): string[] {
  const acts = record.events.filter(({ act }) => act.startsWith('signature.'));
  if (acts.some(({ payload }) => payload === null)) return [];
  const given = eventsOfSignatures(record);
  return record.signatures.filter(({ id }) => !given.has(id)).map(({ id }) => `no event gave the signature ${id}`);
}

/** How many signatures are of a row that an act among the events wrote, by its digest. */
export function rowsInEvents(record: DossierRecord): number {
  const written = new Set(
    record.events.flatMap((event) => changesIn(event).map(({ type, id, after }) => `${type}/${id}/${after}`)),
  );
  return record.signatures.filter((one) => {
    const { type, id, sha256: digest } = payloadIn(one).record;
    return written.has(`${type}/${id}/${digest}`);
  }).length;
}
