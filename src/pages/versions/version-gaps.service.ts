import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type RequiredGap, requiredGaps } from '../../dossiers/required-gaps';
import type { ModelVersion } from '../../models/model-version.entity';
import type { Process } from '../../signatures/process/steps.rules';
import { SignedLooks } from '../records/signed-looks';

const numbered = (prefix: string, of: string): string =>
  `'${prefix}-' || lpad(${of}.number::text, greatest(4, length(${of}.number::text)), '0')`;

/** What holds for a version `$1` of the model `$2` and is signed itself, as `signatures/signables/contents.ts` has it. */
const HELD = `
  SELECT 'intended-use' AS process, i.id, 'IU-' || f.ordinal || '.' || i.revision AS code
  FROM software_function f JOIN intended_use i ON i.function_id = f.id WHERE f.model_id = $2
    AND NOT EXISTS (SELECT FROM intended_use n WHERE n.function_id = f.id AND n.revision > i.revision)
    AND NOT EXISTS (SELECT FROM intended_use_withdrawal w WHERE w.intended_use_id = i.id)
  UNION ALL SELECT 'claim', c.id, ${numbered('CL', 'c')}
  FROM software_function f JOIN claim c ON c.function_id = f.id WHERE f.model_id = $2
    AND NOT EXISTS (SELECT FROM claim_withdrawal w WHERE w.claim_id = c.id)
  UNION ALL SELECT 'evidence-review', e.id, ${numbered('EV', 'e')} FROM evidence e WHERE e.version_id = $1
    AND NOT EXISTS (SELECT FROM evidence n WHERE n.supersedes_id = e.id)
    AND NOT EXISTS (SELECT FROM evidence_withdrawal w WHERE w.evidence_id = e.id)
  UNION ALL SELECT 'classification', k.id, ${numbered('DT', 'k')} FROM (
    SELECT DISTINCT ON (c.function_id, c.result->'outcome' ? 'cdsCriteria') c.id, c.number
    FROM classification c JOIN software_function f ON f.id = c.function_id
    WHERE f.model_id = $2 AND (c.version_id IS NULL OR c.version_id = $1)
      AND NOT EXISTS (SELECT FROM classification n WHERE n.supersedes_id = c.id)
      AND NOT EXISTS (SELECT FROM classification_withdrawal w WHERE w.classification_id = c.id)
    ORDER BY c.function_id, c.result->'outcome' ? 'cdsCriteria', c.version_id IS NULL, c.number DESC) k
  ORDER BY 1, 3`;

interface Held {
  readonly process: Process;
  readonly id: string;
  readonly code: string;
}

/** What of a kind is not signed by all whom its steps name. */
export interface Unsigned {
  readonly process: Process;
  readonly codes: readonly string[];
}

export interface VersionGapsFound {
  readonly gaps: readonly RequiredGap[];
  readonly unsigned: readonly Unsigned[];
}

/** What holds back the dossier of a version, in a handful of statements; its page of readiness tells what is advisory too. */
@Injectable()
export class VersionGaps {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly looks: SignedLooks,
  ) {}

  async of({ id, modelId }: Pick<ModelVersion, 'id' | 'modelId'>): Promise<VersionGapsFound> {
    const only = 'SELECT v.* FROM model_version v WHERE v.id = $1';
    const gaps = await this.dataSource.query<RequiredGap[]>(requiredGaps(only), [id]);
    const held = await this.dataSource.query<Held[]>(HELD, [id, modelId]);
    return { gaps, unsigned: await this.unsigned(held) };
  }

  private async unsigned(held: readonly Held[]): Promise<Unsigned[]> {
    const found: Unsigned[] = [];
    for (const process of new Set(held.map((one) => one.process))) {
      const own = held.filter((one) => one.process === process);
      const signed = await this.looks.of(
        process,
        own.map(({ id }) => id),
      );
      const codes = own.filter(({ id }) => signed.get(id)?.word !== 'Signed').map(({ code }) => code);
      if (codes.length > 0) found.push({ process, codes });
    }
    return found;
  }
}
