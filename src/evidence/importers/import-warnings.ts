import { type ImportWarning, type WarningCode } from '../normal-form';

/** Gathers what an importer notices, in order; the same code at the same place is kept once. */
export class ImportWarnings {
  private readonly byPlace = new Map<string, ImportWarning>();

  add(code: WarningCode, at: string | null, detail: string): void {
    const place = `${code} ${at ?? ''}`;
    if (!this.byPlace.has(place)) this.byPlace.set(place, { code, detail, at });
  }

  list(): ImportWarning[] {
    return [...this.byPlace.values()];
  }
}
