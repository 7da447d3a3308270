/** A heading that waits for the block below it, so that it is never alone at the foot. */
export interface HeldHeading {
  readonly height: number;
  readonly beginsRecord: boolean;
  readonly draw: () => void;
}

/** The headings that wait, and the space that the block below them wants. */
export class HeldHeadings {
  private headings: HeldHeading[] = [];
  private gap = 0;

  get empty(): boolean {
    return this.headings.length === 0;
  }

  add(heading: HeldHeading): void {
    this.headings.push(heading);
  }

  space(height: number): void {
    this.gap += height;
  }

  take(): { readonly headings: readonly HeldHeading[]; readonly gap: number } {
    const taken = { headings: this.headings, gap: this.gap };
    this.headings = [];
    this.gap = 0;
    return taken;
  }
}
