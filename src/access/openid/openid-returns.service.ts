import { Injectable } from '@nestjs/common';
import type { Opened } from '../sessions/sessions.service';
import { OpenidLinks } from './openid-links.service';
import { failed, OpenidSignIns } from './openid-sign-ins.service';
import { type Arriving, OpenidTrips } from './openid-trips.service';
import { StepUpCeremonies } from './step-up-ceremonies.service';

/** Where everybody comes back to from the issuer, whatever he was sent for. */
@Injectable()
export class OpenidReturns {
  constructor(
    private readonly trips: OpenidTrips,
    private readonly signIns: OpenidSignIns,
    private readonly links: OpenidLinks,
    private readonly stepUps: StepUpCeremonies,
  ) {}

  /** Does what was begun; gives the session where one was opened by it. */
  async finish(arriving: Arriving): Promise<Opened | null> {
    const request = await this.trips.arrive(arriving);
    if (request === null) throw failed();
    if (request.purpose === 'sign-in')
      return this.signIns.finish(await this.trips.vouched(request, arriving), arriving);
    const actor = await this.trips.travellerOf(request, arriving);
    const vouched = await this.trips.vouched(request, arriving);
    if (request.purpose === 'link') await this.links.finish(actor, vouched);
    else await this.stepUps.finish(actor, request, vouched);
    return null;
  }
}
