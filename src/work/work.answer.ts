import { Noun, Says } from '../http/says';
import { WORK_KINDS, type WorkItem, type WorkKind, type WorkRecord, type WorkSigning } from './work-source';

@Noun('WorkRecord', 'The record that work is about; all of it is plain text')
export class WorkRecordAnswer implements WorkRecord {
  @Says.text('The table: `evidence`') type: string;
  @Says.id() id: string;
  @Says.mayText('As it is cited: `EV-0001`') code: string | null;
  @Says.text() label: string;
  @Says.href() href: string;
}

@Noun('WorkPrincipal', 'For whom a substitute signs')
export class WorkPrincipalAnswer {
  @Says.id() id: string;
  @Says.text() printedName: string;
}

@Noun('WorkSigning', 'What is to be signed, or was rejected')
export class WorkSigningAnswer implements WorkSigning {
  @Says.text('`intended-use`') process: string;
  @Says.count(1) step: number;
  @Says.text() meaning: string;
  @Says.text() role: string;
  @Says.mayOne(() => WorkPrincipalAnswer) onBehalfOf: WorkPrincipalAnswer | null;
}

@Noun('WorkItem', 'Something that waits for a person')
export class WorkItemAnswer implements WorkItem {
  @Says.oneOf(WORK_KINDS) kind: WorkKind;
  @Says.instant() since: Date;
  @Says.one(() => WorkRecordAnswer) record: WorkRecordAnswer;
  @Says.text('The beginning of what it is, in words') text: string;
  @Says.mayOne(() => WorkSigningAnswer) signing: WorkSigningAnswer | null;
  @Says.mayDay() dueOn: string | null;
  @Says.href() href: string;
}

@Noun('WorkCount', 'How much of one kind waits')
export class WorkCountAnswer {
  @Says.oneOf(WORK_KINDS) kind: WorkKind;
  @Says.count() count: number;
}

@Noun('WorkList', 'What waits for a person: the oldest two hundred things, and how many of each kind there are')
export class WorkListAnswer {
  @Says.list(() => WorkItemAnswer) items: readonly WorkItemAnswer[];
  @Says.list(() => WorkCountAnswer) counts: readonly WorkCountAnswer[];
}
