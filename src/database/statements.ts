import type { Client, PoolClient, QueryResult } from 'pg';

/** SQL and its values; what a caller said is always a value. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  /** Under this name each connection keeps its plan. */
  readonly name?: string;
}

export const statement = (text: string, ...values: unknown[]): Statement =>
  values.length === 0 ? { text } : { text, values };

/** One that every request sends: its text is always the same. */
export const prepared = (name: string, text: string, ...values: unknown[]): Statement => ({ name, text, values });

/** The stream beneath a client; what is written while it is corked leaves together. */
type Corked = { readonly connection: { readonly stream: { cork(): void; uncork(): void } } };

const streamOf = (client: Client | PoolClient): Corked['connection']['stream'] =>
  (client as unknown as Corked).connection.stream;

/** What is sent from here on, until the event loop has gone round, leaves together. */
export function gather(client: Client | PoolClient): void {
  const stream = streamOf(client);
  stream.cork();
  setImmediate(() => stream.uncork());
}

/**
 * Sends statements without waiting between them: one round trip, where there would be one for each. Resolves to their
 * results in order once all are answered; throws what the first of them failed with. Those after a failed one within a
 * transaction fail as well, so nothing is done out of turn.
 */
export async function inOneGo(client: Client | PoolClient, statements: readonly Statement[]): Promise<QueryResult[]> {
  const stream = streamOf(client);
  stream.cork();
  const sent = statements.map(({ text, values, name }) =>
    values === undefined ? client.query(text) : client.query({ text, name, values: values as unknown[] }),
  );
  stream.uncork();
  const settled = await Promise.allSettled(sent);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}
