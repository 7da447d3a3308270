import { Injectable } from '@nestjs/common';
import { IsNull, Raw } from 'typeorm';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { Refusal } from '../../kernel/refusal';
import { Credential } from '../credentials/credential.entity';
import { Person } from '../people/person.entity';
import { SignInAttempts } from '../sessions/sign-in-attempts.service';
import type { Opened } from '../sessions/sessions.service';
import { isNotProven, notProven, SignIns } from '../sessions/sign-ins.service';
import { OpenidSession } from './openid-session.entity';
import { type Arriving, type Departed, OpenidTrips } from './openid-trips.service';
import type { Vouched } from './vouched.rules';

/** That the issuer vouched; what it was convinced by is its own affair. */
const METHODS = ['openid'];
const ANYBODY = { purpose: 'sign-in', personId: null, sessionId: null, purposeSha256: null } as const;

/** Why not is told to nobody: each refusal is the same as every other. */
export const failed = (): Refusal =>
  new Refusal(
    'authentication-failed',
    'This identity opens nothing here: try once more from the start, or ask an administrator for a one-time link',
  );

/** Sign-in by an identity that its person linked to his account before; no name or address of mail is ever looked at. */
@Injectable()
export class OpenidSignIns {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly trips: OpenidTrips,
    private readonly attempts: SignInAttempts,
    private readonly signIns: SignIns,
  ) {}

  begin(redirectUri: string): Promise<Departed> {
    return this.trips.depart(ANYBODY, redirectUri);
  }

  /** Opens a session for whose identity this is. One that is nobody’s counts like a name that is nobody’s. */
  async finish(vouched: Vouched | null, arriving: Arriving): Promise<Opened> {
    if (vouched === null) throw failed();
    const { issuer, subject } = vouched;
    const attempt = await this.attempts.beginOf('OPENID', `${issuer} ${subject}`, arriving.whence.address);
    const credential = await this.credentialOf(vouched);
    const opened = await this.admitted(credential, vouched, arriving).catch(async (error: unknown) => {
      if (!isNotProven(error)) throw error;
      await this.attempts.failed(attempt, credential?.personId ?? null);
      throw failed();
    });
    await this.attempts.succeeded(attempt);
    return opened;
  }

  /** The person is held while the session is opened, so that a link which is being ended does not slip in. */
  private async admitted(
    credential: Credential | null,
    { sid }: Vouched,
    { whence, requestId }: Arriving,
  ): Promise<Opened> {
    const { manager } = this.unitOfWork;
    const person = credential === null ? null : await manager.findOneBy(Person, { id: credential.personId });
    if (credential === null || person === null) throw notProven();
    const { id: credentialId } = credential;
    return this.signIns.admit({
      ...{ person, methods: METHODS, whence, requestId },
      spend: () => this.unitOfWork.manager.exists(Credential, { where: { id: credentialId, endedAt: IsNull() } }),
      opened: (tx, { id }) => tx.insert(OpenidSession, { id, credentialId, sid }),
    });
  }

  private credentialOf({ issuer, subject }: Vouched): Promise<Credential | null> {
    const detail = Raw<Credential['detail']>(
      (column) => `${column} ->> 'issuer' = :issuer AND ${column} ->> 'subject' = :subject`,
      { issuer, subject },
    );
    return this.unitOfWork.manager.findOneBy(Credential, { kind: 'openid', endedAt: IsNull(), detail });
  }
}
