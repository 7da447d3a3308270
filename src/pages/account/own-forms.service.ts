import { Injectable } from '@nestjs/common';
import type { Present } from '../../access/by';
import { ApiTokens, type Issued } from '../../access/tokens/api-tokens.service';
import { FormDesk } from '../../drafts/form-desk';
import type { Setting } from '../../http/pages/forms/drawn-form';
import type { Said } from '../../http/pages/forms/said';
import type { SeeOther } from '../../http/pages/see-other';
import { printedInstant } from '../../http/pages/words';
import type { Actor } from '../../kernel/actor';
import { DELEGATE, ISSUE_TOKEN } from './account.forms';
import { Substitutes } from './substitutes.service';

const CRUMBS = [{ href: '/account', name: 'Account' }];
const NEW_TOKEN: Setting = { title: 'Make an API token', crumbs: CRUMBS, start: { days: 90 } };

const shownToken = ({ token: { name, expiresAt }, secret }: Issued) => ({
  title: `The token “${name}”`,
  crumbs: CRUMBS,
  issued: { name, expires: printedInstant(expiresAt) },
  secret,
});

/** The forms of one’s own account. */
@Injectable()
export class OwnForms {
  constructor(
    private readonly desk: FormDesk,
    private readonly tokens: ApiTokens,
    private readonly substitutes: Substitutes,
  ) {}

  showToken(actor: Actor): Promise<object> {
    return this.desk.show({ actor, form: ISSUE_TOKEN, subject: 'new' }, NEW_TOKEN);
  }

  /** Makes a token, whose text is shown this once. */
  async issue(actor: Actor, said: Said): Promise<object> {
    const done: { issued?: Issued } = {};
    const filled = { actor, form: ISSUE_TOKEN, subject: 'new', said, setting: () => Promise.resolve(NEW_TOKEN) };
    const led = await this.desk.take(filled, async (input) => {
      done.issued = await this.tokens.issue(actor, actor.id, input);
      return '/account';
    });
    return done.issued === undefined ? led : shownToken(done.issued);
  }

  async showDelegation(actor: Actor): Promise<object> {
    return this.desk.show({ actor, form: DELEGATE, subject: 'new' }, await this.substitutes.setting(actor));
  }

  delegate(present: Present, said: Said): Promise<SeeOther> {
    const { actor } = present;
    const filled = { actor, form: DELEGATE, subject: 'new', said, setting: () => this.substitutes.setting(actor) };
    return this.desk.take(filled, async (input) => this.substitutes.named(present, input));
  }
}
