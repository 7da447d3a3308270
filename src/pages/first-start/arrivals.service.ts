import { Injectable } from '@nestjs/common';
import { Credentials } from '../../access/credentials/credentials.service';
import { Authority } from '../../access/delegations/authority';
import { People } from '../../access/people/people.service';
import type { Arrived } from './first-start-page';

/** What there is of somebody who begins. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly people: People,
    private readonly credentials: Credentials,
    private readonly authority: Authority,
  ) {}

  async of(personId: string): Promise<Arrived> {
    return {
      described: await this.people.get(personId),
      credentials: await this.credentials.of(personId),
      hasAccepted: await this.authority.hasAccepted(personId),
    };
  }
}
