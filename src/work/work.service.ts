import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { awakeRolesOf } from '../access/people/awake-roles';
import { CLOCK, type Clock } from '../kernel/clock';
import { bringsWork, type Waiting, WORK_KINDS, type WorkItem, type WorkKind, type WorkSource } from './work-source';

/** Things that one answer shows; the counts are of all. */
const SHOWN = 200;

/** What waits for a person: the oldest, and how much of each kind. */
export interface WorkList {
  readonly items: readonly WorkItem[];
  readonly counts: readonly { readonly kind: WorkKind; readonly count: number }[];
}

const byAge = (one: WorkItem, other: WorkItem): number =>
  one.since.getTime() - other.since.getTime() || (one.href < other.href ? -1 : Number(one.href > other.href));

/** Gathers what waits for a person from every room that has work for people. */
@Injectable()
export class Work {
  private known: readonly WorkSource[] | null = null;

  constructor(
    private readonly discovery: DiscoveryService,
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The oldest first. Sources are asked one by one: a page of a person is no reason to hold several connections. */
  async of(personId: string): Promise<WorkList> {
    const roles = await awakeRolesOf(this.dataSource.manager, personId, this.clock.now());
    const all: Waiting[] = [];
    for (const source of this.sources) all.push(await source.of(personId, roles, SHOWN));
    const count = (kind: WorkKind): number => all.reduce((sum, { counts }) => sum + (counts[kind] ?? 0), 0);
    return {
      items: all
        .flatMap(({ items }) => items)
        .sort(byAge)
        .slice(0, SHOWN),
      counts: WORK_KINDS.map((kind) => ({ kind, count: count(kind) })),
    };
  }

  private get sources(): readonly WorkSource[] {
    this.known ??= this.discovery
      .getProviders()
      .filter(({ metatype }) => bringsWork(metatype))
      .map(({ instance }) => instance as WorkSource);
    return this.known;
  }
}
