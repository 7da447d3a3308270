import type { INestApplicationContext } from '@nestjs/common';
import { Classifications } from '../../classification/classifications.service';
import type { Actor } from '../../kernel/actor';
import { Claims } from '../../intended-use/claims.service';
import { Functions } from '../../intended-use/functions.service';
import { IntendedUses } from '../../intended-use/intended-uses.service';
import { claims } from './claims';
import { classifications } from './classifications';
import { intendedUses } from './intended-uses';
import { functions } from './model';

/** Adds each function with what it is for, what it is and what it is to achieve; gives the claims that the benchmark shows. */
export async function addFunctions(
  app: INestApplicationContext,
  specialist: Actor,
  modelId: string,
): Promise<string[]> {
  const shown: string[] = [];
  for (const [index, one] of functions.entries()) {
    const { id } = await app.get(Functions).add(specialist, modelId, one);
    await app.get(IntendedUses).state(specialist, id, intendedUses[index]);
    for (const decision of classifications[index]) await app.get(Classifications).decide(specialist, id, decision);
    for (const { claim, isOfBenchmark } of claims.filter((other) => other.function === index)) {
      const stated = await app.get(Claims).state(specialist, id, claim);
      if (isOfBenchmark) shown.push(stated.claim.id);
    }
  }
  return shown;
}
