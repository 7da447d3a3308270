import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A real process that runs one of our TypeScript fixtures; what it prints is read line by line. */
export class Child {
  readonly lines: string[] = [];
  complaint = '';
  readonly #process: ChildProcess;
  readonly #closed: Promise<unknown>;

  constructor(fixture: string, args: readonly string[], ids: { uid?: number; gid?: number } = {}) {
    const hook = join(__dirname, 'swc-require.cjs');
    this.#process = spawn(process.execPath, ['-r', hook, fixture, ...args], { ...ids, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#closed = once(this.#process, 'close');
    createInterface({ input: this.#process.stdout! }).on('line', (line) => {
      this.lines.push(line);
      this.#process.emit('line');
    });
    this.#process.stderr!.on('data', (text: Buffer) => (this.complaint += text.toString()));
  }

  get pid(): number {
    return this.#process.pid!;
  }

  /** The line of this number, as soon as it is printed; a process that ends without it fails with what it complained of. */
  async line(index = 0): Promise<string> {
    while (this.lines.length <= index) {
      const ended = await Promise.race([once(this.#process, 'line').then(() => false), this.#closed.then(() => true)]);
      if (ended && this.lines.length <= index) throw new Error(this.complaint);
    }
    return this.lines[index];
  }

  /** Sends the signal and answers the exit code once all that was printed has been read. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#process.kill(signal);
    await this.#closed;
    return this.#process.exitCode;
  }
}
