import { Body, Controller, Get, HttpCode, Post, Query, type Type } from '@nestjs/common';
import { By, InPerson, type Present } from '../access/by';
import { May } from '../access/may';
import { Does } from '../http/does';
import { Act, DeskForm, FileForm, Page } from '../http/pages/page';
import { seeOther } from '../http/pages/see-other';
import { Id, IncomingForm } from '../http/parameters';
import type { Upload } from '../http/upload';
import type { Actor } from '../kernel/actor';
import { DryRunQuery, WriteSpreadsheet } from './imports.dto';
import { presentDryRun, presentImports, presentWritten } from './imports-page';
import { ImportDoors } from './import-doors';
import { MAX_FILE_BYTES } from './limits';
import { SpreadsheetDrafts } from './spreadsheet-drafts.service';
import type { SpreadsheetDoor } from './spreadsheets.controller';

/** Bringing in what people keep in spreadsheets: a file is tried out first, and what was shown is written. */
@Controller('imports')
export class ImportsPages {
  constructor(
    private readonly drafts: SpreadsheetDrafts,
    private readonly doors: ImportDoors,
  ) {}

  @Get()
  @May('draft:keep')
  @Does('showImports', 'Show what can be brought in from a spreadsheet')
  @Page('imports/imports')
  show() {
    return presentImports((kind) => this.doors.columnsOf(kind));
  }

  @Post()
  @May('draft:keep')
  @Does('tryOutSpreadsheet', 'Try out a spreadsheet')
  @FileForm('imports/refused')
  async tryOut(@By() actor: Actor, @IncomingForm() upload: Upload) {
    const { fields, files } = await upload.whole('file', MAX_FILE_BYTES);
    return seeOther(`/imports/${(await this.drafts.keep(actor, fields.kind, files[0])).id}`);
  }

  @Get(':id')
  @May('draft:keep')
  @Does('showDryRun', 'Show what would become of every row of a spreadsheet')
  @Page('imports/dry-run')
  async dryRun(@InPerson() { actor, roles }: Present, @Id() id: string, @Query() shown: DryRunQuery) {
    const draft = await this.drafts.get(actor, id);
    return presentDryRun(draft, shown, this.doors.mayWrite(draft.kind, roles));
  }

  @Post(':id/again')
  @May('draft:keep')
  @Does('tryOutAgain', 'Try out a spreadsheet again, on the record as it is now')
  @Act()
  async again(@By() actor: Actor, @Id() id: string) {
    return seeOther(`/imports/${(await this.drafts.again(actor, id)).id}`);
  }
}

/** The door by which the rows of one kind are written: who may write one by hand may write many. */
export function writingOf({ kind, permission }: SpreadsheetDoor): Type {
  const named = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  @Controller(`imports/${kind}`)
  class ImportWritingPages {
    constructor(private readonly drafts: SpreadsheetDrafts) {}

    @Post(':id/write')
    @HttpCode(200)
    @May(permission)
    @Does(`write${named}ByForm`, `Write the rows of a spreadsheet of ${kind} that were shown`)
    @DeskForm('imports/written')
    async write(@By() actor: Actor, @Id() id: string, @Body() agreed: WriteSpreadsheet) {
      return presentWritten(await this.drafts.write(actor, kind, id, agreed));
    }
  }
  return Object.defineProperty(ImportWritingPages, 'name', { value: `${named}ImportWritingPages` });
}
