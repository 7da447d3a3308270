import { Injectable } from '@nestjs/common';
import { FormDesk } from '../drafts/form-desk';
import type { Setting } from '../http/pages/forms/drawn-form';
import type { Said } from '../http/pages/forms/said';
import type { SeeOther } from '../http/pages/see-other';
import { worded } from '../http/pages/words';
import type { Actor } from '../kernel/actor';
import { presentRule } from './retention.dto';
import { ASK_DISPOSAL, LENGTHEN, PLACE_HOLD } from './retention.forms';
import { RetentionReading } from './retention-reading.service';
import { RetentionHands } from './retention-hands';

const HOME = '/settings/retention';
const CRUMBS = [
  { href: '/settings', name: 'Settings' },
  { href: HOME, name: 'Retention' },
];
const ASKING: Setting = {
  title: 'Ask that a file be disposed of',
  crumbs: CRUMBS,
  notes: [
    {
      heading: 'Two people',
      text: 'Somebody else approves it. Only then do the bytes go, for good; what they were stays on record.',
    },
  ],
};

/** The forms about retention, each written as the API writes it. */
@Injectable()
export class RetentionForms {
  constructor(
    private readonly desk: FormDesk,
    private readonly reading: RetentionReading,
    private readonly hands: RetentionHands,
  ) {}

  async showLengthening(actor: Actor, id: string): Promise<object> {
    return this.desk.show({ actor, form: LENGTHEN, subject: id }, await this.lengthening(id));
  }

  lengthen(actor: Actor, id: string, said: Said): Promise<SeeOther> {
    const filled = { actor, form: LENGTHEN, subject: id, said, setting: () => this.lengthening(id) };
    return this.desk.take(filled, async (input) => {
      await this.hands.rules.lengthen(actor, id, input);
      return HOME;
    });
  }

  async showHold(actor: Actor): Promise<object> {
    return this.desk.show({ actor, form: PLACE_HOLD, subject: 'new' }, await this.holding());
  }

  placeHold(actor: Actor, said: Said): Promise<SeeOther> {
    const filled = { actor, form: PLACE_HOLD, subject: 'new', said, setting: () => this.holding() };
    return this.desk.take(filled, async (input) => {
      await this.hands.holds.place(actor, input);
      return `${HOME}#holds`;
    });
  }

  showDisposal(actor: Actor): Promise<object> {
    return this.desk.show({ actor, form: ASK_DISPOSAL, subject: 'new' }, ASKING);
  }

  askDisposal(actor: Actor, said: Said): Promise<SeeOther> {
    const filled = { actor, form: ASK_DISPOSAL, subject: 'new', said, setting: () => Promise.resolve(ASKING) };
    return this.desk.take(filled, async (input) => {
      await this.hands.requests.ask(actor, input);
      return `${HOME}#disposals`;
    });
  }

  private async lengthening(id: string): Promise<Setting> {
    const { kind, months } = presentRule(await this.hands.rules.get(id));
    const notes = [
      { heading: 'Now', text: months === null ? 'It is kept for ever.' : `It is kept for ${months} months.` },
    ];
    return { title: `Keep longer: ${worded(kind).toLowerCase()}`, crumbs: CRUMBS, notes };
  }

  private async holding(): Promise<Setting> {
    return {
      title: 'Place a legal hold',
      crumbs: CRUMBS,
      options: { scopeId: await this.reading.holdable() },
      notes: [{ heading: 'At once', text: 'A hold is in force the moment it is recorded, and no disposal passes it.' }],
    };
  }
}
