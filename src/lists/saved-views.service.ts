import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, type FindOptionsWhere, In } from 'typeorm';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import type { SaveView } from './saved-view.dto';
import { SavedView } from './saved-view.entity';

/** Views that one person keeps of one list. */
const MOST = 50;
/** Views that a list is shown with. */
const SHOWN = 200;

/**
 * Addresses of lists that people keep under a name. A view says how one looks and not what one sees: the list is read by
 * whoever opens it, within what he was given. No record, so no event tells of it.
 */
@Injectable()
export class SavedViews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One's own and those that others share, by their names; of one list, or of all. */
  of({ id: ownerId }: Actor, list?: string | null): Promise<SavedView[]> {
    const ofList: FindOptionsWhere<SavedView> = list === undefined || list === null ? {} : { list };
    return this.unitOfWork.manager.find(SavedView, {
      where: [
        { ...ofList, ownerId },
        { ...ofList, shared: true },
      ],
      order: { name: 'ASC', id: 'ASC' },
      take: SHOWN,
    });
  }

  /** Keeps an address under a name, in the place of what one kept under it. Refuses one more than one may keep. */
  keep({ id: ownerId, name: ownerName }: Actor, { list, name, query, shared }: SaveView): Promise<SavedView> {
    return this.unitOfWork.write(async (manager) => {
      const kept = await manager.findBy(SavedView, { ownerId, list });
      const same = kept.find((one) => one.name === name);
      if (same === undefined && kept.length >= MOST) {
        throw Refusal.invalidState(`You keep ${MOST} views of this list: let one go first`);
      }
      const row = { id: same?.id ?? newId(), ownerId, ownerName, list, name, query, shared, savedAt: this.clock.now() };
      await manager.upsert(SavedView, row, ['ownerId', 'list', 'name']);
      return manager.findOneByOrFail(SavedView, { ownerId, list, name });
    });
  }

  /** Lets others look by it, or no longer; only its owner may. */
  share(actor: Actor, id: string, shared: boolean): Promise<SavedView> {
    return this.unitOfWork.write(async (manager) => {
      const view = await this.own(manager, actor, id);
      await manager.update(SavedView, { id }, { shared });
      return { ...view, shared };
    });
  }

  /** Lets it go, and gives it back a last time; only its owner may. */
  discard(actor: Actor, id: string): Promise<SavedView> {
    return this.unitOfWork.write(async (manager) => {
      const view = await this.own(manager, actor, id);
      await manager.delete(SavedView, { id: In([id]) });
      return view;
    });
  }

  /** One's own; of another's that is shared it is said whose it is, and any other does not exist. */
  private async own(manager: EntityManager, { id: ownerId }: Actor, id: string): Promise<SavedView> {
    const view = await manager.findOneBy(SavedView, { id });
    if (view?.ownerId === ownerId) return view;
    if (view?.shared !== true) throw Refusal.notFound(`Saved view ${id}`);
    throw new Refusal('forbidden', `The view is ${view.ownerName}’s: save it under a name of your own`);
  }
}
