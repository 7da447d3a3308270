import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { AccessGuard } from './access.guard';
import { Callers } from './callers';
import { Activation } from './credentials/activation';
import { CredentialChanges } from './credentials/credential-changes';
import { Credential } from './credentials/credential.entity';
import { CredentialsController } from './credentials/credentials.controller';
import { Credentials } from './credentials/credentials.service';
import { CurrentPassword } from './credentials/current-password';
import { Enrolment } from './credentials/enrolment.entity';
import { Enrolments } from './credentials/enrolments.service';
import { ForgetAttemptsTask } from './credentials/forget-attempts.task';
import { HeldSecret } from './credentials/held-secret.entity';
import { HeldSecrets } from './credentials/held-secrets';
import { LinkUses } from './credentials/link-uses.service';
import { PasswordHashes } from './credentials/password-hashes';
import { Passwords } from './credentials/passwords.service';
import { PendingTotps } from './credentials/pending-totps';
import { SECRETS_KEY } from './credentials/secrets-key';
import { SecurityAlert } from './credentials/security-alert.entity';
import { SecurityAlertsController } from './credentials/security-alerts.controller';
import { SecurityAlerts } from './credentials/security-alerts.service';
import { SignInAttempt } from './credentials/sign-in-attempt.entity';
import { DeclaredRoutes } from './declared-routes';
import { Authority } from './delegations/authority';
import { Delegation } from './delegations/delegation.entity';
import { DelegationsController } from './delegations/delegations.controller';
import { Delegations } from './delegations/delegations.service';
import { TotpSecrets } from './credentials/totp-secrets';
import { Totps } from './credentials/totps.service';
import { AuditedReading } from './grants/audited-reading.interceptor';
import { AuditorGrant, AuditorGrantScope } from './grants/auditor-grant.entity';
import { AuditorGrantsController } from './grants/auditor-grants.controller';
import { AuditorGrants } from './grants/auditor-grants.service';
import { AuditorRead } from './grants/auditor-read.entity';
import { AuditorReads } from './grants/auditor-reads.service';
import { OPENID, type OpenidGround } from './openid/openid-ground';
import { OPENID_CONTROLLERS, OPENID_ENTITIES, OPENID_PROVIDERS } from './openid/openid.parts';
import { StepUpCeremonies } from './openid/step-up-ceremonies.service';
import { StepUps } from './openid/step-ups.service';
import { OperatorToken } from './operator-token';
import { OWN_ORIGIN, type OwnOrigin } from './own-origin';
import { ForgetChallengesTask } from './passkeys/forget-challenges.task';
import { PasskeyChallenge } from './passkeys/passkey-challenge.entity';
import { PasskeyChallenges } from './passkeys/passkey-challenges.service';
import { PasskeyCounters } from './passkeys/passkey-counters.service';
import { PasskeyRegistrations } from './passkeys/passkey-registrations.service';
import { PasskeySignIns } from './passkeys/passkey-sign-ins.service';
import { PasskeysController } from './passkeys/passkeys.controller';
import { Passkeys } from './passkeys/passkeys.service';
import { AccountsController } from './people/accounts.controller';
import { Departures } from './people/departures.service';
import { FirstAdministrator } from './people/first-administrator.service';
import { PeopleController } from './people/people.controller';
import { People } from './people/people.service';
import { Person } from './people/person.entity';
import { Qualification } from './people/qualification.entity';
import { QualificationsController } from './people/qualifications.controller';
import { Qualifications } from './people/qualifications.service';
import { RoleAssignment } from './people/role-assignment.entity';
import { RoleAssignments } from './people/role-assignments.service';
import { MeController } from './sessions/me.controller';
import { PasswordAdmissions } from './sessions/password-admissions';
import { PasswordProofs } from './sessions/password-proofs.service';
import { PasswordSignIns } from './sessions/password-sign-ins.service';
import { Session } from './sessions/session.entity';
import { Sessions } from './sessions/sessions.service';
import { SignInAttempts } from './sessions/sign-in-attempts.service';
import { SignInLock } from './sessions/sign-in-lock.entity';
import { SignInLocks } from './sessions/sign-in-locks';
import { SignInController } from './sessions/sign-in.controller';
import { SignInPages } from './sessions/sign-in.pages';
import { SignIns } from './sessions/sign-ins.service';
import { ApiToken } from './tokens/api-token.entity';
import { ApiTokensController } from './tokens/api-tokens.controller';
import { ApiTokens } from './tokens/api-tokens.service';

