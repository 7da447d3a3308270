import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { May } from '../access/may';
import { ReaderScope, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { AnswersAll } from '../http/answers';
import { Does } from '../http/does';
import { FoundAnswer } from './search.answer';
import { SearchQuery } from './search.dto';
import { Search } from './search.service';

@ApiTags('Search')
@Controller('api/v1/search')
export class SearchController {
  constructor(private readonly search: Search) {}

  @Get()
  @May('record:read')
  @WithinList()
  @Does('searchRecord', 'Look through the whole record')
  @AnswersAll('What was found, the latest of each kind first', FoundAnswer)
  async find(@Query() { q, limit }: SearchQuery, @ReaderScope() scope: Scope | null) {
    return { items: await this.search.find(q, limit, scope), next: null };
  }
}
