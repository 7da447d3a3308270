import { Body, Controller, Get, Post } from '@nestjs/common';
import { By } from '../access/by';
import { May } from '../access/may';
import { Does } from '../http/does';
import { FileForm, Page } from '../http/pages/page';
import { seeOther } from '../http/pages/see-other';
import { Id } from '../http/parameters';
import type { Upload } from '../http/upload';
import type { Actor } from '../kernel/actor';
import { LettersIn } from './letters-in.service';

/** The form by which a letter of an authority comes in. */
@Controller('submissions/:id/letters')
export class LetterFormsPages {
  constructor(private readonly letters: LettersIn) {}

  @Get('new')
  @May('submission:write')
  @Does('showNewLetter', 'Show the form of a letter')
  @Page('submissions/letter')
  show(@Id() id: string) {
    return this.letters.setting(id);
  }

  @Post('new')
  @May('submission:write')
  @Does('addLetterByForm', 'Add a letter to a submission by its form')
  @FileForm()
  async add(@By() actor: Actor, @Id() id: string, @Body() upload: Upload) {
    await this.letters.take(actor, id, upload);
    return seeOther(`/submissions/${id}`);
  }
}
