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
import { LOG_WITNESSES } from './audit-trail/kept-log/log-witnesses';
import { AUDIT_ENTITIES, AuditTrailModule } from './audit-trail/audit-trail.module';
import { WRITE_HOLD } from './audit-trail/write-hold';
import { BACKUP_ENTITIES, BackupModule } from './backup/backup.module';
import { CLASSIFICATION_ENTITIES, ClassificationModule } from './classification/classification.module';
import { dataSourceOptions, openDataSource } from './database/data-source';
import { DOSSIER_ENTITIES, DossiersModule } from './dossiers/dossiers.module';
import { DRAFT_ENTITIES, DraftsModule } from './drafts/drafts.module';
import { EVIDENCE_ENTITIES, EvidenceModule } from './evidence/evidence.module';
import { HttpModule } from './http/http.module';
import type { EdgeLimits } from './http/limits';
import { INTENDED_USE_ENTITIES, IntendedUseModule } from './intended-use/intended-use.module';
import { JOB_ENTITIES, JobsModule } from './jobs/jobs.module';
import { CLOCK, type Clock } from './kernel/clock';
import { MODEL_ENTITIES, ModelsModule } from './models/models.module';
import { RETENTION_ENTITIES, RetentionModule } from './retention/retention.module';
import { SpreadsheetsModule } from './spreadsheets/spreadsheets.module';
import { SearchModule } from './search/search.module';
import { SUBMISSION_ENTITIES, SubmissionsModule } from './submissions/submissions.module';
import type { ContentStore } from './storage/content-store';
import { heldStore } from './storage/held-store';
import { limitedStore } from './storage/limited-store';
import { CONTENT_STORE } from './storage/storage.token';

/** Every table of the record as a class; migrations make them, and a law test holds the two together. */
export const ENTITIES = [
  ...AUDIT_ENTITIES,
  ...ACCESS_ENTITIES,
  ...JOB_ENTITIES,
  ...DRAFT_ENTITIES,
  ...MODEL_ENTITIES,
  ...INTENDED_USE_ENTITIES,
  ...EVIDENCE_ENTITIES,
  ...CLASSIFICATION_ENTITIES,
  ...SUBMISSION_ENTITIES,
  ...DOSSIER_ENTITIES,
  ...RETENTION_ENTITIES,
  ...BACKUP_ENTITIES,
];

/** What the service stands on; everything else is inside. */
export interface Ground {
  /** The application role's connection. */
  readonly databaseUrl: string;
  readonly store: ContentStore;
  readonly operatorToken: OperatorToken;
  /** Under which address people reach it, as `https://predicate.example.org`; on this machine alone where it is left out. */
  readonly ownOrigin?: string | null;
  /** Under which secrets are sealed that must be read again; one for this run alone where it is left out. */
  readonly secretsKey?: Buffer;
  /** Who vouches for people (OpenID Connect); nobody where it is left out. */
  readonly openid?: OpenidGround | null;
  readonly clock: Clock;
  /** The largest file that is stored; a larger one is refused. */
  readonly maxFileBytes: number;
  /** What feeds the Merkle log; null leaves it to another process. */
  readonly log: LogGround | null;
  /** Who outside vouches for the log; nobody where it is left out. */
  readonly anchors?: AnchorGround;
  /** What one address, and one token, may ask in a minute; 0 sets no limit. */
  readonly requestsPerMinute: number;
  /** False keeps no schedule: background work is then done when it is asked for and not by itself. */
  readonly schedules?: boolean;
  /** Why nothing may be written, in words for whoever tries; a restore that lost something says so. */
  readonly writesHeld?: string | null;
}

@Module({})
class GroundModule {
  static of({ store, clock, maxFileBytes, log, anchors = NO_ANCHORS, writesHeld = null }: Ground): DynamicModule {
    const open = limitedStore(store, maxFileBytes);
    const providers = [
      { provide: WRITE_HOLD, useValue: writesHeld },
      { provide: CLOCK, useValue: clock },
      { provide: LOG_GROUND, useValue: log },
      { provide: ANCHOR_GROUND, useValue: anchors },
      { provide: LOG_WITNESSES, useValue: { names: anchors.witnesses.map(({ key }) => key.name) } },
      { provide: CONTENT_STORE, useValue: writesHeld === null ? open : heldStore(open, writesHeld) },
    ];
    return { module: GroundModule, global: true, providers, exports: providers };
  }
}

const accessGround = (ground: Ground): AccessGround => {
  const { operatorToken, ownOrigin = null, secretsKey = newSecretsKey(), openid = null } = ground;
  return { operatorToken, ownOrigin, secretsKey, openid };
};

/** The whole service. */
@Module({})
export class AppModule {
  static on(ground: Ground, limits: EdgeLimits): DynamicModule {
    const ownOptions = () => dataSourceOptions(ground.databaseUrl, ENTITIES, (ground.writesHeld ?? null) !== null);
    return {
      module: AppModule,
      imports: [
        GroundModule.of(ground),
        TypeOrmModule.forRootAsync({
          useFactory: ownOptions,
          dataSourceFactory: (options) => openDataSource(options ?? ownOptions()),
        }),
        AccessModule.with(accessGround(ground)),
        AuditTrailModule,
        LogModule,
        AnchorsModule,
        JobsModule.on({ databaseUrl: ground.databaseUrl, schedules: ground.schedules ?? true }),
        HttpModule.with(limits),
        DraftsModule,
        ModelsModule,
        IntendedUseModule,
        EvidenceModule,
        ClassificationModule,
        SubmissionsModule,
        SpreadsheetsModule,
        DossiersModule,
        RetentionModule,
        SearchModule,
        BackupModule,
      ],
    };
  }
}
