import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RecordRevision } from '../../audit-trail/record-revision.entity';
import type { Json } from '../../kernel/digest';
import type { ModelVersion } from '../../models/model-version.entity';
import type { Standing } from '../../signatures/process/steps.rules';
import { payloadIn } from '../../signatures/proofs/verify-signature.rules';
import type { Signature } from '../../signatures/signature.entity';
import { Contents } from '../../signatures/signables/contents';
import { type SigningState, SigningStates } from '../../signatures/signing-states';
import type { DossierRecord } from '../dossier-record';
import type { RecordedSignature, RecordedSigning } from '../signature-record';
import { formOf, partsOf } from '../signed-row';

interface ReadState {
  readonly of: string;
  readonly id: string;
  readonly state: SigningState;
  /** What was signed; null where nobody has signed. */
  readonly row: Readonly<Record<string, Json>> | null;
}

/** Who has signed what holds for a version, and who has to. */
@Injectable()
export class SignatureFacts {
  constructor(
    private readonly contents: Contents,
    private readonly states: SigningStates,
  ) {}

  /** Adds them to a record that lacks them. The version itself comes last: its approval, and its release where there was one. */
  async addTo(record: DossierRecord, db: EntityManager, version: ModelVersion): Promise<DossierRecord> {
    const { id, label } = version;
    const records = await this.contents.records(db, version);
    const [approval, release, ...states] = await this.states.ofMany(db, [
      ...(['version-approval', 'version-release'] as const).map((process) => ({ process, id })),
      ...records,
    ]);
    const read = records.map(({ id: recordId, code }, at): ReadState => {
      const state = states[at];
      return { of: code, id: recordId, state, row: rowIn(state) };
    });
    const approved = { of: label, id, state: approval, row: await signedVersion(db, approval.signatures) };
    const signed = [...read, approved, { of: label, state: release }];
    return {
      ...record,
      signings: [...read, approved].map((one) => recordedSigning(record, one)),
      signatures: signed
        .flatMap(({ of, state }) => state.signatures.map((one) => recordedSignature(of, one)))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    };
  }
}

const rowIn = ({ toSign, signatures }: SigningState): ReadState['row'] =>
  toSign === null || signatures.length === 0 ? null : (toSign.snapshot as Record<string, Json>);

/** A version as it was when it was approved: it has moved on since. */
async function signedVersion(db: EntityManager, [first]: readonly Signature[]): Promise<ReadState['row']> {
  if (first === undefined) return null;
  const { recordId, recordSha256: sha256 } = first;
  const where = { recordType: 'model_version', recordId, sha256 };
  return (await db.findOneByOrFail(RecordRevision, where)).snapshot;
}

const lackingOf = ({ meaning, role, minimum, signed }: Standing): string => {
  const count = minimum - signed;
  return `${meaning} by ${count === 1 ? '' : `${count} `}${role}`;
};

const stateOf = ({ isComplete, isRejected }: SigningState): RecordedSigning['state'] => {
  if (isRejected) return 'rejected';
  return isComplete ? 'complete' : 'open';
};

function recordedSigning(record: DossierRecord, { of, id, state, row }: ReadState): RecordedSigning {
  const { process, steps } = state;
  const form = formOf(record, { of, process });
  return {
    ...{
      of,
      process,
      state: stateOf(state),
      row: row === null || form === null ? null : partsOf(row, form, { of, process }),
    },
    lacking: steps.filter(({ signed, minimum }) => signed < minimum).map(lackingOf),
    href: `/api/v1/signings?process=${process}&recordId=${id}`,
  };
}

function recordedSignature(of: string, one: Signature): RecordedSignature {
  const { meaningText, signer } = payloadIn(one);
  return {
    ...{ id: one.id, of, process: one.process, step: one.step, meaning: one.meaning, role: one.role },
    ...{ meaningText, printedName: one.signerName, onBehalfOf: one.forName },
    ...{ comment: one.comment, dissent: one.dissent, signedAt: one.signedAt.toISOString() },
    ...(signer.zone === undefined ? {} : { zone: signer.zone }),
    ...{ payload: one.payload, payloadSha256: one.payloadSha256, manifest: one.manifest, proof: one.proof },
  };
}
