import type { INestApplicationContext } from '@nestjs/common';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Present } from '../../access/by';
import { Passwords } from '../../access/credentials/passwords.service';
import { codeAt } from '../../access/credentials/totp.rules';
import { LinkUses } from '../../access/credentials/link-uses.service';
import { Totps } from '../../access/credentials/totps.service';
import { Qualifications } from '../../access/people/qualifications.service';
import { PasswordSignIns } from '../../access/sessions/password-sign-ins.service';
import type { Whence } from '../../access/sessions/sessions.service';
import type { Actor } from '../../kernel/actor';
import { newId } from '../../kernel/ids';
import { DEMO_PEOPLE, type DemoRole } from './people';
import type { Place } from '../../signatures/signature-requests.service';

/** Under what one signs in. */
export const userNameOf = (role: DemoRole): string => `demo-${role}`;

const STEP_MS = 30_000;
const WHENCE: Whence = { address: null, agent: 'predicate demo' };

/** Where the demo signs from: no browser, so with no passkey. */
export const PLACE: Place = { at: null, whence: WHENCE };

/** An account of the demo, with a password and an authenticator app of this run alone. */
export class DemoPerson {
  readonly password = `${randomBytes(9).toString('base64url')}-${randomBytes(9).toString('base64url')}`;
  /** Of the authenticator app, in base 32. */
  secret = '';
  private lastStep = 0;
  private session: Present | null = null;

  constructor(
    private readonly app: INestApplicationContext,
    readonly id: string,
    readonly role: DemoRole,
  ) {}

  get userName(): string {
    return userNameOf(this.role);
  }

  get name(): string {
    return DEMO_PEOPLE[this.role];
  }

  /** Follows the one-time link and sets what the person signs in with. */
  async enrol(token: string): Promise<void> {
    const { session } = await this.app.get(LinkUses).use(token, WHENCE, randomUUID());
    const actor = this.actorIn({ kind: 'link', id: session.id }, 'person');
    await this.app.get(Passwords).set(actor, { password: this.password });
    this.secret = (await this.app.get(Totps).begin(actor)).secret;
    await this.app.get(Totps).confirm(actor, this.nextCode());
  }

  async signIn(): Promise<void> {
    const said = { userName: this.userName, password: this.password, code: this.nextCode() };
    const asked = { whence: WHENCE, requestId: newId() };
    const { session } = await this.app.get(PasswordSignIns).signIn(said, asked);
    const actor = this.actorIn({ kind: 'session', id: session.id }, this.role);
    this.session = { actor, roles: [this.role], sessionId: session.id };
    await this.app.get(Qualifications).accept(actor, 'Illustrative: I answer for what is signed under my name');
  }

  /** The person in the session that he opened. */
  get present(): Present {
    if (this.session === null) throw new Error(`${this.name} has not signed in`);
    return this.session;
  }

  get actor(): Actor {
    return this.present.actor;
  }

  /** A code that was not used yet: of a step that the service takes now, and later than the last one. */
  nextCode(): string {
    this.lastStep = Math.max(this.lastStep + 1, Math.floor(Date.now() / STEP_MS) - 1);
    return codeAt(this.secret, new Date(this.lastStep * STEP_MS));
  }

  private actorIn(via: Actor['via'], role: string): Actor {
    return { id: this.id, name: this.name, role, via, requestId: null };
  }
}
