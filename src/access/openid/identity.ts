import { IsNull } from 'typeorm';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { Credential } from '../credentials/credential.entity';
import type { Identity } from './step-up.rules';

/** Which identity a credential links: its `detail`. */
export const identityOf = ({ detail }: Credential): Identity => detail as unknown as Identity;

/** The links of a person to identities of this issuer that are open now. */
export async function linksOf(
  read: Pick<AuditedTransaction['read'], 'find'>,
  personId: string,
  issuer: string,
): Promise<Credential[]> {
  const where = { personId, kind: 'openid' as const, endedAt: IsNull() };
  const open = await read.find(Credential, { where, order: { id: 'ASC' } });
  return open.filter((one) => identityOf(one).issuer === issuer);
}
