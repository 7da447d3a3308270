import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ACCESS_ENTITIES, type AccessGround, AccessModule } from './access/access.module';
import { newSecretsKey } from './access/credentials/secrets-key';
import { ANCHOR_GROUND, type AnchorGround, NO_ANCHORS } from './anchors/anchor-ground';
import { AnchorsModule } from './anchors/anchors.module';
import type { OpenidGround } from './access/openid/openid-ground';
import type { OperatorToken } from './access/operator-token';
import { LOG_GROUND, type LogGround } from './audit-trail/kept-log/log-ground';
import { LogModule } from './audit-trail/kept-log/log.module';
import { LOG_WITNESSES, type LogWitnesses } from './audit-trail/kept-log/log-witnesses';
import { AUDIT_ENTITIES, AuditTrailModule } from './audit-trail/audit-trail.module';
import { WRITE_HOLD } from './audit-trail/write-hold';
import { BACKUP_ENTITIES, BackupModule } from './backup/backup.module';
import { CLASSIFICATION_ENTITIES, ClassificationModule } from './classification/classification.module';
import { CLASSIFICATION_LIST } from './classification/classification.list';
import type { CommentedLists } from './comments/commented-lists';
import { COMMENT_ENTITIES, CommentsModule } from './comments/comments.module';
import { withAuditors } from './database/auditors-pool';
import { dataSourceOptions, openDataSource } from './database/data-source';
import { DOSSIER_LIST } from './dossiers/dossier.list';
import { DOSSIER_ENTITIES, DossiersModule } from './dossiers/dossiers.module';
import { freshSeal, SEAL_GROUND, type SealGround } from './dossiers/seal/seal-ground';
import { DRAFT_ENTITIES, DraftsModule } from './drafts/drafts.module';
import { EVIDENCE_LIST } from './evidence/evidence.list';
import { EVIDENCE_ENTITIES, EvidenceModule } from './evidence/evidence.module';
import { HttpModule } from './http/http.module';
import type { EdgeLimits } from './http/limits';
import { SERVICE_TERMS, type ServiceTerms } from './http/service-terms';
import { CLAIM_LIST } from './intended-use/claim.list';
import { FUNCTION_LIST } from './intended-use/function.list';
import { INTENDED_USE_LIST } from './intended-use/intended-use.list';
import { INTENDED_USE_ENTITIES, IntendedUseModule } from './intended-use/intended-use.module';
import { JOB_ENTITIES, JobsModule } from './jobs/jobs.module';
import { CLOCK, type Clock } from './kernel/clock';
import { LIST_ENTITIES, ListsModule } from './lists/lists.module';
import { MODEL_LIST } from './models/model.list';
import { MODEL_ENTITIES, ModelsModule } from './models/models.module';
import { VERSION_LIST } from './models/version.list';
import type { MailGround } from './notices/mail-ground';
import { NOTICE_ENTITIES, NoticesModule } from './notices/notices.module';
import { PagesModule } from './pages/pages.module';
import { RETENTION_ENTITIES, RetentionModule } from './retention/retention.module';
import { AttestationKey } from './signatures/proofs/attestation-key';
import { SIGNATURE_ENTITIES, SignaturesModule } from './signatures/signatures.module';
import { SPREADSHEET_ENTITIES, SpreadsheetsModule } from './spreadsheets/spreadsheets.module';
import { SearchModule } from './search/search.module';
import { SUBMISSION_LIST } from './submissions/submission.list';
import { SUBMISSION_ENTITIES, SubmissionsModule } from './submissions/submissions.module';
import type { ContentStore } from './storage/content-store';
import { heldStore } from './storage/held-store';
import { limitedStore } from './storage/limited-store';
import { CONTENT_STORE } from './storage/storage.token';
import { WorkModule } from './work/work.module';

/** Every table of the record as a class; migrations make them, and a law test holds the two together. */
export const ENTITIES = [
  ...AUDIT_ENTITIES,
  ...ACCESS_ENTITIES,
  ...JOB_ENTITIES,
  ...DRAFT_ENTITIES,
  ...LIST_ENTITIES,
  ...MODEL_ENTITIES,
  ...INTENDED_USE_ENTITIES,
  ...EVIDENCE_ENTITIES,
  ...CLASSIFICATION_ENTITIES,
  ...SUBMISSION_ENTITIES,
  ...SIGNATURE_ENTITIES,
  ...COMMENT_ENTITIES,
  ...DOSSIER_ENTITIES,
  ...RETENTION_ENTITIES,
  ...NOTICE_ENTITIES,
  ...SPREADSHEET_ENTITIES,
  ...BACKUP_ENTITIES,
];

/** What people can talk about, as it is listed. */
const COMMENTED: CommentedLists = {
  ...{ model: MODEL_LIST, model_version: VERSION_LIST, software_function: FUNCTION_LIST },
  ...{ intended_use: INTENDED_USE_LIST, claim: CLAIM_LIST, evidence: EVIDENCE_LIST },
  ...{ classification: CLASSIFICATION_LIST, submission: SUBMISSION_LIST, dossier: DOSSIER_LIST },
};

