import type { CommentThread } from './comment-thread.entity';

/** Whether a person settles a thread: who opened it, who was asked in it, or who leads quality. */
export const mayResolve = (
  { openedById, askedOf }: Pick<CommentThread, 'openedById' | 'askedOf'>,
  personId: string,
  leadsQuality: boolean,
): boolean => openedById === personId || askedOf.includes(personId) || leadsQuality;
