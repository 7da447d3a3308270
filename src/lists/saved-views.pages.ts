import { Body, Controller, Post } from '@nestjs/common';
import { By } from '../access/by';
import { May } from '../access/may';
import { Does } from '../http/does';
import { Act } from '../http/pages/page';
import { seeOther } from '../http/pages/see-other';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { BackForm, SaveViewForm } from './saved-view-form.dto';
import { viewHref } from './present-views';
import { SavedViews } from './saved-views.service';

/** Keeping, sharing and letting go of views, by the forms beside a list. */
@Controller('saved-views')
export class SavedViewsPages {
  constructor(private readonly views: SavedViews) {}

  @Post()
  @May('view:keep')
  @Does('saveViewByForm', 'Save a view of a list by a form')
  @Act()
  async save(@By() actor: Actor, @Body() { path, shared, ...said }: SaveViewForm) {
    return seeOther(viewHref(path, await this.views.keep(actor, { ...said, shared: shared === 'on' })));
  }

  @Post(':id/share')
  @May('view:keep')
  @Does('shareViewByForm', 'Share a saved view by a form')
  @Act()
  async share(@By() actor: Actor, @Id() id: string, @Body() { back }: BackForm) {
    await this.views.share(actor, id, true);
    return seeOther(back ?? '/');
  }

  @Post(':id/unshare')
  @May('view:keep')
  @Does('unshareViewByForm', 'Keep a saved view to oneself again by a form')
  @Act()
  async unshare(@By() actor: Actor, @Id() id: string, @Body() { back }: BackForm) {
    await this.views.share(actor, id, false);
    return seeOther(back ?? '/');
  }

  @Post(':id/discard')
  @May('view:keep')
  @Does('discardViewByForm', 'Let a saved view go by a form')
  @Act()
  async discard(@By() actor: Actor, @Id() id: string, @Body() { back }: BackForm) {
    await this.views.discard(actor, id);
    return seeOther(back ?? '/');
  }
}
