import { Noun, Says } from '../http/says';
import { ACTS } from './acts';

@Noun('AuditEvent', 'One act. `payload` is text whose UTF-8 bytes are exactly those that `sha256` is of')
export class AuditEventAnswer {
  @Says.id() id: string;
  @Says.instant() at: Date;
  @Says.oneOf(Object.keys(ACTS)) act: string;
  @Says.text() actorName: string;
  @Says.text('The kind of record that it happened to') subjectType: string;
  @Says.id('The record that it happened to') subjectId: string;
  @Says.mayText() reason: string | null;
  @Says.digest() sha256: string;
  @Says.text('Canonical JSON (RFC 8785)') payload: string;
}
