import { Inject, Injectable } from '@nestjs/common';
import type { Present } from '../../access/by';
import type { Delegate } from '../../access/delegations/delegation.dto';
import { Delegations } from '../../access/delegations/delegations.service';
import type { Setting } from '../../http/pages/forms/drawn-form';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { PeopleFacts } from '../people/person-facts.service';

const TWO_WEEKS_MS = 14 * 24 * 60 * 60 * 1000;

/** An instant as a form asks for it, to the minute. */
export const typedInstant = (at: Date): string => `${at.toISOString().slice(0, 16)}:00Z`;

/** Whom one can name to sign in one’s place. */
@Injectable()
export class Substitutes {
  constructor(
    private readonly people: PeopleFacts,
    private readonly delegations: Delegations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async setting({ id: ownId }: Actor): Promise<Setting> {
    const others = (await this.people.active()).filter(({ id }) => id !== ownId);
    const now = this.clock.now();
    return {
      title: 'Name a substitute',
      crumbs: [{ href: '/account', name: 'Account' }],
      options: { substituteId: others.map(({ id, printedName: label }) => ({ value: id, label })) },
      start: { from: typedInstant(now), until: typedInstant(new Date(now.getTime() + TWO_WEEKS_MS)) },
      notes: [
        {
          heading: 'What it covers',
          text: 'Every record that waits for a signature in that role. What the substitute signs says for whom.',
        },
      ],
    };
  }

  async named(present: Present, input: Delegate): Promise<string> {
    await this.delegations.delegate(present, input);
    return '/account#delegations';
  }
}
