import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '../../http/answers';
import { Because } from '../../http/because.dto';
import { Does } from '../../http/does';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { By } from '../by';
import { May } from '../may';
import { People } from './people.service';
import { QualificationAnswer, QualificationsAnswer } from './person.answer';
import { AcceptPolicy, presentQualification, RecordQualification } from './person.dto';
import { Qualifications } from './qualifications.service';

@ApiTags('People')
@Controller('api/v1')
export class QualificationsController {
  constructor(
    private readonly people: People,
    private readonly qualifications: Qualifications,
  ) {}

  @Post('people/:id/qualifications')
  @May('qualification:record')
  @Does('recordQualification', 'Put a training or a verified identity on file')
  @Answers(201, 'What is on file', QualificationAnswer)
  async record(@By() actor: Actor, @Id() id: string, @Body() input: RecordQualification) {
    return presentQualification(await this.qualifications.record(actor, id, input));
  }

  @Get('people/:id/qualifications')
  @May('person:read')
  @Does('listQualifications', 'Read what is on file of a person')
  @Answers(200, 'All of it, in force and not', QualificationsAnswer)
  async list(@Id() id: string) {
    await this.people.get(id);
    return { items: (await this.qualifications.of(id)).map(presentQualification) };
  }

  @Post('qualifications/:id/end')
  @May('qualification:record')
  @Does('endQualification', 'Take a paper out of force')
  @Answers(200, 'The paper, which counts no more', QualificationAnswer)
  async end(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentQualification(await this.qualifications.end(actor, id, reason));
  }

  @Post('me/policies')
  @May('self:act')
  @Does('acceptPolicy', 'Accept a policy', 'That one answers for what is done under one’s signature (21 CFR 11.10(j))')
  @Answers(201, 'The acceptance', QualificationAnswer)
  async accept(@By() actor: Actor, @Body() { title }: AcceptPolicy) {
    return presentQualification(await this.qualifications.accept(actor, title));
  }
}
