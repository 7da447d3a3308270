import { In } from 'typeorm';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import type { Scope } from '../../database/scope';
import { type FieldError, Refusal } from '../../kernel/refusal';

type Read = Pick<AuditedTransaction['read'], 'findBy'>;

/** Refuses, by its place, what a grant is to cover and what is not there. Known here are tables, not rooms. */
export async function requireThere(read: Read, { modelIds, dossierIds }: Scope): Promise<void> {
  const faults = [
    ...(await strangeIn(read, 'model', '/modelIds', modelIds)),
    ...(await strangeIn(read, 'dossier', '/dossierIds', dossierIds)),
  ];
  if (faults.length > 0) throw Refusal.validation(faults);
}

async function strangeIn(read: Read, table: string, at: string, ids: readonly string[]): Promise<FieldError[]> {
  const found = ids.length === 0 ? [] : await read.findBy<{ id: string }>(table, { id: In([...ids]) });
  return ids.flatMap((id, index) =>
    found.some((one) => one.id === id) ? [] : [{ pointer: `${at}/${index}`, detail: `names no ${table}` }],
  );
}
