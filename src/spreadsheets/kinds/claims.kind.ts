import { Injectable } from '@nestjs/common';
import { Any, type EntityManager } from 'typeorm';
import { claimCode, StateClaim } from '../../intended-use/claim.dto';
import { Claim, ClaimRevision, ClaimWithdrawal } from '../../intended-use/claim.entity';
import { Claims } from '../../intended-use/claims.service';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import type { Actor } from '../../kernel/actor';
import { Model } from '../../models/model.entity';
import type { Draft } from '../draft';
import { directoryOf, idsIn, textsIn } from '../register';
import type { Row } from '../table.rules';
import { CLAIM_COLUMNS, draftClaim } from './claims.rules';
import type { Drafting, Kind } from './kind';
import { type KnownClaim, KnownClaims } from './known-claims';

const numbersIn = (codes: readonly string[]): number[] =>
  codes.flatMap((code) => /^CL-(\d{4,9})$/i.exec(code)?.[1] ?? []).map(Number);

/** Claims as they stand, in two queries however many there are. */
async function standing(read: EntityManager, claims: readonly Claim[]): Promise<KnownClaim[]> {
  const claimId = Any(claims.map(({ id }) => id));
  const revisions = await read.find(ClaimRevision, { where: { claimId }, order: { revision: 'ASC' } });
  const current = new Map(revisions.map((one) => [one.claimId, one]));
  const withdrawals = await read.find(ClaimWithdrawal, { where: { claimId } });
  const withdrawn = new Set(withdrawals.map((one) => one.claimId));
  return claims.flatMap((claim) => {
    const last = current.get(claim.id);
    const { id, functionId } = claim;
    if (last === undefined) return [];
    return [{ id, functionId, code: claimCode(claim), current: last, isWithdrawn: withdrawn.has(id) }];
  });
}

/** Claims, found by id, by code, or by their function and what they say. */
@Injectable()
export class ClaimRows implements Kind {
  readonly name = 'claims';
  readonly columns = CLAIM_COLUMNS;
  readonly rules = StateClaim;
  readonly columnOf = {};

  constructor(private readonly claims: Claims) {}

  async known(read: EntityManager, rows: readonly Row[]): Promise<Drafting> {
    const models = await directoryOf(read, Model, textsIn(rows, 'model'));
    const functions = await read.find(SoftwareFunction, { where: { modelId: Any(models.ids) } });
    const claims = await read.find(Claim, {
      where: [
        { id: Any(idsIn(textsIn(rows, 'id'))) },
        { number: Any(numbersIn(textsIn(rows, 'code'))) },
        { functionId: Any(functions.map(({ id }) => id)) },
      ],
    });
    const known = new KnownClaims(functions, await standing(read, claims));
    return (row) => draftClaim(row, models, known);
  }

  async write(actor: Actor, { record, parentId, input }: Draft, reason: string): Promise<{ id: string }> {
    const said = { ...(input as unknown as StateClaim), reason };
    const written =
      record === null
        ? await this.claims.state(actor, parentId ?? '', said)
        : await this.claims.revise(actor, { id: record.id, revision: null }, said);
    return { id: written.claim.id };
  }
}
