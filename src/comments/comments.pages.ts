import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { By } from '../access/by';
import { May } from '../access/may';
import { Does } from '../http/does';
import { Choice, IdOf } from '../http/fields';
import type { Said } from '../http/pages/forms/said';
import { DeskForm, Page } from '../http/pages/page';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { RECORD_TYPES, type RecordType } from './comment-thread.entity';
import { ThreadDesk } from './thread-desk';

/** Which record it is about. */
class AboutRecord {
  @Choice(RECORD_TYPES) recordType: RecordType;
  @IdOf('The record') recordId: string;
}

/** Where people ask and answer each other. */
@Controller('comments')
export class CommentsPages {
  constructor(private readonly desk: ThreadDesk) {}

  @Get('new')
  @May('comment:write')
  @Does('showNewComment', 'Show the form that asks or comments')
  @Page('forms/form')
  showNew(@By() actor: Actor, @Query() about: AboutRecord) {
    return this.desk.showNew(actor, about);
  }

  @Post('new')
  @May('comment:write')
  @Does('commentByForm', 'Ask or comment by the form')
  @DeskForm()
  open(@By() actor: Actor, @Query() about: AboutRecord, @Body() said: Said) {
    return this.desk.takeNew(actor, about, said);
  }

  @Get(':id')
  @May('comment:write')
  @Does('showComment', 'Show a thread with the form that answers it')
  @Page('forms/form')
  show(@By() actor: Actor, @Id() id: string) {
    return this.desk.show(actor, id);
  }

  @Post(':id')
  @May('comment:write')
  @Does('answerByForm', 'Answer or resolve a thread by its form')
  @DeskForm()
  answer(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    return this.desk.take(actor, id, said);
  }
}
