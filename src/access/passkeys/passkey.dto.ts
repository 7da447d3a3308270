import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { Words } from '../../http/fields';
import type { Credential } from '../credentials/credential.entity';
import { passkeyOf } from './passkey';

const OF_THE_BROWSER = 'What PublicKeyCredential.toJSON() gives; what is not needed of it is passed over';

export class UsePasskey {
  @ApiProperty({ type: 'object', additionalProperties: true, description: OF_THE_BROWSER })
  @IsObject({ message: 'must be a JSON object' })
  response: Record<string, unknown>;
}

export class AddPasskey extends UsePasskey {
  /** As the person calls it: “Phone”, “Key in the safe”. */
  @Words(1, 100) name: string;
}

export const presentPasskey = (credential: Credential) => {
  const { id, personId, name, addedAt, endedAt } = credential;
  const { credentialId, publicKey, algorithm, transports, backedUp, aaguid } = passkeyOf(credential);
  return {
    ...{ id, personId, name, credentialId, publicKey, algorithm, transports, backedUp, aaguid },
    ...{ addedAt, endedAt },
  };
};
