import { Module } from '@nestjs/common';
import { SearchController } from './search.controller';
import { Search } from './search.service';

/** Reads everybody's words, and nobody reads it. */
@Module({ controllers: [SearchController], providers: [Search] })
export class SearchModule {}
