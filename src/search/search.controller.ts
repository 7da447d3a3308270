import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { May } from '../access/may';
import { Answers } from '../http/answers';
import { SearchQuery } from './search.dto';
import { Search } from './search.service';

@ApiTags('Search')
@Controller('api/v1/search')
export class SearchController {
  constructor(private readonly search: Search) {}

  @Get()
  @May('record:read')
  @Answers(200, 'What was found in the whole record, the latest of each kind first; all of it plain text')
  async find(@Query() { q, limit }: SearchQuery) {
    return { items: await this.search.find(q, limit), next: null };
  }
}
