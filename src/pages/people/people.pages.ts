import { Controller, Get, Query } from '@nestjs/common';
import { type Looking, Looks } from '../../access/by';
import { May } from '../../access/may';
import { PERSON_LIST } from '../../access/people/person.list';
import { ReaderScope } from '../../access/within';
import type { Scope } from '../../database/scope';
import { Does } from '../../http/does';
import { ListAnswers } from '../../http/list-answers';
import { formQueryOf } from '../service/form-query';
import { Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import { type PeopleFilter, presentPeople } from './people-page';
import { presentPersonPage } from './person-page';
import { ShownPeople } from './shown-people.service';

class PeopleQuery extends formQueryOf(PERSON_LIST) {}

/** Who acts. */
@Controller('people')
export class PeoplePages {
  constructor(
    private readonly lists: ListAnswers,
    private readonly people: ShownPeople,
  ) {}

  @Get()
  @May('person:read')
  @Does('showPeople', 'Show the people')
  @Page('people/people')
  async all(@Looks() { allows }: Looking, @Query() query: PeopleQuery, @ReaderScope() scope: Scope | null) {
    return presentPeople(await this.lists.page(PERSON_LIST, { query, scope }), query as PeopleFilter, allows);
  }

  @Get(':id')
  @May('person:read')
  @Does('showPerson', 'Show a person with what he may and has')
  @Page('people/person')
  async one(@Looks() looking: Looking, @Id() id: string) {
    return presentPersonPage(looking, await this.people.of(looking, id));
  }
}
