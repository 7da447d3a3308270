import { Injectable } from '@nestjs/common';
import { Credentials } from '../../access/credentials/credentials.service';
import { People } from '../../access/people/people.service';
import { type Asked, PasswordSignIns } from '../../access/sessions/password-sign-ins.service';
import { type Opened, Sessions } from '../../access/sessions/sessions.service';
import type { Actor } from '../../kernel/actor';
import type { SignInAgain } from './sign-in-again.dto';

/** How somebody in an old session proves anew who he is, before he changes what he signs in with. */
@Injectable()
export class SignInsAgain {
  constructor(
    private readonly people: People,
    private readonly credentials: Credentials,
    private readonly signIns: PasswordSignIns,
    private readonly sessions: Sessions,
  ) {}

  /** By whom, and whether it is with a password. */
  async asking({ id }: Actor): Promise<{ userName: string; hasPassword: boolean }> {
    const { person } = await this.people.get(id);
    const open = (await this.credentials.of(id)).filter(({ endedAt }) => endedAt === null);
    return { userName: person.userName, hasPassword: open.some(({ kind }) => kind === 'password') };
  }

  /** Opens a session in the place of the one that is old, which ends. */
  async signIn(actor: Actor, { password, code }: SignInAgain, asked: Asked): Promise<Opened> {
    const { person } = await this.people.get(actor.id);
    const opened = await this.signIns.signIn({ userName: person.userName, password, code }, asked);
    await this.sessions.end(actor, actor.via.id ?? '', 'signed-out', actor.id);
    return opened;
  }
}
