import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../../access/may';
import { ReaderScope, WithinAsked } from '../../access/within';
import type { Scope } from '../../database/scope';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';
import { CompareQuery } from './compare.dto';
import { presentComparison } from './compare-page';
import { Comparisons } from './comparisons.service';

/** What differs between two versions, and between two states of a record, for people. */
@Controller('compare')
export class ComparePages {
  constructor(private readonly comparisons: Comparisons) {}

  @Get()
  @May('record:read')
  @WithinAsked({ a: 'model_version', b: 'model_version', model: 'model', id: { in: 'record' } })
  @Does('showComparison', 'Show what differs between two versions or two revisions')
  @Page('compare/compare')
  async show(@Query() query: CompareQuery, @ReaderScope() scope: Scope | null) {
    return presentComparison(await this.comparisons.of(query, scope), query);
  }
}
