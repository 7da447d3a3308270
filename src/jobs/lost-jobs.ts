import type { Client } from 'pg';

const HELD = 'SELECT id FROM graphile_worker._private_jobs WHERE locked_by = $1';

/** A try that nobody began is none. */
const GIVE_BACK = `
  WITH lost AS (
    UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL, attempts = greatest(attempts - 1, 0)
    WHERE locked_by = $1 AND id = ANY ($2::bigint[]) RETURNING id, job_queue_id
  ), freed AS (
    UPDATE graphile_worker._private_job_queues q SET locked_at = NULL, locked_by = NULL
    FROM lost WHERE q.id = lost.job_queue_id AND q.locked_by = $1 RETURNING q.id
  )
  SELECT lost.id, (SELECT count(*) FROM freed), pg_notify('jobs:insert', '{"count":1}') FROM lost`;

/**
 * Jobs that a living pool of workers holds and nobody in it has in hand: the database gave one out, and the answer was lost
 * or came too late. Without this it would lie for four hours, and every job of its queue behind it.
 */
export class LostJobs {
  private suspects = new Set<string>();

  constructor(
    private readonly pool: string,
    private readonly inHand: ReadonlySet<string>,
  ) {}

  /** Gives back what was held and not in hand at the last look too; answers how many. */
  async giveBack(client: Client): Promise<number> {
    const { rows } = await client.query<{ id: string }>(HELD, [this.pool]);
    const idle = rows.map(({ id }) => id).filter((id) => !this.inHand.has(id));
    const lost = idle.filter((id) => this.suspects.has(id));
    this.suspects = new Set(idle);
    return lost.length === 0 ? 0 : ((await client.query(GIVE_BACK, [this.pool, lost])).rowCount ?? 0);
  }
}
