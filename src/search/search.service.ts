import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CLASSIFICATION_LIST } from '../classification/classification.list';
import type { ListHit, ListShape, RowClass } from '../database/list';
import { placesOf } from '../database/list-reading';
import { wantedOf } from '../database/list-sql';
import type { Scope } from '../database/scope';
import { tsqueryOf } from '../database/search-sql';
import { DOSSIER_LIST } from '../dossiers/dossier.list';
import { EVIDENCE_LIST } from '../evidence/evidence.list';
import { CLAIM_LIST } from '../intended-use/claim.list';
import { FUNCTION_LIST } from '../intended-use/function.list';
import { INTENDED_USE_LIST } from '../intended-use/intended-use.list';
import { soughtIn } from '../kernel/sought';
import { MODEL_LIST } from '../models/model.list';
import { ORGANIZATION_LIST } from '../models/organization.list';
import { VERSION_LIST } from '../models/version.list';
import { SUBMISSION_LIST } from '../submissions/submission.list';

/** A record that was found; all of it is plain text. */
export interface Found {
  /** The list that it stands in: `evidence`, `claims`. */
  readonly kind: string;
  readonly id: string;
  readonly code: string | null;
  readonly label: string;
  /** Around the words that were found; what looks like a tag is left out. */
  readonly snippet: string;
  readonly href: string;
}

type Searched = ListShape & { readonly entity: RowClass; readonly hit?: ListHit };

/** What is looked through, in the order in which it is shown. */
const SEARCHED: readonly Searched[] = [
  ...[MODEL_LIST, VERSION_LIST, FUNCTION_LIST, INTENDED_USE_LIST, CLAIM_LIST, EVIDENCE_LIST],
  ...[CLASSIFICATION_LIST, SUBMISSION_LIST, DOSSIER_LIST, ORGANIZATION_LIST],
] as readonly Searched[];

/** Without marks of its own: who shows it marks the words, and escapes what has to be. */
const HEADLINE = 'StartSel="", StopSel="", MaxWords=30, MinWords=10, ShortWord=0, MaxFragments=0';

const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Looks through the whole record at once, for whoever knows a word and not where it stands. */
@Injectable()
export class Search {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The latest so many of each kind that the reader was given; what is cited by exactly what was typed comes first. */
  async find(q: string, limit: number, scope: Scope | null): Promise<Found[]> {
    const found: Found[] = [];
    for (const list of SEARCHED) {
      const wanted = wantedOf(list, { q, sort: `-${list.byDefault}` }, scope);
      const places = await placesOf(this.dataSource.manager, list, wanted, limit);
      const ids = places.map(({ id }) => id);
      if (ids.length > 0) found.push(...(await this.show(list, q, ids)));
    }
    const isCited = ({ code }: Found): boolean => code !== null && bare(code) === bare(q);
    return [...found.filter(isCited), ...found.filter((one) => !isCited(one))];
  }

  /** The same of what somebody may still be typing: where there is no word in it yet, nothing is found. */
  async sought(q: string, limit: number, scope: Scope | null): Promise<Found[]> {
    return soughtIn(q).length === 0 ? [] : this.find(q.trim(), limit, scope);
  }

  /** The rows of these ids, in their order, as they are shown. */
  private show({ noun, entity, hit }: Searched, q: string, ids: readonly string[]): Promise<Found[]> {
    if (hit === undefined) throw new Error(`${noun} say not how they are shown`);
    const { tableName } = this.dataSource.getMetadata(entity);
    const parameters: unknown[] = [ids, noun, HEADLINE];
    const tsquery = tsqueryOf(soughtIn(q), (value) => `$${parameters.push(value)}`);
    return this.dataSource.query(
      `SELECT $2::text AS kind, t.id, (${hit.code})::text AS code, ${hit.label} AS label, ${hit.href} AS href,
         ts_headline('english', ${hit.text}, ${tsquery}, $3::text) AS snippet
       FROM ${tableName} t WHERE t.id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], t.id)`,
      parameters,
    );
  }
}
