import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type RunsTask, termsOf, type TaskTerms } from '../kernel/task';

/** A task of the house, with the provider that runs it. */
export interface KnownTask extends TaskTerms {
  readonly attempts: number;
  readonly lanes: number;
  readonly runner: RunsTask;
}

/** With these the last try is four minutes after the first. */
const USUAL_ATTEMPTS = 6;

/** All tasks of the house, wherever their rooms are. Throws when two have one name. */
@Injectable()
export class Tasks {
  private known: ReadonlyMap<string, KnownTask> | null = null;

  constructor(private readonly discovery: DiscoveryService) {}

  get all(): readonly KnownTask[] {
    return [...this.byName.values()];
  }

  get(name: string): KnownTask | null {
    return this.byName.get(name) ?? null;
  }

  private get byName(): ReadonlyMap<string, KnownTask> {
    this.known ??= this.discover();
    return this.known;
  }

  private discover(): ReadonlyMap<string, KnownTask> {
    const tasks = new Map<string, KnownTask>();
    for (const { metatype, instance } of this.discovery.getProviders()) {
      const terms = termsOf(metatype);
      if (terms === null) continue;
      if (tasks.has(terms.name)) throw new Error(`Two tasks are called ${terms.name}`);
      tasks.set(terms.name, { attempts: USUAL_ATTEMPTS, lanes: 1, ...terms, runner: instance as RunsTask });
    }
    return tasks;
  }
}
