import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { randomBytes } from 'node:crypto';
import { DataSource, IsNull } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { sha256 } from '../../kernel/digest';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { HeldSecrets } from '../credentials/held-secrets';
import type { Permission } from '../policy/permissions';
import { ApiToken } from './api-token.entity';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a token is to be for, and for how many days. */
export interface Issue {
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly days: number;
}

/** A token as a row, and its text, which is told this once. */
export interface Issued {
  readonly token: ApiToken;
  readonly secret: string;
}

/** A token with when it was last used, to the minute. */
export interface DescribedToken {
  readonly token: ApiToken;
  readonly lastUsedAt: Date | null;
}

/** Tokens of programs: `pred_`, the id without its dashes, and 256 random bits; only a digest is kept. */
@Injectable()
export class ApiTokens {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    private readonly secrets: HeldSecrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Issues a token of a person, by himself. */
  issue(actor: Actor, personId: string, { name, scopes, days }: Issue): Promise<Issued> {
    return this.auditTrail.record(actor, 'token.issued', {}, async (tx) => {
      const [id, createdAt] = [newId(), this.clock.now()];
      const secret = `pred_${id.replaceAll('-', '')}_${randomBytes(32).toString('base64url')}`;
      const token = await tx.insert(ApiToken, {
        ...{ id, personId, name, scopes: [...scopes].sort(), createdAt, endedAt: null, revision: 1 },
        expiresAt: new Date(createdAt.getTime() + days * DAY_MS),
      });
      await this.secrets.keep({ id, kind: 'token', digest: sha256(secret) });
      return { token, secret };
    });
  }

  /** Ends a token; of others' tokens only for whom no owner is named. */
  end(actor: Actor, id: string, reason: string, ownerId: string | null): Promise<DescribedToken> {
    return this.auditTrail.record(actor, 'token.ended', { reason }, async (tx) => {
      const token = await tx.lock(ApiToken, id);
      if (ownerId !== null && token.personId !== ownerId) throw Refusal.notFound(`ApiToken ${id}`);
      if (token.endedAt !== null) throw Refusal.invalidState('This token has ended already');
      return { token: await this.ended(tx, token), lastUsedAt: (await this.secrets.get(id))?.usedAt ?? null };
    });
  }

  /** All of a person, ended ones too, the newest first. */
  async of(personId: string): Promise<DescribedToken[]> {
    const tokens = await this.dataSource.manager.find(ApiToken, { where: { personId }, order: { id: 'DESC' } });
    const used = await this.secrets.usedOf(tokens.map(({ id }) => id));
    return tokens.map((token) => ({ token, lastUsedAt: used.get(token.id) ?? null }));
  }

  /** Ends all of a person, within the act that makes him leave. */
  async endAll(tx: AuditedTransaction, personId: string): Promise<void> {
    const open = await tx.read.find(ApiToken, { where: { personId, endedAt: IsNull() }, order: { id: 'ASC' } });
    for (const { id } of open) {
      const token = await tx.lock(ApiToken, id);
      if (token.endedAt === null) await this.ended(tx, token);
    }
  }

  private ended(tx: AuditedTransaction, { id, revision }: ApiToken): Promise<ApiToken> {
    return tx.update(ApiToken, id, { endedAt: this.clock.now(), revision: revision + 1 });
  }
}
