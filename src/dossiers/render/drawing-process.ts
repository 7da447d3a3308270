import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { startBeside } from './child-program';
import { DrawingFailed } from './drawing';
import { framed, Unframer } from './frames';
import { Guardian } from './guardian';
import { type Asked, ASKED, type Said, SAID } from './messages';

/** What a process may take for itself, MiB. */
export interface Memory {
  readonly old: number;
  /** Of each half of the young generation. */
  readonly young: number;
}

/** The end of what it said of an error is enough. */
const LAST_WORDS = 2_000;

/** A process beside the service that draws what it is asked to. It does not keep the service from ending. */
export class DrawingProcess {
  private readonly child: ChildProcess;
  private readonly guardian: Guardian;
  private readonly heard = new Unframer();
  private readonly bytes: AsyncIterator<Buffer>;
  private lastWords = '';
  private isStopped = false;

  constructor({ old, young }: Memory) {
    const words = [`--max-old-space-size=${old}`, `--max-semi-space-size=${young}`];
    const child = startBeside(join(__dirname, 'drawing-main'), words);
    if (child === null) throw new DrawingFailed('No process could be started to draw; the service goes on without it');
    this.child = child;
    this.guardian = new Guardian(this.child.pid);
    this.bytes = (this.pipe(SAID) as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
    this.child.stderr?.on('data', (said: Buffer) => {
      this.lastWords = `${this.lastWords}${said.toString('utf8')}`.slice(-LAST_WORDS);
    });
    for (const pipe of [ASKED, SAID]) this.pipe(pipe).on('error', () => undefined);
    this.child.once('exit', () => this.guardian.end());
  }

  get isGone(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  say(asked: Asked): void {
    for (const part of framed(asked)) this.pipe(ASKED).write(part);
  }

  /** What it says next; it says nothing more while nobody hears it. Throws `DrawingFailed` once it is gone. */
  async hear(): Promise<Said> {
    for (;;) {
      const said = this.heard.take();
      if (said !== undefined) return said as Said;
      const next = await this.bytes.next().catch(() => ({ done: true as const, value: undefined }));
      if (next.done === true) throw await this.failure();
      this.heard.put(next.value);
    }
  }

  /** Stops it where it is, until it is told to go on. Nothing is stopped that nobody would end. */
  stop(): void {
    if (this.guardian.isThere && !this.isGone) this.isStopped = this.child.kill('SIGSTOP');
  }

  goOn(): void {
    if (this.isStopped) this.child.kill('SIGCONT');
    this.isStopped = false;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Whether the service waits for it. */
  hold(isHeld: boolean): void {
    for (const one of [this.child, this.pipe(ASKED), this.pipe(SAID), this.child.stderr as Socket])
      if (isHeld) one.ref();
      else one.unref();
  }

  async end(): Promise<void> {
    if (this.isGone) return;
    const gone = once(this.child, 'exit');
    this.kill();
    await gone;
  }

  private pipe(at: number): Socket {
    return this.child.stdio[at] as Socket;
  }

  private async failure(): Promise<DrawingFailed> {
    if (!this.isGone) await once(this.child, 'exit');
    const { exitCode, signalCode } = this.child;
    const last = /FATAL ERROR: (.*)/.exec(this.lastWords)?.[1] ?? this.lastWords.trim().split('\n').at(-1) ?? '';
    return new DrawingFailed(`The process that draws ended with ${signalCode ?? exitCode ?? 'no word'}: ${last}`);
  }
}
