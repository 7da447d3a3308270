import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import type { Role } from '../../access/policy/roles';
import type { WorkList } from '../../work/work.service';
import { Work } from '../../work/work.service';
import { AuditorRooms, type ReadRoom } from './auditor-rooms.service';

/** What somebody sees first: his work, or, if he audits, what he was given. */
export interface ReadHome {
  readonly work: WorkList;
  /** Null of everybody who is no auditor. */
  readonly room: ReadRoom | null;
  readonly now: Date;
}

/** Reads what somebody sees first. */
@Injectable()
export class HomeReader {
  constructor(
    private readonly work: Work,
    private readonly rooms: AuditorRooms,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(actor: Actor, roles: readonly Role[]): Promise<ReadHome> {
    const now = this.clock.now();
    if (roles.includes('auditor')) return { work: { items: [], counts: [] }, room: await this.rooms.of(actor), now };
    return { work: await this.work.of(actor.id), room: null, now };
  }
}
