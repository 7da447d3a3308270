import type { Icon } from './icons';

/** How a state is said: the word alone is enough, the colour and the icon say it again. */
export interface Look {
  readonly word: string;
  readonly look: '' | 'state-ok' | 'state-now' | 'state-warn' | 'state-stop';
  readonly icon: Icon;
}

/** A moment as a record prints it: `2026-11-22 09:41 UTC`, beside what a program reads. */
export interface PrintedInstant {
  readonly iso: string;
  readonly text: string;
}

export const printedInstant = (at: Date): PrintedInstant => {
  const iso = at.toISOString();
  return { iso, text: `${iso.slice(0, 16).replace('T', ' ')} UTC` };
};

/** A word of the code as people say it: `specification-developer` is `Specification developer`; `co-` stays tied. */
export const worded = (name: string): string => {
  const text = name.replace(/(?<!^co)-/g, ' ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
};
