import { Inject, Injectable } from '@nestjs/common';
import { OPENID, type OpenidGround } from '../../access/openid/openid-ground';
import { Sessions } from '../../access/sessions/sessions.service';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { PeopleFacts } from '../people/person-facts.service';
import type { OwnAccount } from './account-page';

/** Somebody’s own account, with where he is signed in. */
@Injectable()
export class Accounts {
  constructor(
    private readonly facts: PeopleFacts,
    private readonly sessions: Sessions,
    @Inject(OPENID) private readonly openid: OpenidGround | null,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of({ id }: Actor): Promise<Omit<OwnAccount, 'settings'>> {
    return { facts: await this.facts.of(id), isOpenid: this.openid !== null, now: this.clock.now() };
  }

  async endSession(actor: Actor, id: string): Promise<void> {
    await this.sessions.end(actor, id, 'revoked', actor.id);
  }

  /** All but the one in which he asks, each by an act of its own. */
  async endOtherSessions(actor: Actor): Promise<void> {
    const others = (await this.sessions.openOf(actor.id)).filter(({ id }) => id !== actor.via.id);
    for (const { id } of others) await this.sessions.end(actor, id, 'revoked', actor.id);
  }
}
