import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { Refusal } from '../../kernel/refusal';
import { Credential } from '../credentials/credential.entity';
import { Person } from '../people/person.entity';
import type { Opened, Whence } from '../sessions/sessions.service';
import { isNotProven, SignIns } from '../sessions/sign-ins.service';
import { verifyAssertion } from './assertion.rules';
import { readAssertion, type SentAssertion } from './browser-answer';
import { challengeIn } from './ceremony';
import { openPasskey } from './open-passkey';
import { passkeyOf, userHandleOf } from './passkey';
import { PasskeyChallenges } from './passkey-challenges.service';
import { PasskeyCounters } from './passkey-counters.service';
import { requestOptions } from './passkey-options';
import type { RelyingParty } from './relying-party';

/** Possession of a key, and a user whom it verified (RFC 8176). */
const METHODS = ['hwk', 'user'];

/** Where a request comes from, and how the log names it. */
interface Coming extends Whence {
  readonly requestId: string;
}

/** Sign-in with a passkey alone: it is two things at once, what one has and what one knows or is. */
@Injectable()
export class PasskeySignIns {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly challenges: PasskeyChallenges,
    private readonly counters: PasskeyCounters,
    private readonly signIns: SignIns,
  ) {}

  /** What any browser is to sign; it is the same whoever asks, and tells of nobody. */
  async prepare({ rpId }: RelyingParty) {
    return requestOptions(rpId, await this.challenges.make({ purpose: 'sign-in', personId: null }));
  }

  /** Opens a session for whose passkey this is. Why not is told to nobody: each refusal is the same as every other. */
  async signIn(sent: object, at: RelyingParty, coming: Coming): Promise<Opened> {
    const assertion = readAssertion(sent);
    const challenge = challengeIn(assertion.clientDataJSON);
    if (challenge === null || !(await this.challenges.use(challenge, { purpose: 'sign-in', personId: null }))) {
      throw failed();
    }
    const credential = await this.credentialOf(assertion);
    const credentialPublicKey = Buffer.from(passkeyOf(credential).publicKey, 'base64url');
    const verdict = verifyAssertion({ ...assertion, credentialPublicKey }, { ...at, challenge });
    if (!verdict.isValid || !(await this.counters.advance(credential, verdict.counter, coming.address))) throw failed();
    return this.admit(credential, coming);
  }

  /** The open passkey of that id, if it is of the person for whom its authenticator made it. */
  private async credentialOf({ credentialId, userHandle }: SentAssertion): Promise<Credential> {
    const credential = await openPasskey(this.unitOfWork.manager, credentialId);
    if (credential === null || !userHandleOf(credential.personId).equals(userHandle)) throw failed();
    return credential;
  }

  /** The person is held while the session is opened, so that a passkey which is being ended does not slip in. */
  private async admit({ id, personId }: Credential, { requestId, ...whence }: Coming): Promise<Opened> {
    const person = await this.unitOfWork.manager.findOneBy(Person, { id: personId });
    if (person === null) throw failed();
    const spend = (): Promise<boolean> =>
      this.unitOfWork.manager.exists(Credential, { where: { id, endedAt: IsNull() } });
    return this.signIns.admit({ person, methods: METHODS, whence, requestId, spend }).catch((error: unknown) => {
      throw isNotProven(error) ? failed() : error;
    });
  }
}

const failed = (): Refusal =>
  new Refusal(
    'authentication-failed',
    'This passkey opens nothing here: try once more, or ask an administrator for a one-time link',
  );
