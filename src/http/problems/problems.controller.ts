import { Controller, Get, Header, Headers, Param, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ForEverybody } from '../../access/may';
import { Answers } from '../answers';
import { JSON_TYPE } from '../media-types';
import { type Described, HTML_TYPE, ProblemPages } from './problem-pages';

const sent = ({ type, bytes }: Described) => new StreamableFile(bytes, { type, length: bytes.length });

@ApiTags('Service')
@Controller('problems')
export class ProblemsController {
  constructor(private readonly pages: ProblemPages) {}

  @Get()
  @ForEverybody()
  @Header('vary', 'Accept')
  @Answers(200, 'Every type of problem there is', HTML_TYPE, JSON_TYPE)
  list(@Headers('accept') accept: string | undefined) {
    return sent(this.pages.list(accept));
  }

  @Get(':suffix')
  @ForEverybody()
  @Header('vary', 'Accept')
  @Answers(200, 'What the type means, and what to do', HTML_TYPE, JSON_TYPE)
  one(@Param('suffix') suffix: string, @Headers('accept') accept: string | undefined) {
    return sent(this.pages.one(suffix, accept));
  }
}
