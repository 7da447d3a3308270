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
       LEFT JOIN log_tile t ON t.level = sought.level AND t.n = sought.n ORDER BY sought.at`,
      [tiles.map(({ level }) => level), tiles.map(({ index }) => index)],
    );
    return rows.map(({ bytes }) => bytes ?? NOTHING);
  };
