import type { ClientBase } from 'pg';
import type { KeptEntry } from './log-source';

/** Entries that are read at once. */
const ENTRIES = 2_048;
/** Entries that come as one value, whose length PostgreSQL limits. */
const PACKED = 64;
/** The database lets no event be as long as this; one that somebody made longer comes by itself. */
const LONG_BYTES = 65_536;
/** A leaf that is longer is none, and this much of it is enough to tell. */
const LEAF_BYTES = 64;
/** Index, length of the leaf, length of the entry. */
const HEAD_BYTES = 8 + 4 + 4;
const LONG = -1;

/**
 * Packs entries into few values: each is its index, two lengths, its leaf and its bytes. Taking thousands of rows apart
 * costs more. Event by event: a join is left to be planned with workers of its own, which take longer to start than a
 * page to read.
 */
const PAGE = `
  SELECT string_agg(
    int8send(idx) || int4send(octet_length(leaf)) || int4send(CASE WHEN is_long THEN ${LONG} ELSE octet_length(payload) END)
      || leaf || CASE WHEN is_long THEN '' ELSE payload END, '' ORDER BY idx)
  FROM (SELECT l.idx, substr(l.leaf, 1, ${LEAF_BYTES}) AS leaf, e.payload, octet_length(e.payload) >= ${LONG_BYTES} AS is_long
        FROM log_leaf l CROSS JOIN LATERAL (SELECT payload FROM audit_event WHERE id = l.event_id OFFSET 0) e
        WHERE l.idx >= $1::bigint AND l.idx < $2::bigint ORDER BY l.idx) page
  GROUP BY idx / ${PACKED} ORDER BY idx / ${PACKED}`;

const LONG_ENTRY = `
  SELECT e.payload AS entry FROM log_leaf l JOIN audit_event e ON e.id = l.event_id WHERE l.idx = $1::bigint`;

type Packed = Omit<KeptEntry, 'entry'> & { readonly entry: Uint8Array | null };

/** The entries of one packed value, seen in its bytes; null where the bytes of an entry come by themselves. */
function* unpacked(bytes: Buffer): Generator<Packed> {
  for (let at = 0; at < bytes.length;) {
    const index = Number(bytes.readBigInt64BE(at));
    const leafEnd = at + HEAD_BYTES + bytes.readInt32BE(at + 8);
    const length = bytes.readInt32BE(at + 12);
    const end = leafEnd + Math.max(0, length);
    const entry = length === LONG ? null : bytes.subarray(leafEnd, end);
    yield { index, leaf: bytes.subarray(at + HEAD_BYTES, leafEnd), entry };
    at = end;
  }
}

async function longEntry(client: ClientBase, index: number): Promise<Buffer> {
  const { rows } = await client.query<{ entry: Buffer }>(LONG_ENTRY, [index]);
  return rows[0].entry;
}

async function pageOf(client: ClientBase, from: number): Promise<KeptEntry[]> {
  const { rows } = await client.query<[Buffer]>({
    ...{ name: 'page of entries', text: PAGE, rowMode: 'array' },
    values: [from, from + ENTRIES],
  });
  const page: KeptEntry[] = [];
  for (const [bytes] of rows) {
    for (const { entry, ...rest } of unpacked(bytes))
      page.push({ ...rest, entry: entry ?? (await longEntry(client, rest.index)) });
  }
  return page;
}

/** The entries below an end, in order, one page ahead: the server reads while the hashes are made. */
export async function* entryPages(client: ClientBase, end: number): AsyncGenerator<readonly KeptEntry[]> {
  let ahead = pageOf(client, 0);
  for (let from = 0; from < end; from += ENTRIES) {
    const page = await ahead;
    ahead = pageOf(client, from + ENTRIES);
    ahead.catch(() => undefined);
    yield page;
  }
  await ahead;
}
