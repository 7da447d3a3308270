import { LOG_WORDS, type LogWord } from '../audit-trail/kept-log/log-standing';
import { Noun, Says } from './says';

const LIVE: readonly string[] = ['live'];
const READY: readonly string[] = ['ready'];

@Noun('Liveness', 'That the process answers')
export class LivenessAnswer {
  @Says.oneOf(LIVE) status: string;
}

@Noun('Readiness', 'That requests may be sent')
export class ReadyAnswer {
  @Says.oneOf(READY) status: string;
  @Says.oneOf(LOG_WORDS) log: LogWord;
}
