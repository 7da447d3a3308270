import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { By, type Looking, Looks } from '../../access/by';
import { RevokeAuditorGrant } from '../../access/grants/auditor-grant.dto';
import { AUDITOR_GRANT_LIST } from '../../access/grants/auditor-grant.list';
import { AUDITOR_READ_LIST } from '../../access/grants/auditor-read.list';
import { May } from '../../access/may';
import { Does } from '../../http/does';
import type { Said } from '../../http/pages/forms/said';
import { Act, DeskForm, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { formQueryOf } from '../service/form-query';
import { NamedLists } from '../service/named-lists.service';
import { GrantForms } from './grant-forms.service';
import { type GrantFilter, presentGrants, presentReads } from './grants-page';

class GrantQuery extends formQueryOf(AUDITOR_GRANT_LIST) {}
class ReadQuery extends formQueryOf(AUDITOR_READ_LIST) {}

/** What auditors may read, and what they read. */
@Controller('grants')
export class GrantsPages {
  constructor(
    private readonly lists: NamedLists,
    private readonly forms: GrantForms,
  ) {}

  @Get()
  @May('auditor-grant:read')
  @Does('showGrants', 'Show what auditors were given')
  @Page('grants/grants')
  async all(@Looks() { allows }: Looking, @Query() query: GrantQuery) {
    const named = await this.lists.page(AUDITOR_GRANT_LIST, query, (one) => [one.personId, one.givenBy]);
    return presentGrants(named, await this.forms.coveredBy(named.items), { filter: query as GrantFilter, allows });
  }

  @Get('new')
  @May('auditor-grant:give')
  @Does('showNewGrant', 'Show the form of a new grant')
  @Page('people/form')
  showNew(@By() actor: Actor) {
    return this.forms.show(actor);
  }

  @Post('new')
  @May('auditor-grant:give')
  @Does('giveGrantByForm', 'Let an auditor read, by its form')
  @DeskForm('people/form')
  give(@By() actor: Actor, @Body() said: Said) {
    return this.forms.give(actor, said);
  }

  @Get('reads')
  @May('auditor-grant:read')
  @Does('showReads', 'Show what auditors read')
  @Page('grants/reads')
  async reads(@Query() query: ReadQuery) {
    return presentReads(await this.lists.page(AUDITOR_READ_LIST, query, (one) => [one.personId]), query as GrantFilter);
  }

  @Post(':id/revoke')
  @May('auditor-grant:give')
  @Does('revokeGrantByForm', 'Take the access of an auditor back, by its form')
  @Act()
  async revoke(@By() actor: Actor, @Id() id: string, @Body() { reason }: RevokeAuditorGrant) {
    await this.forms.revoke(actor, id, reason);
    return seeOther('/grants');
  }
}