export const ACCESS_ENTITIES = [
  ...[Person, RoleAssignment, Qualification],
  ...[Credential, Enrolment, HeldSecret, SignInAttempt, SignInLock, SecurityAlert],
  ...[Session, ApiToken, Delegation],
  ...[PasskeyChallenge, ...OPENID_ENTITIES],
  ...[AuditorGrant, AuditorGrantScope, AuditorRead],
];

/** What decides who may come in, from outside. */
export interface AccessGround {
  readonly operatorToken: OperatorToken;
  readonly ownOrigin: OwnOrigin;
  /** Under which secrets are sealed that the service must read again: 32 bytes. */
  readonly secretsKey: Buffer;
  /** Who vouches for people; null where nobody does. */
  readonly openid: OpenidGround | null;
}

const PROVIDERS: Provider[] = [
  DeclaredRoutes,
  ...[Callers, HeldSecrets, Sessions, Enrolments, LinkUses, ApiTokens],
  ...[Activation, CredentialChanges, Credentials, CurrentPassword, PasswordHashes, Passwords],
  ...[TotpSecrets, PendingTotps, Totps],
  ...[
    SignIns,
    SignInAttempts,
    SignInLocks,
    PasswordProofs,
    PasswordAdmissions,
    PasswordSignIns,
    SecurityAlerts,
    ForgetAttemptsTask,
  ],
  ...[PasskeyChallenges, PasskeyCounters, Passkeys, PasskeyRegistrations, PasskeySignIns, ForgetChallengesTask],
  ...[AuditorGrants, AuditorReads],
  ...OPENID_PROVIDERS,
  ...[People, Departures, FirstAdministrator, RoleAssignments, Qualifications],
  ...[Authority, Delegations],
];

/** What signing stands on. */
const EXPORTED = [
  ...[People, Authority, SignInAttempts, PasswordHashes, PasswordProofs, PasskeyCounters, StepUps],
  ...[StepUpCeremonies, HeldSecrets],
];
/** What the pages about people stand on. */
const SHOWN = [
  ...[Sessions, LinkUses, Credentials, Passwords, Totps, PasswordSignIns, ApiTokens, Delegations],
  ...[Enrolments, Departures, RoleAssignments, Qualifications, AuditorGrants],
];

/** Who acts, how he proves it, and what he may. */
@Module({})
export class AccessModule {
  static with({ operatorToken, ownOrigin, secretsKey, openid }: AccessGround): DynamicModule {
    return {
      module: AccessModule,
      global: true,
      imports: [TypeOrmModule.forFeature(ACCESS_ENTITIES), AuditTrailModule, DiscoveryModule],
      controllers: [
        ...[PeopleController, AccountsController, QualificationsController],
        SecurityAlertsController,
        ...[CredentialsController, SignInController, SignInPages, MeController, ApiTokensController],
        ...[PasskeysController, DelegationsController, AuditorGrantsController, ...OPENID_CONTROLLERS],
      ],
      providers: [
        { provide: OperatorToken, useValue: operatorToken },
        { provide: OWN_ORIGIN, useValue: ownOrigin },
        { provide: SECRETS_KEY, useValue: secretsKey },
        { provide: OPENID, useValue: openid },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: AuditedReading },
        ...PROVIDERS,
      ],
      exports: [...EXPORTED, ...SHOWN, OWN_ORIGIN, SECRETS_KEY, OPENID, AuditorReads],
    };
  }
}
