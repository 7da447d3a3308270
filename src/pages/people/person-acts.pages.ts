import { Body, Controller, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { Departures } from '../../access/people/departures.service';
import { GiveRole } from '../../access/people/person.dto';
import { Qualifications } from '../../access/people/qualifications.service';
import { RoleAssignments } from '../../access/people/role-assignments.service';
import { Because } from '../../http/because.dto';
import { Does } from '../../http/does';
import { ShowsOnce } from '../../http/idempotency.interceptor';
import { Act, DeskForm } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { Links } from './links.service';

const pageOf = (id: string): string => `/people/${id}`;

/** What is done about a person by one button and a reason. */
@Controller('people/:id')
export class PersonActsPages {
  constructor(
    private readonly links: Links,
    private readonly roles: RoleAssignments,
    private readonly qualifications: Qualifications,
    private readonly departures: Departures,
  ) {}

  @Post('links')
  @May('person:manage')
  @ShowsOnce('address')
  @Does('offerLinkByForm', 'Make a one-time link by its form')
  @DeskForm('people/link')
  link(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because, @Req() request: FastifyRequest) {
    return this.links.offer(actor, id, { reason, request });
  }

  @Post('roles/end')
  @May('role:give')
  @Does('endRoleByForm', 'End the role of a person by its form')
  @Act()
  async endRole(@By() actor: Actor, @Id() id: string, @Body() { role, reason }: GiveRole) {
    await this.roles.end(actor, id, role, reason);
    return seeOther(pageOf(id));
  }

  @Post('qualifications/:paper/end')
  @May('qualification:record')
  @Does('endQualificationByForm', 'Take a paper out of force by its form')
  @Act()
  async endPaper(@By() actor: Actor, @Id() id: string, @Id('paper') paper: string, @Body() { reason }: Because) {
    await this.qualifications.end(actor, paper, reason);
    return seeOther(pageOf(id));
  }

  @Post('leave')
  @May('person:manage')
  @Does('endPersonByForm', 'End an account by its form')
  @Act()
  async leave(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    await this.departures.leave(actor, id, reason);
    return seeOther(pageOf(id));
  }
}
