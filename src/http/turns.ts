/** How long anybody waits for his turn: as long as a statement that hangs is waited for. */
const WAIT_MS = 5_000;

/** What is waited for, and what is said to those who waited too long. */
export interface Line {
  readonly name: string;
  readonly tooLong: () => Error;
}

interface Waiting {
  readonly go: () => void;
}

/** Those who do the same thing at once take turns, first come first served; others pass them by. */
export class Turns {
  /** Who waits, by what for; the one whose turn it is waits no longer and is not in the list. */
  private readonly lines = new Map<string, Waiting[]>();

  constructor(private readonly waitMs: number = WAIT_MS) {}

  /** Runs the work when it is its turn. Throws what the line says when those ahead take too long; nothing was begun then. */
  async take<T>(line: Line, work: () => Promise<T>): Promise<T> {
    await this.enter(line);
    try {
      return await work();
    } finally {
      this.leave(line);
    }
  }

  private async enter({ name, tooLong }: Line): Promise<void> {
    const line = this.lines.get(name);
    if (line === undefined) {
      this.lines.set(name, []);
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const giveUp = setTimeout(() => {
        line.splice(line.indexOf(waiting), 1);
        reject(tooLong());
      }, this.waitMs);
      const waiting: Waiting = {
        go: () => {
          clearTimeout(giveUp);
          resolve();
        },
      };
      line.push(waiting);
    });
  }

  private leave({ name }: Line): void {
    const next = this.lines.get(name)?.shift();
    if (next === undefined) this.lines.delete(name);
    else next.go();
  }
}
