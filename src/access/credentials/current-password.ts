import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, IsNull } from 'typeorm';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';
import { Person } from '../people/person.entity';
import { SignInAttempts } from '../sessions/sign-in-attempts.service';
import { Credential } from './credential.entity';
import { HeldSecret } from './held-secret.entity';
import { PasswordHashes } from './password-hashes';

/** That who changes a password knows the one that he has: a session that somebody else got hold of does not. */
@Injectable()
export class CurrentPassword {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly hashes: PasswordHashes,
    private readonly attempts: SignInAttempts,
  ) {}

  /** Whose password it is. */
  ownerOf({ id }: Actor): Promise<Person> {
    return this.dataSource.manager.findOneByOrFail(Person, { id });
  }

  /** Refuses unless this is the person's password, or he has none. Wrong ones are counted apart from what others try in his name. */
  async require({ id: personId }: Person, said: string | undefined): Promise<void> {
    const { manager } = this.dataSource;
    const password = await manager.findOneBy(Credential, { personId, kind: 'password', endedAt: IsNull() });
    if (password === null) return;
    if (said === undefined) throw Refusal.validation([{ pointer: '/current', detail: 'must be the present password' }]);
    const kept = await manager.findOneBy(HeldSecret, { id: password.id });
    await this.hashes.inTurn(async (matches) => {
      const attempt = await this.attempts.beginOf('PASSWORD', personId, null);
      if (await matches(said, kept?.sealed ?? null)) return this.attempts.succeeded(attempt);
      await this.attempts.failed(attempt, personId);
      throw new Refusal('authentication-failed', 'The present password is another one');
    });
  }
}
