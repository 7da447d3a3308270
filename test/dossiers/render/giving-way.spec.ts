import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { givingWay, type Later } from '../../../src/dossiers/render/giving-way';
import { countOpen, isAnswering } from '../../../src/observability/traffic';

const opened = (): ServerResponse => {
  const response = new EventEmitter() as ServerResponse;
  countOpen(response);
  return response;
};

/** What is to be done later, in the order of time, on a clock that goes by hand. */
class Clock {
  private now = 0;
  private readonly due: { at: number; act: () => void }[] = [];

  readonly later: Later = (act, milliseconds) => {
    const one = { at: this.now + milliseconds, act };
    this.due.push(one);
    return () => void (this.due.includes(one) && this.due.splice(this.due.indexOf(one), 1));
  };

  pass(milliseconds: number): void {
    const until = this.now + milliseconds;
    for (;;) {
      const [next] = [...this.due].sort((a, b) => a.at - b.at).filter(({ at }) => at <= until);
      if (next === undefined) break;
      this.due.splice(this.due.indexOf(next), 1);
      this.now = next.at;
      next.act();
    }
    this.now = until;
  }
}

describe('A drawing beside requests', () => {
  let told: string[];
  let clock: Clock;
  let end: () => void;
  let responses: ServerResponse[] = [];
  const ask = (): ServerResponse => responses[responses.push(opened()) - 1];
  const begin = (inBackground = true): void => {
    told = [];
    clock = new Clock();
    end = givingWay({ stop: () => told.push('stop'), goOn: () => told.push('go on') }, inBackground, clock.later);
  };
  beforeEach(() => begin());
  afterEach(() => {
    end();
    for (const one of responses) one.emit('close');
    responses = [];
  });

  it('stands while they are answered, and goes on with the last answer', () => {
    const [one, other] = [ask(), ask()];
    expect(told).toEqual(['stop']);
    one.emit('close');
    expect(told).toEqual(['stop']);
    other.emit('close');
    expect(told).toEqual(['stop', 'go on']);
    clock.pass(1_000);
    expect(told).toEqual(['stop', 'go on']);
  });

  it('does not wait for those that are open for long', async () => {
    ask();
    for (let waits = 0; told.length < 2 && waits < 100; waits += 1) await sleep(20);
    expect(told).toEqual(['stop', 'go on']);
    expect(isAnswering()).toBe(false);
  });

  it('works a little where there are always some, and stands again', () => {
    ask();
    clock.pass(99);
    expect(told).toEqual(['stop']);
    clock.pass(1);
    expect(told).toEqual(['stop', 'go on']);
    clock.pass(5);
    expect(told).toEqual(['stop', 'go on', 'stop']);
    clock.pass(105);
    expect(told).toEqual(['stop', 'go on', 'stop', 'go on', 'stop']);
  });

  it('works half of the time at least for whom a person waits', () => {
    end();
    begin(false);
    ask();
    clock.pass(30);
    expect(told).toEqual(['stop', 'go on', 'stop', 'go on']);
  });

  it('stands from its beginning where some are answered, and is told nothing once it is over', () => {
    end();
    const response = ask();
    begin();
    expect(told).toEqual(['stop']);
    end();
    response.emit('close');
    ask();
    clock.pass(500);
    expect(told).toEqual(['stop', 'go on']);
  });
});
