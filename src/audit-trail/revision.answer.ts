import { Noun, Says } from '../http/says';
import type { Json } from '../kernel/digest';
import type { FieldDifference, WordRun } from './difference.rules';

@Noun('RecordRevision', 'What an edited record was after one act')
export class RecordRevisionAnswer {
  @Says.count(1) number: number;
  @Says.instant() at: Date;
  @Says.digest() sha256: string;
  @Says.freeObject('The fields of the record as they were then; each kind of record has its own') snapshot: object;
  @Says.href() event: string;
}

const RUN_KINDS = ['same', 'added', 'removed'] as const;

@Noun('WordRun', 'Words that stayed, came or went')
export class WordRunAnswer implements WordRun {
  @Says.oneOf(RUN_KINDS) kind: WordRun['kind'];
  @Says.text() text: string;
}

@Noun('FieldDifference', 'One field that differs')
export class FieldDifferenceAnswer implements FieldDifference {
  @Says.text('JSON pointer (RFC 6901) into the record') pointer: string;
  @Says.freeJson('The value of the earlier one, of whatever type the field is') before: Json;
  @Says.freeJson('The value of the later one') after: Json;
  @Says.mayList(() => WordRunAnswer) words: readonly WordRunAnswer[] | null;
}
