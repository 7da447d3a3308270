import { Controller, Get, Post, Query, StreamableFile, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import type { Permission } from '../access/policy/permissions';
import { Answers, AnswersIn } from '../http/answers';
import { Does } from '../http/does';
import { Repeatable } from '../http/repeatable';
import { IncomingBytes, SentAs } from '../http/parameters';
import { TakesWhole } from '../http/taken-whole';
import type { Actor } from '../kernel/actor';
import type { Column } from './kinds/column';
import type { KindName } from './kinds/kind';
import { MAX_FILE_BYTES } from './limits';
import { CSV, XLSX } from './read-sheet';
import { AppliedSpreadsheet, ApplySpreadsheet, presentApplied, presentPlan, SpreadsheetPlan } from './spreadsheet.dto';
import { Spreadsheets } from './spreadsheets.service';
import { columnsInWords, templateOf } from './template.rules';

/** What a door of spreadsheets is for; who may write a row by hand may bring in many. */
export interface SpreadsheetDoor {
  readonly kind: KindName;
  readonly columns: readonly Column[];
  readonly permission: Permission;
}

/** The door for the spreadsheets of one kind, with an address and a permission of its own. */
export function spreadsheetsOf({ kind, columns, permission }: SpreadsheetDoor): Type {
  const named = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  @ApiTags('Spreadsheets')
  @Controller(`api/v1/spreadsheets/${kind}`)
  class SpreadsheetsController {
    constructor(private readonly spreadsheets: Spreadsheets) {}

    @Get('template')
    @May('record:read')
    @Does(`read${named}Template`, `Read the columns for ${kind}`)
    @AnswersIn(200, 'A CSV with the header, for Excel', CSV)
    template() {
      const disposition = `attachment; filename="${kind}.csv"`;
      return new StreamableFile(templateOf(columns), { type: `${CSV}; charset=utf-8`, disposition });
    }

    @Post()
    @Repeatable()
    @May('record:read')
    @Does(`plan${named}`, `Try out a spreadsheet of ${kind}`, `Columns:\n\n${columnsInWords(columns)}`)
    @Answers(200, 'What would become of every row; nothing is written', SpreadsheetPlan)
    @TakesWhole(MAX_FILE_BYTES, CSV, XLSX)
    async plan(@IncomingBytes() bytes: Buffer, @SentAs() mediaType: string) {
      return presentPlan(await this.spreadsheets.plan(kind, { bytes, mediaType }));
    }

    @Post('apply')
    @May(permission)
    @Does(`apply${named}`, `Apply the plan for ${kind} that was seen, as a whole or not at all`)
    @Answers(200, 'What was written', AppliedSpreadsheet)
    @TakesWhole(MAX_FILE_BYTES, CSV, XLSX)
    async apply(
      @By() actor: Actor,
      @IncomingBytes() bytes: Buffer,
      @SentAs() mediaType: string,
      @Query() agreed: ApplySpreadsheet,
    ) {
      return presentApplied(await this.spreadsheets.apply(actor, kind, { bytes, mediaType }, agreed));
    }
  }
  return Object.defineProperty(SpreadsheetsController, 'name', { value: `${named}SpreadsheetsController` });
}
