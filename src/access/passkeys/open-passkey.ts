import { type EntityManager, IsNull, Raw } from 'typeorm';
import { Credential } from '../credentials/credential.entity';

/** The passkey of that id that still opens something, or null; ids are in base64url. */
export function openPasskey(read: Pick<EntityManager, 'findOne'>, credentialId: string): Promise<Credential | null> {
  const detail = Raw<Credential['detail']>((column) => `${column} ->> 'credentialId' = :credentialId`, {
    credentialId,
  });
  return read.findOne(Credential, { where: { kind: 'passkey', endedAt: IsNull(), detail } });
}
