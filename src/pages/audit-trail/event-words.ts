import { ACTS, type Act } from '../../audit-trail/acts';
import type { Change } from '../../audit-trail/audited-transaction';

/** An event, as far as its words need it. */
interface Told {
  readonly act: string;
  readonly actorName: string;
  readonly subjectId: string;
  readonly payload: string;
}

/** What stands in the bytes of an event, as its schema has it. */
export interface EventPayload {
  readonly schema: string;
  readonly actor: {
    readonly id: string;
    readonly name: string;
    readonly role?: string;
    readonly via?: { readonly kind: string; readonly id: string | null };
  };
  readonly changes: readonly Change[];
  readonly requestId: string | null;
}

export const payloadOf = ({ payload }: Pick<Told, 'payload'>): EventPayload => JSON.parse(payload) as EventPayload;

/** Who did what, in a sentence that ends where the record is named. */
export const sentenceOf = ({ act, actorName }: Pick<Told, 'act' | 'actorName'>): string =>
  `${actorName} ${ACTS[act as Act] ?? act}`;

/** What became of the record that the act is about, else of the first that it touched. */
export function changeIn(event: Told): Change | null {
  const { changes } = payloadOf(event);
  return changes.find(({ id }) => id === event.subjectId) ?? changes[0] ?? null;
}

const WAYS: Readonly<Record<string, string>> = {
  ...{
    session: 'in a session',
    token: 'by a token',
    link: 'by a one-time link',
    operator: 'with the operator’s hands',
  },
  program: 'by itself',
};

/** In which role, and how he came. */
export const roleWords = ({ role, via }: EventPayload['actor']): string => {
  const way = via === undefined ? '' : (WAYS[via.kind] ?? via.kind);
  return [role === undefined ? '' : `as ${role.replaceAll('-', ' ')}`, way].filter((one) => one !== '').join(', ');
};
