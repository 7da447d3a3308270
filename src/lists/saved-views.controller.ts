import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { Answers, AnswersAll } from '../http/answers';
import { Does } from '../http/does';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { SavedViewAnswer } from './saved-view.answer';
import { presentView, SavedViewsOf, SaveView } from './saved-view.dto';
import { SavedViews } from './saved-views.service';

@ApiTags('Saved views')
@Controller('api/v1/saved-views')
export class SavedViewsController {
  constructor(private readonly views: SavedViews) {}

  @Get()
  @May('view:keep')
  @Does('listSavedViews', 'List saved views, one’s own and shared ones')
  @AnswersAll('Saved views, by their names', SavedViewAnswer)
  async list(@By() actor: Actor, @Query() { list }: SavedViewsOf) {
    return { items: (await this.views.of(actor, list)).map(presentView), next: null };
  }

  @Post()
  @May('view:keep')
  @Does('saveView', 'Save a view of a list under a name')
  @Answers(201, 'The view', SavedViewAnswer)
  async save(@By() actor: Actor, @Body() input: SaveView) {
    return presentView(await this.views.keep(actor, input));
  }

  @Post(':id/share')
  @May('view:keep')
  @Does('shareView', 'Share a saved view with everybody in the organization')
  @Answers(200, 'The view, shared', SavedViewAnswer)
  async share(@By() actor: Actor, @Id() id: string) {
    return presentView(await this.views.share(actor, id, true));
  }

  @Post(':id/unshare')
  @May('view:keep')
  @Does('unshareView', 'Keep a saved view to oneself again')
  @Answers(200, 'The view, one’s own', SavedViewAnswer)
  async unshare(@By() actor: Actor, @Id() id: string) {
    return presentView(await this.views.share(actor, id, false));
  }

  @Delete(':id')
  @May('view:keep')
  @Does('discardView', 'Let a saved view go')
  @Answers(200, 'The view that was let go', SavedViewAnswer)
  async discard(@By() actor: Actor, @Id() id: string) {
    return presentView(await this.views.discard(actor, id));
  }
}