/** What the service stands on; everything else is inside. */
export interface Ground {
  /** The application role's connection. */
  readonly databaseUrl: string;
  /** By which auditors read; by the application's, held read only, where it is left out. */
  readonly auditorUrl?: string | null;
  readonly store: ContentStore;
  readonly operatorToken: OperatorToken;
  /** Under which address people reach it, as `https://predicate.example.org`; on this machine alone where it is left out. */
  readonly ownOrigin?: string | null;
  /** Whose word is taken for where a request came from, as networks in CIDR notation; nobody's where it is left out. */
  readonly trustedProxies?: readonly string[];
  /** Under which secrets are sealed that must be read again; one for this run alone where it is left out. */
  readonly secretsKey?: Buffer;
  /** With which the service attests what it alone sees; one for this run alone where it is left out. */
  readonly attestationKey?: AttestationKey;
  /** Who vouches for people (OpenID Connect); nobody where it is left out. */
  readonly openid?: OpenidGround | null;
  /** By what mail is sent; nothing is mailed where it is left out. */
  readonly mail?: MailGround | null;
  readonly clock: Clock;
  /** The largest file that is stored; a larger one is refused. */
  readonly maxFileBytes: number;
  /** What feeds the Merkle log; null leaves it to another process. */
  readonly log: LogGround | null;
  /** Who outside vouches for the log; nobody where it is left out. */
  readonly anchors?: AnchorGround;
  /** With what dossiers are sealed; by a development certificate for this run alone where it is left out. */
  readonly seal?: SealGround;
  /** What one address, and one token, may ask in a minute; 0 sets no limit. */
  readonly requestsPerMinute: number;
  /** False keeps no schedule: background work is then done when it is asked for and not by itself. */
  readonly schedules?: boolean;
  /** Why nothing may be written, in words for whoever tries; a restore that lost something says so. */
  readonly writesHeld?: string | null;
}

const vouching = ({ witnesses, authority }: AnchorGround): LogWitnesses => ({
  names: witnesses.map(({ key }) => key.name),
  isStamped: authority !== null,
});

const termsOf = ({ trustedProxies = [], maxFileBytes, requestsPerMinute, ...ground }: Ground): ServiceTerms => ({
  ...{ trustedProxies, maxFileBytes, requestsPerMinute, schedules: ground.schedules ?? true },
  hasAuditorLogin: (ground.auditorUrl ?? null) !== null,
});

@Module({})
class GroundModule {
  static of(ground: Ground): DynamicModule {
    const { store, clock, maxFileBytes, log, anchors = NO_ANCHORS, writesHeld = null } = ground;
    const open = limitedStore(store, maxFileBytes);
    const providers = [
      { provide: SERVICE_TERMS, useValue: termsOf(ground) },
      { provide: WRITE_HOLD, useValue: writesHeld },
      { provide: CLOCK, useValue: clock },
      { provide: LOG_GROUND, useValue: log },
      { provide: ANCHOR_GROUND, useValue: anchors },
      { provide: SEAL_GROUND, useFactory: () => ground.seal ?? freshSeal(clock) },
      { provide: LOG_WITNESSES, useValue: vouching(anchors) },
      { provide: CONTENT_STORE, useValue: writesHeld === null ? open : heldStore(open, writesHeld) },
    ];
    return { module: GroundModule, global: true, providers, exports: providers };
  }
}

const accessGround = (ground: Ground, secretsKey: Buffer): AccessGround => {
  const { operatorToken, ownOrigin = null, openid = null } = ground;
  return { operatorToken, ownOrigin, secretsKey, openid };
};

/** The whole service. */
@Module({})
export class AppModule {
  static on(ground: Ground, limits: EdgeLimits): DynamicModule {
    const { secretsKey = newSecretsKey() } = ground;
    const isHeld = (ground.writesHeld ?? null) !== null;
    const ownOptions = () =>
      withAuditors(dataSourceOptions(ground.databaseUrl, ENTITIES, isHeld), ground.auditorUrl ?? null);
    return {
      module: AppModule,
      imports: [
        GroundModule.of(ground),
        TypeOrmModule.forRootAsync({
          useFactory: ownOptions,
          dataSourceFactory: (options) => openDataSource(options ?? ownOptions()),
        }),
        AccessModule.with(accessGround(ground, secretsKey)),
        AuditTrailModule,
        LogModule,
        AnchorsModule,
        JobsModule.on({ databaseUrl: ground.databaseUrl, schedules: ground.schedules ?? true }),
        HttpModule.with(limits, secretsKey),
        DraftsModule,
        ListsModule,
        ModelsModule,
        IntendedUseModule,
        EvidenceModule,
        ClassificationModule,
        SubmissionsModule,
        SpreadsheetsModule,
        SignaturesModule.with(ground.attestationKey ?? AttestationKey.fresh()),
        CommentsModule.on(COMMENTED),
        WorkModule,
        DossiersModule,
        RetentionModule,
        SearchModule,
        NoticesModule.on(ground.mail ?? null),
        PagesModule,
        BackupModule,
      ],
    };
  }
}
