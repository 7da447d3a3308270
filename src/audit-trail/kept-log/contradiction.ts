/** In a query: whether somebody outside holds a checkpoint that contradicts the log, and nobody has settled it yet. */
export const IS_CONTRADICTED = `EXISTS (SELECT FROM log_rollback r
  WHERE NOT EXISTS (SELECT FROM log_rollback_settlement s WHERE s.rollback_id = r.id))`;

export const CONTRADICTED =
  'Somebody outside holds a checkpoint that contradicts this log: entries were lost or changed. The table log_rollback ' +
  'says who; nothing is signed until the loss is settled (docs/operations.md)';
