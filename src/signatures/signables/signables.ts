import { Injectable } from '@nestjs/common';
import type { Process } from '../process/steps.rules';
import { Refusal } from '../../kernel/refusal';
import type { FoundToSign, Reads, Signable } from './to-sign';

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

  /** Records of a process as they would be signed now, every one of them; refuses as `not-found` what is not there. */
  async findAll(read: Reads, process: Process, ids: readonly string[]): Promise<FoundToSign> {
    const signable = this.of(process);
    const found = await signable.findAll(read, ids);
    const missing = ids.find((id) => !found.has(id));
    if (missing !== undefined) throw Refusal.notFound(`The ${signable.rows.type.replaceAll('_', ' ')} ${missing}`);
    return found;
  }

  of(process: Process): Signable {
    const signable = this.known.get(process);
    if (signable === undefined) throw new Error(`Nothing is signed as ${process}`);
    return signable;
  }
}
