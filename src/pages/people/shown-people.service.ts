import { Inject, Injectable } from '@nestjs/common';
import type { Looking } from '../../access/by';
import { ListAnswers } from '../../http/list-answers';
import { CLOCK, type Clock } from '../../kernel/clock';
import { SIGNATURE_LIST } from '../../signatures/signature.list';
import { PeopleFacts } from './person-facts.service';
import type { Shown } from './person-page';

/** Signatures of a person on his page, the newest; the list has all of them. */
const LAST = 20;

/** Reads what the page of a person shows to whoever looks at it: what was signed is of the record. */
@Injectable()
export class ShownPeople {
  constructor(
    private readonly facts: PeopleFacts,
    private readonly lists: ListAnswers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of({ allows }: Looking, id: string): Promise<Shown> {
    const facts = await this.facts.of(id);
    const signed = allows('record:read') ? await this.signedBy(id) : null;
    return { facts, signed, now: this.clock.now() };
  }

  private async signedBy(signerId: string) {
    const query = { limit: LAST, sort: '-signedAt' };
    return (await this.lists.page(SIGNATURE_LIST, { query, scope: null, within: { signerId } })).items;
  }
}
