import { Because, MayBecause } from '../http/because.dto';
import { Choice, Flag, IdOf, MayWords, WhenSent, Words } from '../http/fields';
import { PARTY_ROLES, type ModelParty, type PartyRole } from './model-party.entity';
import { MODEL_KINDS, type Model, type ModelKind } from './model.entity';

export class RegisterModel extends MayBecause {
  @Choice(MODEL_KINDS) kind: ModelKind;
  @Words(2, 200) name: string;
  @Words(3, 4000) description: string;
  @Flag() illustrative = false;
}

export class ReviseModel extends Because {
  @WhenSent() @Words(2, 200) name?: string;
  @WhenSent() @Words(3, 4000) description?: string;
}

export class AddParty extends MayBecause {
  @IdOf('The organization') organizationId: string;
  @Choice(PARTY_ROLES) role: PartyRole;
  @MayWords(1000) note?: string | null;
}

export const presentModel = ({ id, kind, name, description, illustrative, createdAt, revision }: Model) => ({
  ...{ id, kind, name, description, illustrative, createdAt, revision },
  href: `/api/v1/models/${id}`,
});

export const presentParty = ({ id, modelId, organizationId, role, note, startedAt, endedAt }: ModelParty) => ({
  ...{ id, modelId, organizationId, role, note, startedAt, endedAt },
});
