import type { DossierRecord, RecordedEvent } from '../dossier-record';
import type { RecordedLog, RecordedProof } from '../log-record';
import { signatureCodes } from '../signature-codes';

/** An event that is in the log, and the proof of it. */
export interface ProvenEvent {
  readonly event: RecordedEvent;
  readonly proof: RecordedProof;
}

/** The acts that make a record what is printed of it, by how its code begins. */
const MAKING: readonly (readonly [code: RegExp, acts: RegExp])[] = [
  [/^IU-/, /^intended-use\./],
  [/^DT-/, /^classification\./],
  [/^CL-/, /^claim\./],
  [/^EV-/, /^evidence\./],
  [/^FN-/, /^function\./],
];

const makes = (code: string, { subject, act }: RecordedEvent): boolean =>
  subject === code && (MAKING.find(([pattern]) => pattern.test(code))?.[1].test(act) ?? false);

/** The codes of what is printed and was made by an act of its own, in the order in which it is printed. */
const codesIn = ({ functions, evidence, claims }: DossierRecord): string[] => [
  ...functions.flatMap(({ code, intendedUse, classifications }) => [
    code,
    ...(intendedUse === null ? [] : [intendedUse.code]),
    ...classifications.map((one) => one.code),
  ]),
  ...evidence.map(({ code }) => code),
  ...claims.map(({ code }) => code),
];

/** The version has a name that somebody chose; under this one its proof is found. */
export const VERSION = 'version';

const ofVersion = ({ act, subject }: RecordedEvent, { version }: DossierRecord): boolean =>
  subject === version.semanticVersion && act.startsWith('version.');

/** The rows that an event wrote, as its own text names them. */
export function changesIn({ payload }: RecordedEvent): { type: string; id: string; after: string }[] {
  if (payload === null) return [];
  const { changes } = JSON.parse(payload) as { changes?: { type: string; id: string; after: string }[] };
  return changes ?? [];
}

/** The event by which each signature was given, by the signature's id. */
export function eventsOfSignatures({ events }: Pick<DossierRecord, 'events'>): ReadonlyMap<string, RecordedEvent> {
  const given = events.filter(({ act }) => act.startsWith('signature.'));
  return new Map(
    given.flatMap((event) =>
      changesIn(event)
        .filter(({ type }) => type === 'signature')
        .map(({ id }) => [id, event] as const),
    ),
  );
}

/**
 * Of everything that is printed the last act that made it so, and of every signature the act of giving it, by code; what no
 * event of the record made is left out, and so is what is not in the log yet.
 */
export function provenEvents(record: DossierRecord, { proofs }: RecordedLog): ReadonlyMap<string, ProvenEvent> {
  const { events, signatures } = record;
  const [last, given] = [[...events].reverse(), eventsOfSignatures(record)];
  const codes = signatureCodes(signatures);
  const found: readonly (readonly [string, RecordedEvent | undefined])[] = [
    [VERSION, last.find((event) => ofVersion(event, record))],
    ...codesIn(record).map((code) => [code, last.find((event) => makes(code, event))] as const),
    ...signatures.map(({ id }) => [codes.get(id) ?? id, given.get(id)] as const),
  ];
  const byEvent = new Map(proofs.map((proof) => [proof.eventId, proof]));
  return new Map(
    found.flatMap(([code, event]) => {
      const proof = event === undefined ? undefined : byEvent.get(event.id);
      return event === undefined || proof === undefined ? [] : [[code, { event, proof }] as const];
    }),
  );
}

/** The event whose proof is printed as a way on the page: the last act on the version, else the last of all that are proved. */
export function shownEvent(record: DossierRecord): ProvenEvent | undefined {
  if (record.log === null) return undefined;
  const proven = provenEvents(record, record.log);
  return proven.get(VERSION) ?? [...proven.values()].at(-1);
}
