import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../access/may';
import { ReaderScope, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Does } from '../http/does';
import { Page } from '../http/pages/page';
import { presentSearch } from './search-page';
import { SoughtQuery } from './search-page.dto';
import { Search } from './search.service';

/** Of each kind, on the page and under the box. */
const SHOWN = 10;
const SUGGESTED = 3;

/** Finding any record by a word or a code. */
@Controller('search')
export class SearchPages {
  constructor(private readonly search: Search) {}

  @Get()
  @May('record:read')
  @WithinList()
  @Does('showSearch', 'Show what was found in the whole record')
  @Page('search/search')
  async show(@Query() { q }: SoughtQuery, @ReaderScope() scope: Scope | null) {
    return presentSearch(q.trim(), await this.search.sought(q, SHOWN, scope));
  }

  @Get('suggestions')
  @May('record:read')
  @WithinList()
  @Does('showSuggestions', 'Show what begins as what is typed')
  @Page('search/suggestions')
  async suggest(@Query() { q }: SoughtQuery, @ReaderScope() scope: Scope | null) {
    return presentSearch(q.trim(), await this.search.sought(q, SUGGESTED, scope));
  }
}
