import type { TileReader } from '../log/tile-reader';

type Rows = readonly { readonly bytes: Buffer | null }[];
/** Asks a database; whoever does it says as whom and on which connection. */
export type Ask = (text: string, values: unknown[]) => Promise<Rows>;

const NOTHING = Buffer.alloc(0);

/** Reads tiles as the database keeps them, all that are asked for at once by one statement. */
export const keptTiles =
  (ask: Ask): TileReader =>
  async (tiles) => {
    const rows = await ask(
      `SELECT t.bytes FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY AS sought (level, n, at)
       LEFT JOIN LATERAL (SELECT bytes FROM log_tile WHERE level = sought.level AND n = sought.n OFFSET 0) t ON true
       ORDER BY sought.at`,
      [tiles.map(({ level }) => level), tiles.map(({ index }) => index)],
    );
    return rows.map(({ bytes }) => bytes ?? NOTHING);
  };
