import { Injectable } from '@nestjs/common';
import { Snapshot } from '../../database/snapshot';
import type { Scope } from '../../database/scope';
import { ListAnswers } from '../../http/list-answers';
import { printedInstant } from '../../http/pages/words';
import { Refusal } from '../../kernel/refusal';
import { MODEL_LIST } from '../../models/model.list';
import { Models } from '../../models/models.service';
import { VERSION_LIST } from '../../models/version.list';
import type { CompareQuery, ComparedRecord } from './compare.dto';
import type { Side } from './outline';
import { type RecordState, RecordStates } from './record-states.service';
import { readWhole } from './version-reading';
import { versionSide } from './version-side';

/** Versions of a model among which one chooses; the newest are offered. */
const OFFERED = 200;

/** A model, and its versions to choose from. */
export interface OfferedVersions {
  readonly model: string;
  readonly versions: readonly { readonly id: string; readonly label: string }[];
}

type AskedStates = CompareQuery & { readonly record: ComparedRecord; readonly id: string };

/** The models whose versions can be compared, as far as they were looked for. */
export interface OfferedModel {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** The two sides of a comparison, the earlier one first. */
export interface Sides {
  readonly before: Side;
  readonly after: Side;
}

/** What there is to choose from, and what was chosen. */
export interface Comparison {
  readonly models: readonly OfferedModel[];
  readonly versions: readonly OfferedVersions[];
  readonly states: readonly Pick<RecordState, 'number' | 'at'>[];
  /** Null while it is not said what is to be compared. */
  readonly sides: Sides | null;
  /** Numbers of the states that are compared. */
  readonly pair: readonly [number, number] | null;
}

const NOTHING: Comparison = { models: [], versions: [], states: [], sides: null, pair: null };

const HREFS: Readonly<Record<ComparedRecord, string>> = {
  ...{ organization: '/organizations', model: '/models', model_version: '/versions', software_function: '/functions' },
  ...{ intended_use: '/intended-uses', claim: '/claims', evidence: '/evidence', classification: '/classifications' },
  ...{ submission: '/submissions', dossier: '/dossiers' },
};

function stateSide(type: ComparedRecord, { number, at, id, code, fields, illustrative }: RecordState): Side {
  const href = `${HREFS[type]}/${id}`;
  const entry = { key: 'record', title: 'What it says', code: null, href: null, fields };
  return {
    ...{
      name: code ?? `Revision ${number}`,
      href,
      note: `Revision ${number}, ${printedInstant(at).text}`,
      illustrative,
    },
    parts: [{ id: 'record', title: 'Record', entries: [entry] }],
  };
}

/** Reads what is compared, and what there is to compare. */
@Injectable()
export class Comparisons {
  constructor(
    private readonly snapshot: Snapshot,
    private readonly states: RecordStates,
    private readonly lists: ListAnswers,
    private readonly models: Models,
  ) {}

  /** Of what the query names; what is to be chosen first is offered. */
  of(query: CompareQuery, scope: Scope | null): Promise<Comparison> {
    const { record, id } = query;
    if (record !== undefined && id !== undefined) return this.ofStates({ ...query, record, id }, scope);
    return this.ofVersions(query, scope);
  }

  /** Two states of one record; the last two where it is not said which. */
  private async ofStates({ record, id, from, to }: AskedStates, scope: Scope | null): Promise<Comparison> {
    const states = await this.states.of(record, id.toLowerCase(), scope);
    const last = to ?? states.length;
    const pair = [from ?? Math.max(1, last - 1), last] as const;
    const [before, after] = pair.map((number) => {
      const found = states.find((one) => one.number === number);
      if (found === undefined) throw Refusal.notFound(`Revision ${number}`);
      return stateSide(record, found);
    });
    return { ...NOTHING, states, pair, sides: { before, after } };
  }

  private async ofVersions({ a, b, model, q }: CompareQuery, scope: Scope | null): Promise<Comparison> {
    if (a === undefined && b === undefined && model === undefined) {
      const { items } = await this.lists.page(MODEL_LIST, { query: q === undefined ? {} : ({ q } as object), scope });
      return { ...NOTHING, models: items.map(({ id, name, description }) => ({ id, name, description })) };
    }
    const ids = [a, b].flatMap((id) => (id === undefined ? [] : [id.toLowerCase()]));
    const read = ids.length === 0 ? [] : await this.snapshot.read((db) => readWhole(db, ids));
    const named = read.map((one) => one.model.id);
    const models = [...new Set([...named, ...(model === undefined ? [] : [model.toLowerCase()])])];
    const versions: OfferedVersions[] = [];
    for (const modelId of models) versions.push(await this.offered(modelId, scope));
    if (read.length < 2) return { ...NOTHING, versions };
    const isOfOneModel = new Set(named).size === 1;
    const [before, after] = read.map((one) => versionSide(one, isOfOneModel));
    return { ...NOTHING, versions, sides: { before, after } };
  }

  private async offered(modelId: string, scope: Scope | null): Promise<OfferedVersions> {
    const query = { limit: OFFERED, sort: '-createdAt' };
    const { items } = await this.lists.page(VERSION_LIST, { query, scope, within: { modelId } });
    return {
      model: (await this.models.get(modelId)).name,
      versions: items.map(({ id, semanticVersion, label, state }) => ({
        id,
        label: `${semanticVersion}, ${label}, ${state}`,
      })),
    };
  }
}
