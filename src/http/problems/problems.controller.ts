import { Controller, Get, Header, Headers, Param, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ForEverybody } from '../../access/may';
import { AnswersIn } from '../answers';
import { Does } from '../does';
import { HTML_TYPE } from '../media-types';
import { type Described, ProblemPages } from './problem-pages';
import { ProblemTypeAnswer, ProblemTypesAnswer } from './problem-type.answer';

const sent = ({ type, bytes }: Described) => new StreamableFile(bytes, { type, length: bytes.length });

@ApiTags('Service')
@Controller('problems')
export class ProblemsController {
  constructor(private readonly pages: ProblemPages) {}

  @Get()
  @ForEverybody()
  @Header('vary', 'Accept')
  @Does('listProblemTypes', 'List the types of problem')
  @AnswersIn(200, 'Every type of problem there is', HTML_TYPE, ProblemTypesAnswer)
  list(@Headers('accept') accept: string | undefined) {
    return sent(this.pages.list(accept));
  }

  @Get(':suffix')
  @ForEverybody()
  @Header('vary', 'Accept')
  @Does('getProblemType', 'Read what a type of problem means')
  @AnswersIn(200, 'What the type means, and what to do', HTML_TYPE, ProblemTypeAnswer)
  one(@Param('suffix') suffix: string, @Headers('accept') accept: string | undefined) {
    return sent(this.pages.one(suffix, accept));
  }
}
