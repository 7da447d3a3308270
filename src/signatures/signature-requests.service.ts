import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { IsNull } from 'typeorm';
import { Credential } from '../access/credentials/credential.entity';
import { passkeyOf } from '../access/passkeys/passkey';
import { requestOptions } from '../access/passkeys/passkey-options';
import type { RelyingParty } from '../access/passkeys/relying-party';
import type { Present } from '../access/by';
import type { Whence } from '../access/sessions/sessions.service';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { sha256 } from '../kernel/digest';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { zoneAt } from '../kernel/time-zone';
import {
  challengeOf,
  manifestDigest,
  PAYLOAD_SCHEMA,
  payloadText,
  type SigningPayload,
} from './process/signing-payload.rules';
import { sentenceOf } from './process/sentences.rules';
import { SignatureSeries } from './proofs/signature-series';
import { SignatureRequest } from './signature-request.entity';
import type { AskToSign } from './signature.dto';
import { type Intent, SigningTerms, type Terms } from './signing-terms';
import type { ToSign } from './signables/to-sign';

/** So long is what was seen good for. */
const OPEN_FOR_MS = 5 * 60 * 1000;

/** What the signer is shown, and with what he can sign it. */
export interface ShownRequest {
  readonly request: SignatureRequest;
  readonly payload: SigningPayload;
  readonly toSign: ToSign;
  /** Null where he has no passkey, or browsers know the service by no name. */
  readonly passkey: (ReturnType<typeof requestOptions> & { readonly allowCredentials: readonly object[] }) | null;
  /** Whether the password alone is enough now; null where he has none. */
  readonly password: 'password' | 'password-and-code' | null;
  /** Whether somebody else can vouch for him, at a step-up for the digest of the payload. */
  readonly openid: boolean;
}

/** Where the signer is. */
export interface Place {
  readonly at: RelyingParty | null;
  readonly whence: Whence;
}

/** What is to be signed is computed here and shown, never sent by who signs (21 CFR 11.50, 11.70). */
@Injectable()
export class SignatureRequests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly terms: SigningTerms,
    private readonly series: SignatureSeries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes a request that its maker can sign in this session for five minutes. Refuses whatever could not be signed. */
  async make({ actor, sessionId }: Present, asked: AskToSign, place: Place): Promise<ShownRequest> {
    const intent = { ...asked, onBehalfOf: asked.onBehalfOf ?? null };
    refuseSilentRejection(asked);
    const { manager } = this.unitOfWork;
    const terms = await this.terms.of(manager, actor.id, intent);
    const payload = this.payload(actor, intent, asked, terms);
    const text = payloadText(payload);
    const request: SignatureRequest = {
      ...{ id: payload.signatureId, personId: actor.id, sessionId, payload: text, payloadSha256: sha256(text) },
      ...{ manifest: [...terms.toSign.manifest], usedAt: null },
      ...{ madeAt: new Date(payload.issuedAt), expiresAt: new Date(payload.expiresAt) },
    };
    await this.unitOfWork.write((entities) => entities.insert(SignatureRequest, request));
    return { request, payload, toSign: terms.toSign, ...(await this.ways(actor.id, request, place)) };
  }

  private payload(actor: Actor, intent: Intent, asked: AskToSign, { toSign, step, authority }: Terms): SigningPayload {
    const now = this.clock.now();
    const { type, id, revision, sha256: digest, called, manifest } = toSign;
    return {
      ...{ schema: PAYLOAD_SCHEMA, signatureId: newId(), process: intent.process, step: step.step },
      ...{ record: { type, id, revision, sha256: digest }, manifestSha256: manifestDigest(manifest) },
      ...{ meaning: intent.meaning, meaningText: sentenceOf(intent.meaning, intent.process, called) },
      ...{ comment: asked.comment ?? null, dissent: asked.dissent ?? null },
      signer: {
        ...{ id: actor.id, printedName: actor.name, role: authority.role, onBehalfOf: authority.onBehalfOf },
        zone: zoneAt(asked.timeZone ?? 'UTC', now),
      },
      nonce: randomBytes(32).toString('hex'),
      issuedAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + OPEN_FOR_MS).toISOString(),
    };
  }

  /** With what he can sign it, in the session and at the place where he is. */
  async ways(
    personId: string,
    { payload, sessionId }: SignatureRequest,
    { at, whence }: Place,
  ): Promise<Pick<ShownRequest, 'passkey' | 'password' | 'openid'>> {
    const held = await this.unitOfWork.manager.findBy(Credential, { personId, endedAt: IsNull() });
    const passkeys = held.filter(({ kind }) => kind === 'passkey').map(passkeyOf);
    const allowCredentials = passkeys.map(({ credentialId: id, transports }) => ({
      type: 'public-key',
      id,
      transports,
    }));
    const passkey =
      at === null || passkeys.length === 0
        ? null
        : { ...requestOptions(at.rpId, challengeOf(payload)), allowCredentials };
    const openid = held.some(({ kind }) => kind === 'openid');
    if (!held.some(({ kind }) => kind === 'password')) return { passkey, password: null, openid };
    const isSeries = await this.series.goesOn(sessionId, whence);
    return { passkey, password: isSeries ? 'password' : 'password-and-code', openid };
  }
}

function refuseSilentRejection({ meaning, comment = null }: AskToSign): void {
  if (meaning !== 'rejection' || comment !== null) return;
  throw Refusal.validation([{ pointer: '/comment', detail: 'must say why it is rejected' }]);
}
