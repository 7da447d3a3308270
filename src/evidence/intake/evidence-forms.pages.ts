import { Body, Controller, Get, Post } from '@nestjs/common';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { FormDesk } from '../../drafts/form-desk';
import { Does } from '../../http/does';
import type { Said } from '../../http/pages/forms/said';
import { DeskForm, FileForm, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { Id } from '../../http/parameters';
import type { Upload } from '../../http/upload';
import type { Actor } from '../../kernel/actor';
import { RECORD_EVIDENCE, SUPERSEDE_EVIDENCE } from '../evidence.form';
import { EvidenceRecorder } from '../evidence-recorder';
import { EvidenceDesk } from './evidence-desk.service';

/** The forms by which evidence comes in, with its files. */
@Controller()
export class EvidenceFormsPages {
  constructor(
    private readonly recorder: EvidenceRecorder,
    private readonly evidence: EvidenceDesk,
    private readonly desk: FormDesk,
  ) {}

  @Get('versions/:id/evidence/new')
  @May('evidence:record')
  @Does('showNewEvidence', 'Show the form of new evidence')
  @Page('evidence/form')
  async showNew(@By() actor: Actor, @Id() id: string) {
    const filling = { actor, form: RECORD_EVIDENCE, subject: id };
    return this.desk.show(filling, await this.evidence.recording(filling));
  }

  @Post('versions/:id/evidence/files')
  @May('evidence:record')
  @Does('dropEvidenceFiles', 'Store the files of new evidence')
  @FileForm()
  async drop(@By() actor: Actor, @Id() id: string, @Body() upload: Upload) {
    await this.evidence.takeFiles({ actor, form: RECORD_EVIDENCE, subject: id }, upload);
    return seeOther(`/versions/${id}/evidence/new`);
  }

  @Post('versions/:id/evidence/new')
  @May('evidence:record')
  @Does('recordEvidenceByForm', 'Record evidence by its form')
  @DeskForm('evidence/form')
  record(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const filling = { actor, form: RECORD_EVIDENCE, subject: id };
    const setting = () => this.evidence.recording(filling, said);
    return this.desk.take({ ...filling, said, setting }, async (input) => {
      const { evidence } = await this.recorder.record(actor, id, input);
      return `/evidence/${evidence.id}`;
    });
  }

  @Get('evidence/:id/supersede')
  @May('evidence:record')
  @Does('showSuccessor', 'Show the form of evidence that takes the place of older')
  @Page('evidence/form')
  async showSuccessor(@By() actor: Actor, @Id() id: string) {
    const filling = { actor, form: SUPERSEDE_EVIDENCE, subject: id };
    return this.desk.show(filling, await this.evidence.superseding(filling));
  }

  @Post('evidence/:id/supersede/files')
  @May('evidence:record')
  @Does('dropSuccessorFiles', 'Store the files of evidence that takes the place of older')
  @FileForm()
  async dropSuccessor(@By() actor: Actor, @Id() id: string, @Body() upload: Upload) {
    await this.evidence.takeNewerFiles({ actor, form: SUPERSEDE_EVIDENCE, subject: id }, upload);
    return seeOther(`/evidence/${id}/supersede`);
  }

  @Post('evidence/:id/supersede')
  @May('evidence:record')
  @Does('supersedeEvidenceByForm', 'Put newer evidence in the place of older by its form')
  @DeskForm('evidence/form')
  supersede(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const filling = { actor, form: SUPERSEDE_EVIDENCE, subject: id };
    const setting = () => this.evidence.superseding(filling, said);
    return this.desk.take({ ...filling, said, setting }, async (input) => {
      const { evidence } = await this.recorder.supersede(actor, id, input);
      return `/evidence/${evidence.id}`;
    });
  }
}
