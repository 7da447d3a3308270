import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditTrailModule } from '../audit-trail/audit-trail.module';
import { Snapshot } from '../database/snapshot';
import { ModelsModule } from '../models/models.module';
import { ForgetRequestsTask } from './forget-requests.task';
import { SignaturePlan } from './plans/signature-plan.entity';
import { SignaturePlansController } from './plans/signature-plans.controller';
import { SignaturePlansPages } from './plans/signature-plans.pages';
import { SignaturePlans } from './plans/signature-plans.service';
import { ATTESTATION_KEY, type AttestationKey } from './proofs/attestation-key';
import { Attestations } from './proofs/attestations';
import { OpenidSigning } from './proofs/openid-signing';
import { PasskeyProofs } from './proofs/passkey-proofs';
import { PasswordSigning } from './proofs/password-signing';
import { Proofs } from './proofs/proofs';
import { SigningAttempts } from './proofs/signing-attempts';
import { SignatureSeries } from './proofs/signature-series';
import { ClaimSignable } from './signables/claim.signable';
import { ClassificationSignable } from './signables/classification.signable';
import { Contents } from './signables/contents';
import { EvidenceSignable } from './signables/evidence.signable';
import { IntendedUseSignable } from './signables/intended-use.signable';
import { RowDigests } from './signables/row-digests';
import { Signables } from './signables/signables';
import { VersionSignables } from './signables/version.signables';
import { SignatureRequest } from './signature-request.entity';
import { SignatureRequests } from './signature-requests.service';
import { Signature } from './signature.entity';
import { SignaturesController } from './signatures.controller';
import { SignaturePages } from './signature.pages';
import { Signatures } from './signatures.service';
import { SigningFlow } from './signing-flow';
import { SigningController } from './signing.controller';
import { Signings } from './signings.service';
import { Conclusions } from './conclusions';
import { OpenRequests } from './open-requests';
import { SignedCommits } from './signed-commits';
import { SigningStates } from './signing-states';
import { SigningTerms } from './signing-terms';
import { SignatureWork } from './waiting/signature-work';

export const SIGNATURE_ENTITIES = [SignaturePlan, SignatureRequest, Signature];

/** Who signed what, in which meaning, and what proves it. */
@Module({})
export class SignaturesModule {
  static with(key: AttestationKey): DynamicModule {
    return {
      module: SignaturesModule,
      global: true,
      imports: [TypeOrmModule.forFeature(SIGNATURE_ENTITIES), AuditTrailModule, ModelsModule],
      controllers: [
        ...[SigningController, SignaturesController, SignaturePlansController],
        ...[SignaturePages, SignaturePlansPages],
      ],
      providers: [
        { provide: ATTESTATION_KEY, useValue: key },
        ...[Snapshot, RowDigests, Contents, Signables, SignaturePlans, SigningStates, SigningTerms],
        ...[ClaimSignable, ClassificationSignable, EvidenceSignable, IntendedUseSignable, VersionSignables],
        ...[Attestations, OpenidSigning, PasskeyProofs, PasswordSigning, SignatureSeries, Proofs, SigningAttempts],
        ...[SignatureRequests, OpenRequests, Conclusions, SignedCommits, Signings, Signatures, ForgetRequestsTask],
        ...[SignatureWork, SigningFlow],
      ],
      exports: [Signables, SigningStates, RowDigests, Contents, SignatureRequests, Signings, SigningFlow],
    };
  }
}
