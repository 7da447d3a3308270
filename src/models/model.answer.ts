import { Noun, Says } from '../http/says';
import { MODEL_KINDS, type ModelKind } from './model.entity';
import { PARTY_ROLES, type PartyRole } from './model-party.entity';

@Noun('Model', 'One AI model under regulation')
export class ModelAnswer {
  @Says.id() id: string;
  @Says.oneOf(MODEL_KINDS) kind: ModelKind;
  @Says.text() name: string;
  @Says.text() description: string;
  @Says.yes('Made up to show the form') illustrative: boolean;
  @Says.instant() createdAt: Date;
  @Says.count(1) revision: number;
  @Says.href() href: string;
}

@Noun('ModelParty', 'The role of an organization for a model, until it is ended')
export class ModelPartyAnswer {
  @Says.id() id: string;
  @Says.id('The model') modelId: string;
  @Says.id('The organization') organizationId: string;
  @Says.oneOf(PARTY_ROLES) role: PartyRole;
  @Says.mayText() note: string | null;
  @Says.instant() startedAt: Date;
  @Says.mayInstant() endedAt: Date | null;
}
