import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ForEverybody } from '../../access/may';
import { Does } from '../does';
import { Assets } from './assets';

/** What pages are made of; it tells nothing of the record. */
@ApiExcludeController()
@Controller('assets')
export class AssetsController {
  constructor(private readonly assets: Assets) {}

  @Get(':edition/:name')
  @ForEverybody()
  @Does('getAsset', 'Read what pages are made of')
  async get(
    @Param('edition') edition: string,
    @Param('name') name: string,
    @Headers('accept-encoding') accept = '',
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { type, headers, bytes } = await this.assets.get(edition, name, accept);
    await reply.type(type).headers(headers).send(bytes);
  }
}
