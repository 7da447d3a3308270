import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';
import type { Credential } from '../credentials/credential.entity';
import { Person } from '../people/person.entity';
import { type SentRegistration, readRegistration } from './browser-answer';
import { challengeIn } from './ceremony';
import { PasskeyChallenges } from './passkey-challenges.service';
import { creationOptions } from './passkey-options';
import { openPasskeysOf, Passkeys } from './passkeys.service';
import { type MadePasskey, type RegistrationFault, verifyRegistration } from './registration.rules';
import type { RelyingParty } from './relying-party';

/** How a person comes to a passkey: the browser is told what to make, and what it made is verified. */
@Injectable()
export class PasskeyRegistrations {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly challenges: PasskeyChallenges,
    private readonly passkeys: Passkeys,
  ) {}

  /** What the browser of this person is to make: nothing that he has already. */
  async prepare(personId: string, { rpId }: RelyingParty) {
    const person = await this.dataSource.manager.findOneByOrFail(Person, { id: personId });
    const had = await openPasskeysOf(this.dataSource.manager, personId);
    const challenge = await this.challenges.make({ purpose: 'register', personId });
    return creationOptions({ rpId, person, had, challenge });
  }

  /** Adds what the browser made; refused, with the reason, where it is not what it was told to make, or not now. */
  add(actor: Actor, name: string, sent: object, at: RelyingParty): Promise<Credential> {
    const registration = readRegistration(sent);
    const challenge = challengeIn(registration.clientDataJSON) ?? refuse('unreadable');
    const made = madeBy(registration, { ...at, challenge });
    const { transports } = registration;
    return this.passkeys.add(actor, { name, made, transports }, async () => {
      const isOurs = await this.challenges.use(challenge, { purpose: 'register', personId: actor.id });
      if (!isOurs) refuse('challenge');
    });
  }
}

function madeBy(
  registration: SentRegistration,
  expected: RelyingParty & { readonly challenge: Uint8Array },
): MadePasskey {
  const verdict = verifyRegistration(registration, expected);
  if (!verdict.isValid) refuse(verdict.because);
  if (Buffer.from(verdict.passkey.credentialId).toString('base64url') !== registration.credentialId) refuse('id');
  return verdict.passkey;
}

function refuse(because: RegistrationFault | 'id'): never {
  throw Refusal.validation([{ pointer: '/response', detail: SENTENCES[because] }]);
}

const SENTENCES: Readonly<Record<RegistrationFault | 'id', string>> = {
  unreadable: 'is no answer of an authenticator that can be read, or its key is of a kind that is not accepted',
  attestation: 'has an attestation, and none was asked for',
  type: 'is not about a new passkey',
  challenge: 'answers a challenge that was not given to you, was used, or is older than five minutes: begin again',
  origin: 'was made on a page of another origin',
  'cross-origin': 'was made within a page of another origin',
  'rp-id': 'was made for another service',
  'user-presence': 'was made without anybody there',
  'user-verification': 'was made without a PIN, a fingerprint or a face: a passkey must verify who uses it',
  id: 'has an id that is not the one of its passkey',
};
