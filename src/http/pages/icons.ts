import { readFileSync } from 'node:fs';

/** Every icon that a page shows, by its name in Tabler's set. */
const NAMES = [
  ...['alert-triangle', 'archive', 'arrow-back-up', 'arrow-down', 'arrow-left', 'arrow-up'],
  ...['arrows-left-right', 'at', 'bookmark', 'calendar-due', 'check', 'checks', 'chevron-down'],
  ...['circle-check', 'circle-dashed', 'circle-minus', 'circle-x', 'clock', 'columns-3'],
  ...['download', 'equal', 'external-link', 'eye', 'file-upload', 'filter', 'fingerprint'],
  ...['history', 'key', 'list', 'lock', 'message-question', 'minus', 'note'],
  ...['pencil', 'plus', 'progress', 'refresh', 'scale', 'shield-check', 'shield-question'],
  ...['shield-x', 'signature', 'table-export', 'table-import', 'users', 'versions', 'x'],
] as const;
export type Icon = (typeof NAMES)[number];

const symbolOf = (name: Icon): string => {
  const svg = readFileSync(require.resolve(`@tabler/icons/outline/${name}.svg`), 'utf8');
  const drawn = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)?.[1] ?? '';
  const stroke = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="${name}" viewBox="0 0 24 24" ${stroke}>${drawn.replace(/\s+/g, ' ').trim()}</symbol>`;
};

/** All of them in one file, each a symbol under its name. */
export const iconSprite = (): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${NAMES.map(symbolOf).join('')}</svg>`);
