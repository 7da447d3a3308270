import { ForgetRequestsTask } from './forget-requests.task';
import { IssuerKeys } from './issuer-keys';
import { IssuerController } from './issuer.controller';
import { OpenidIssuer } from './openid-issuer';
import { OpenidLinks } from './openid-links.service';
import { OpenidLogouts } from './openid-logouts.service';
import { OpenidRequest } from './openid-request.entity';
import { OpenidRequests } from './openid-requests.service';
import { OpenidReturns } from './openid-returns.service';
import { OpenidSession } from './openid-session.entity';
import { OpenidSignIns } from './openid-sign-ins.service';
import { OpenidTrips } from './openid-trips.service';
import { OpenidController } from './openid.controller';
import { StepUpCeremonies } from './step-up-ceremonies.service';
import { StepUpUse } from './step-up-use.entity';
import { StepUp } from './step-up.entity';
import { StepUpsController } from './step-ups.controller';
import { StepUps } from './step-ups.service';

/** What this part of access is made of, for its module. */
export const OPENID_ENTITIES = [OpenidRequest, OpenidSession, StepUp, StepUpUse];
export const OPENID_CONTROLLERS = [IssuerController, OpenidController, StepUpsController];
export const OPENID_PROVIDERS = [
  ...[OpenidIssuer, IssuerKeys, OpenidRequests, OpenidTrips, OpenidReturns, ForgetRequestsTask],
  ...[OpenidSignIns, OpenidLinks, OpenidLogouts, StepUpCeremonies, StepUps],
];
