import { Injectable } from '@nestjs/common';
import { beginning, type Filling } from '../../drafts/form-desk';
import { FormDrafts } from '../../drafts/form-drafts.service';
import type { Setting } from '../../http/pages/forms/drawn-form';
import type { Said } from '../../http/pages/forms/said';
import type { Upload } from '../../http/upload';
import { EvidenceIntake } from './evidence-intake.service';
import { EvidenceSettings } from './evidence-settings.service';
import { presentIntake } from './intake-page';
import { ReadFiles } from './read-files';

/** The forms of evidence with what is seen in their files. */
@Injectable()
export class EvidenceDesk {
  constructor(
    private readonly intake: EvidenceIntake,
    private readonly settings: EvidenceSettings,
    private readonly readFiles: ReadFiles,
    private readonly drafts: FormDrafts,
  ) {}

  /** What stands around new evidence; its files are those that were said, or those of the draft. */
  async recording<T extends object>(filling: Filling<T>, said?: Said): Promise<Setting> {
    const setting = await this.settings.recording(filling.subject);
    return this.withFiles(setting, `/versions/${filling.subject}/evidence/files`, said ?? (await this.kept(filling)));
  }

  async superseding<T extends object>(filling: Filling<T>, said?: Said): Promise<Setting> {
    const setting = await this.settings.superseding(filling.subject);
    return this.withFiles(setting, `/evidence/${filling.subject}/supersede/files`, said ?? (await this.kept(filling)));
  }

  /** Stores the files of new evidence, and names them in the form with what it begins with. */
  async takeFiles<T extends object>(filling: Filling<T>, upload: Upload): Promise<void> {
    await this.intake.take(filling, beginning(filling.form, await this.settings.recording(filling.subject)), upload);
  }

  async takeNewerFiles<T extends object>(filling: Filling<T>, upload: Upload): Promise<void> {
    await this.intake.take(filling, beginning(filling.form, await this.settings.superseding(filling.subject)), upload);
  }

  private async kept<T extends object>({ actor, form, subject }: Filling<T>): Promise<Said> {
    const draft = await this.drafts.find(actor, { form: form.name, subject });
    return (draft?.content ?? {}) as Said;
  }

  private async withFiles(setting: Setting, action: string, said: Said): Promise<Setting> {
    return { ...setting, beside: { intake: presentIntake(await this.readFiles.of(said), action) } };
  }
}
