import { Injectable } from '@nestjs/common';
import type { Process } from '../process/steps.rules';
import type { Signable } from './to-sign';

/** Every kind of record that is signed; each room adds its own when the service starts. */
@Injectable()
export class Signables {
  private readonly known = new Map<Process, Signable>();

  add(signable: Signable): void {
    if (this.known.has(signable.process)) throw new Error(`Two signables are for ${signable.process}`);
    this.known.set(signable.process, signable);
  }

  get all(): readonly Signable[] {
    return [...this.known.values()];
  }

  of(process: Process): Signable {
    const signable = this.known.get(process);
    if (signable === undefined) throw new Error(`Nothing is signed as ${process}`);
    return signable;
  }
}
