import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Enrolments } from '../../access/credentials/enrolments.service';
import { originOf, OWN_ORIGIN, type OwnOrigin } from '../../access/own-origin';
import { People } from '../../access/people/people.service';
import { printedInstant } from '../../http/pages/words';
import type { Actor } from '../../kernel/actor';
import { linkOf } from '../first-start/first-start.dto';

/** One-time links, as an administrator hands them out. */
@Injectable()
export class Links {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly people: People,
    @Inject(OWN_ORIGIN) private readonly own: OwnOrigin,
  ) {}

  /** Makes one, whose address is shown this once. */
  async offer(actor: Actor, id: string, { reason, request }: { reason: string; request: FastifyRequest }) {
    const { enrolment, token } = await this.enrolments.offer(actor, id, reason);
    const { person } = await this.people.get(id);
    return {
      ...{ id, name: person.printedName, isFirst: enrolment.purpose === 'first' },
      expires: printedInstant(enrolment.expiresAt),
      address: linkOf(originOf(request, this.own), token),
    };
  }
}
