import type { FieldDifference } from '../../audit-trail/difference.rules';
import { printedInstant, worded } from '../../http/pages/words';
import type { Json } from '../../kernel/digest';
import type { Names } from '../../lists/named-records';
import { subjectCell } from './audit-event-list-page';
import { payloadOf, roleWords, sentenceOf } from './event-words';
import type { SeenChange, SeenEvent } from './trail-events.service';

/** A field by its name, as people say it: `/changeSummary` is `Change summary`. */
const fieldOf = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => worded(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)))
    .join(', ');

const valueOf = (value: Json): string => {
  if (value === null) return 'Nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** The number of the revision rises with every save: that is no difference. */
const isTold = ({ pointer }: FieldDifference): boolean => pointer !== '/revision';

/** What is one word, such as a state or an instant, is told as a whole. */
const isText = (value: Json): boolean => typeof value === 'string' && /\s/.test(value);

const differenceOf = ({ pointer, before, after, words }: FieldDifference) => ({
  field: fieldOf(pointer),
  runs:
    words !== null && isText(before) && isText(after)
      ? words
      : [
          { kind: 'removed', text: valueOf(before) },
          { kind: 'added', text: valueOf(after) },
        ],
});

const changeOf = ({ type, id, before, after, differences }: SeenChange, names: Names) => ({
  record: subjectCell({ subjectType: type, subjectId: id }, names),
  ...{ kind: worded(type.replaceAll('_', '-')), id, before, after },
  differences: differences?.filter(isTold).map(differenceOf) ?? null,
  said: before === null ? 'It was written here for the first time.' : 'What it says is kept in other rows.',
});

/** One act as its page shows it: who did what, when and why, what it changed, and what proves that. */
export function presentEventPage({ event, entry, names, changes }: SeenEvent) {
  const { actor, requestId } = payloadOf(event);
  return {
    sentence: sentenceOf(event),
    ...{ id: event.id, at: printedInstant(event.at), exact: event.at.toISOString() },
    record: subjectCell(event, names),
    recordId: event.subjectId,
    ...{ reason: event.reason ?? 'None asked', actor: actor.name, role: roleWords(actor) },
    requestId: requestId ?? 'None: nobody asked for it by a request',
    ...{ sha256: event.sha256, payload: event.payload },
    entry: entry && {
      index: entry.index.toLocaleString('en'),
      leaf: entry.leaf.toString('hex'),
      proof: `/api/v1/audit-events/${event.id}/proof`,
    },
    same: `/audit-trail?${new URLSearchParams({ subjectId: event.subjectId })}`,
    changes: changes.map((one) => changeOf(one, names)),
  };
}
