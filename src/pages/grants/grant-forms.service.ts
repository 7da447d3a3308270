import { Injectable } from '@nestjs/common';
import { GiveAuditorGrant, givingOf, type presentGrant } from '../../access/grants/auditor-grant.dto';
import { AuditorGrants } from '../../access/grants/auditor-grants.service';
import { FormDesk } from '../../drafts/form-desk';
import type { Setting } from '../../http/pages/forms/drawn-form';
import { formOf } from '../../http/pages/forms/form';
import type { Said } from '../../http/pages/forms/said';
import type { SeeOther } from '../../http/pages/see-other';
import type { Actor } from '../../kernel/actor';
import { GrantChoices } from './grant-choices.service';
import type { Covered } from './grants-page';

const UTC = 'In UTC, as 2026-11-20T12:00:00Z.';

export const GIVE_GRANT = formOf({
  ...{ name: 'auditor-grant', input: GiveAuditorGrant, act: 'Let the auditor read' },
  parts: [
    {
      heading: 'Who, and for which audit',
      fields: {
        personId: { label: 'Auditor', hint: 'Somebody who has the role auditor; an administrator gives it first.' },
        purpose: { label: 'What it is for', hint: 'Which audit or inspection, as its owner calls it.', rows: 2 },
        from: { label: 'From', hint: UTC },
        until: { label: 'Until', hint: `${UTC} At that instant it is over; at most 366 days later.` },
      },
    },
    {
      heading: 'What',
      hint: 'At least one model or dossier, and nothing that is not named here',
      fields: {
        modelIds: { label: 'Models, with all that belongs to them' },
        dossierIds: { label: 'Dossiers alone' },
      },
    },
  ],
});

/** How auditors are let in, and shut out again. */
@Injectable()
export class GrantForms {
  constructor(
    private readonly desk: FormDesk,
    private readonly grants: AuditorGrants,
    private readonly choices: GrantChoices,
  ) {}

  async show(actor: Actor): Promise<object> {
    return this.desk.show({ actor, form: GIVE_GRANT, subject: 'new' }, await this.setting());
  }

  give(actor: Actor, said: Said): Promise<SeeOther> {
    const filled = { actor, form: GIVE_GRANT, subject: 'new', said, setting: () => this.setting() };
    return this.desk.take(filled, async (input) => {
      await this.grants.give(actor, givingOf(input));
      return '/grants';
    });
  }

  async revoke(actor: Actor, id: string, reason: string): Promise<void> {
    await this.grants.revoke(actor, id, reason);
  }

  /** The names of what grants cover. */
  coveredBy(grants: readonly ReturnType<typeof presentGrant>[]): Promise<Covered> {
    return this.choices.namesOf({
      modelIds: grants.flatMap(({ modelIds }) => modelIds),
      dossierIds: grants.flatMap(({ dossierIds }) => dossierIds),
    });
  }

  private async setting(): Promise<Setting> {
    return {
      title: 'Let an auditor read',
      crumbs: [{ href: '/grants', name: 'Auditors’ grants' }],
      ...(await this.choices.all()),
      notes: [
        {
          heading: 'What an auditor sees',
          text: 'Only what is named here, while the grant runs. Each thing that is read is written down, and the list is yours to read.',
        },
      ],
    };
  }
}
