import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ForEverybody } from '../access/may';
import { Does } from '../http/does';
import { Page } from '../http/pages/page';
import { Repeatable } from '../http/repeatable';
import { NoticeLinks } from './notice-links.service';
import { presentLink } from './notices-page';

/**
 * Where the links of mails lead. To look changes nothing, since programs follow links too; the button does, and so does a
 * mail program by one POST (RFC 8058), whatever it sends with it.
 */
@Controller('notices')
export class NoticeLinksPages {
  constructor(private readonly links: NoticeLinks) {}

  @Get(':token')
  @ForEverybody()
  @Does('showNoticeLink', 'Show what a link of a mail is for')
  @Page('notices/link')
  async show(@Param('token') token: string) {
    return presentLink((await this.links.read(token))?.link ?? null, false);
  }

  @Post(':token')
  @HttpCode(200)
  @ForEverybody()
  @Repeatable()
  @Does('followNoticeLink', 'Leave off what a mail is about, or confirm an address')
  @Page('notices/link')
  async follow(@Param('token') token: string, @Req() { id }: FastifyRequest) {
    return presentLink(await this.links.follow(token, id), true);
  }
}
