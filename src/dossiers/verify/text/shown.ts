import type { Stretch } from './reading-order';

/** The text of one part of a file as its pages show it, without spaces, and on which page each character is. */
export class Shown {
  readonly text: string;
  private readonly ends: number[] = [];
  private readonly pages: number[] = [];

  constructor(stretches: Iterable<Stretch>) {
    const texts: string[] = [];
    let end = 0;
    for (const { text, page } of stretches) {
      texts.push(text);
      this.ends.push((end += text.length));
      this.pages.push(page);
    }
    this.text = texts.join('');
  }

  /** The page of a character; behind the last one, its page. */
  pageAt(place: number): number {
    return this.pages[Math.min(this.stretchAt(place), this.pages.length - 1)] ?? 0;
  }

  /** Where the stretch ends that a character is in. */
  endAt(place: number): number {
    return this.ends[this.stretchAt(place)] ?? this.text.length;
  }

  private stretchAt(place: number): number {
    let [low, high] = [0, this.ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ends[middle] <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
