import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../../kernel/clock';
import { HeldSecret } from '../credentials/held-secret.entity';
import { HeldSecrets } from '../credentials/held-secrets';
import type { Matches } from '../credentials/password-hashes';
import { TotpSecrets } from '../credentials/totp-secrets';
import { Person } from '../people/person.entity';

/** What somebody says to prove who he is. */
export interface Said {
  readonly userName: string;
  readonly password: string;
  readonly code: string;
}

/** Whom the name is of, and how the proof is used up; null where there is nobody, or it proves nothing. */
export interface Proof {
  readonly person: Person | null;
  readonly spend: (() => Promise<boolean>) | null;
}

/** What an active person holds of a kind, and nobody else. */
const HELD = `
  SELECT h.id, h.sealed FROM held_secret h JOIN credential c ON c.id = h.id JOIN person p ON p.id = c.person_id
  WHERE c.person_id = $1 AND c.kind = $2 AND c.ended_at IS NULL AND p.state = 'active'`;

/** A password and a one-time code, compared in one way and in about one time whoever is named, and whatever is wrong. */
@Injectable()
export class PasswordProofs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly held: HeldSecrets,
    private readonly totp: TotpSecrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Looks at all that was said, even where the first of it is wrong. */
  async of({ userName, password, code }: Said, matches: Matches): Promise<Proof> {
    const person = await this.unitOfWork.manager.findOneBy(Person, { userName: userName.toLowerCase() });
    const [secret, app] = [await this.heldOf(person, 'password'), await this.heldOf(person, 'totp')];
    const isPassword = await matches(password, secret?.sealed ?? null);
    const step = this.totp.stepOf(app, code, this.clock.now());
    if (person === null || secret === null || app === null || !isPassword || step === null) {
      return { person, spend: null };
    }
    return { person, spend: () => this.spend(person, { passwordId: secret.id, totpId: app.id, step }) };
  }

  /** The password alone, of somebody who has just proved the rest; whether it is his, and still is when it is used. */
  async ofPassword(person: Person, password: string, matches: Matches): Promise<Proof> {
    const secret = await this.heldOf(person, 'password');
    const isPassword = await matches(password, secret?.sealed ?? null);
    if (secret === null || !isPassword) return { person, spend: null };
    return { person, spend: async () => (await this.heldOf(person, 'password'))?.id === secret.id };
  }

  /** Of one code once, and only while both are still what the person signs in with. */
  private async spend(person: Person, { passwordId, totpId, step }: Used): Promise<boolean> {
    const [secret, app] = [await this.heldOf(person, 'password'), await this.heldOf(person, 'totp')];
    if (secret?.id !== passwordId || app?.id !== totpId) return false;
    return this.held.raise(totpId, step, this.clock.now());
  }

  private async heldOf(person: Person | null, kind: 'password' | 'totp') {
    const rows = await this.unitOfWork.manager.query<Pick<HeldSecret, 'id' | 'sealed'>[]>(HELD, [
      person?.id ?? null,
      kind,
    ]);
    return rows[0] ?? null;
  }
}

interface Used {
  readonly passwordId: string;
  readonly totpId: string;
  readonly step: number;
}
