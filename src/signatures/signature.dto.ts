import { Choice, IdOf, MayIdOf, MayObject, MayPattern, MayTimeZone, MayWords } from '../http/fields';
import { instantIn, printedInstantIn, type ZoneAt } from '../kernel/time-zone';
import { zoneOf } from './process/signing-payload.rules';
import { MEANINGS, type Meaning, PROCESSES, type Process } from './process/steps.rules';
import type { SigningState } from './signing-states';
import type { ShownRequest } from './signature-requests.service';
import type { Signature } from './signature.entity';
import { payloadIn } from './proofs/verify-signature.rules';

export class AskToSign {
  @Choice(PROCESSES) process: Process;
  @IdOf('Of the record') recordId: string;
  @Choice(MEANINGS) meaning: Meaning;
  /** Why; a rejection says it. */
  @MayWords(2000) comment?: string | null;
  /** A differing view of somebody who signs all the same. */
  @MayWords(2000) dissent?: string | null;
  @MayIdOf('For whom, as his substitute') onBehalfOf?: string | null;
  /** Where the signer is; UTC where he does not say. */
  @MayTimeZone() timeZone?: string | null;
}

export class SigningOf {
  @Choice(PROCESSES) process: Process;
  @IdOf('Of the record') recordId: string;
}

/** With what one signs: each is a name in `Sign`. */
export const SIGNING_METHODS = ['passkey', 'password', 'openid'] as const;

export class Sign {
  @Choice(SIGNING_METHODS) method: (typeof SIGNING_METHODS)[number];
  /** Of a passkey. */
  @MayObject('What PublicKeyCredential.toJSON() gives') response?: Record<string, unknown> | null;
  @MayWords(512) password?: string | null;
  @MayPattern(/^\d{6}$/, 'must be the six digits that the authenticator app shows') code?: string | null;
}

const hrefs: Readonly<Record<string, (id: string) => string>> = {
  intended_use: (id) => `/api/v1/signings?process=intended-use&recordId=${id}`,
  claim: (id) => `/api/v1/claims/${id}`,
  classification: (id) => `/api/v1/classifications/${id}`,
  evidence: (id) => `/api/v1/evidence/${id}`,
  model_version: (id) => `/api/v1/versions/${id}`,
  dossier: (id) => `/api/v1/dossiers/${id}`,
};

/** When it was signed: in UTC, which tells it, and as the clock of the signer had it. */
const timesOf = ({ signedAt }: Signature, zone: ZoneAt) => ({
  ...{ signedAt, timeZone: zone.timeZone, signedAtLocal: instantIn(zone, signedAt) },
  signedAtText: printedInstantIn(signedAt, zone),
});

export const presentSignature = (one: Signature, said = payloadIn(one)) => ({
  ...{ id: one.id, process: one.process, step: one.step, meaning: one.meaning, role: one.role },
  meaningText: said.meaningText,
  record: {
    ...{ type: one.recordType, id: one.recordId, revision: one.recordRevision, sha256: one.recordSha256 },
    href: hrefs[one.recordType](one.recordId),
  },
  signer: { id: one.signerId, printedName: one.signerName },
  onBehalfOf: one.forId === null ? null : { id: one.forId, printedName: one.forName ?? '' },
  ...{ comment: one.comment, dissent: one.dissent, method: one.method },
  ...timesOf(one, zoneOf(said)),
  ...{ payload: one.payload, payloadSha256: one.payloadSha256, proof: one.proof },
  ...{ manifest: one.manifest, manifestSha256: one.manifestSha256, href: `/api/v1/signatures/${one.id}` },
});

export const presentRequest = ({ request, payload, toSign, passkey, password, openid }: ShownRequest) => ({
  ...{ id: request.id, called: toSign.called, href: toSign.href, sentence: payload.meaningText },
  ...{ payload, payloadText: request.payload, payloadSha256: request.payloadSha256, manifest: request.manifest },
  ...{ expiresAt: request.expiresAt, ways: { passkey, password, openid } },
});

/** Closed is what is not signed any more, for whatever reason. */
export const SIGNING_STATES = ['open', 'complete', 'rejected', 'closed'] as const;
export type SigningStateName = (typeof SIGNING_STATES)[number];

const nameOf = ({ isRejected, isComplete, closed }: SigningState): SigningStateName => {
  if (isRejected) return 'rejected';
  if (isComplete) return 'complete';
  return closed === null ? 'open' : 'closed';
};

export const presentState = (state: SigningState) => ({
  ...{ process: state.process, state: nameOf(state), called: state.toSign?.called ?? null, because: state.closed },
  steps: state.steps,
  signatures: state.signatures.map((one) => presentSignature(one)),
  voided: state.voided.map((one) => presentSignature(one)),
});
