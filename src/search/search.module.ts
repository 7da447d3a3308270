import { Module } from '@nestjs/common';
import { SearchController } from './search.controller';
import { SearchPages } from './search.pages';
import { Search } from './search.service';

/** Reads everybody's words, and nobody reads it. */
@Module({ controllers: [SearchController, SearchPages], providers: [Search] })
export class SearchModule {}
