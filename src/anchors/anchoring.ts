import { setTimeout as sleep } from 'node:timers/promises';
import { keptTiles } from '../audit-trail/kept-log/kept-tiles';
import { verifierKeyIn } from '../audit-trail/log/note-key';
import { type StampStanding, stampingOf, type Witnessing, witnessingOf } from '../audit-trail/witnessing';
import type { Clock } from '../kernel/clock';
import { AnchorCopies } from './anchor-copies';
import type { AnchorGround } from './anchor-ground';
import { AnchorStore } from './anchor-store';
import { Attempts } from './attempts';
import { type AskRows, PublishedLog } from './published-log';
import { type Loud, RollbackAlarm } from './rollback-alarm';
import { Stamping } from './stamping';
import { WitnessRound } from './witness-round';

/**
 * Has others vouch for the log while the service runs, round after round: witnesses cosign the newest checkpoint, an
 * authority stamps it, and it is copied out of reach with both. Any number of processes may do it. Nothing of it keeps
 * the record from being written, but what contradicts the log keeps it from being signed.
 */
export class Anchoring {
  readonly alarm: RollbackAlarm;
  private readonly log: PublishedLog;
  private readonly store: AnchorStore;
  private readonly round: WitnessRound;
  private readonly attempts: Attempts;
  private readonly stamping: Stamping | null;
  private readonly copies: AnchorCopies | null;
  private readonly stopping = new AbortController();
  private hurrying = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly ground: AnchorGround,
    private readonly ask: AskRows,
    clock: Clock,
    private readonly tells: Loud,
  ) {
    this.log = new PublishedLog(ask, keptTiles(ask));
    this.store = new AnchorStore(ask);
    this.alarm = new RollbackAlarm(this.store, tells);
    this.attempts = new Attempts(clock, tells, ground.witnessSeconds * 1000);
    this.round = new WitnessRound(this.log, this.store, this.alarm, clock);
    const { authority, stampSeconds, folder } = ground;
    this.stamping = authority === null ? null : new Stamping(authority, stampSeconds, this.store, clock);
    this.copies = folder === null ? null : new AnchorCopies(folder, this.log, this.store, this.alarm);
  }

  /** Says how far the log is witnessed and time-stamped, and begins. */
  start(): void {
    this.running = this.run();
  }

  /** Ends; a question that is under way is broken off, and asked again by the next start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Has the next round begin at once, since somebody waits for it; one that is under way is followed by another. */
  hurry(): void {
    this.hurrying.abort();
  }

  /** How far the log is witnessed, and in words. */
  async witnessing(): Promise<Witnessing> {
    return witnessingOf(this.ground.witnesses.length, [...(await this.store.lastCosigned()).values()]);
  }

  /** How far the log is time-stamped, and in words. */
  async stamped(): Promise<StampStanding> {
    return stampingOf(this.stamping !== null, await this.store.lastStamped());
  }

  /** What fails at present, each in words. */
  get failures(): string[] {
    return this.attempts.failures;
  }

  /** One round of all of them. What fails is said and tried later; nothing is thrown. */
  async turn(): Promise<void> {
    const { signal } = this.stopping;
    await this.attempts.try('Looking at what others hold of the log', () => this.look());
    const asked = this.ground.witnesses.map((witness) =>
      this.attempts.try(`The witness ${witness.key.name}`, () => this.round.ask(witness, signal)),
    );
    await Promise.all(asked);
    const newest = await this.log.newest().catch(() => null);
    if (newest === null || this.alarm.rollbackSeen !== null) return;
    const { stamping, copies } = this;
    if (stamping) await this.attempts.try('The time stamp', () => stamping.stamp(newest, signal));
    if (copies) await this.attempts.try('Copying the checkpoint', () => copies.copy(newest));
  }

  private async look(): Promise<void> {
    await this.alarm.look();
    const [{ vkey }] = await this.ask<{ vkey: string | null }>('SELECT vkey FROM log_state');
    if (vkey !== null) await this.copies?.compare(verifierKeyIn(vkey));
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const { witnesses, authority } = this.ground;
    await this.attempts.try('Witnessing', async () => {
      this.say((await this.witnessing()).words, witnesses.length > 0);
      this.say((await this.stamped()).words, authority !== null);
    });
    while (!signal.aborted) {
      this.hurrying = new AbortController();
      await this.turn();
      const pause = this.ground.witnessSeconds * 1000;
      const woken = AbortSignal.any([signal, this.hurrying.signal]);
      await sleep(pause, undefined, { signal: woken, ref: false }).catch(() => undefined);
    }
  }

  private say(words: string, isConfigured: boolean): void {
    if (isConfigured) this.tells.log(`The log is ${words}`);
    else this.tells.warn(`The log is ${words}`);
  }
}
