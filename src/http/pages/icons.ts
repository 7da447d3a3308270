import { readFileSync } from 'node:fs';

/** Every icon that a page shows, by its name in Tabler's set. */
const NAMES = [
  ...['alert-triangle', 'archive', 'arrow-back-up', 'at', 'checks', 'chevron-down', 'circle-check', 'circle-x', 'eye'],
  ...['file-upload'],
  ...['fingerprint', 'key', 'message-question', 'note', 'pencil', 'signature'],
  ...['calendar-due', 'circle-dashed', 'clock', 'download', 'history', 'lock', 'progress', 'refresh', 'scale', 'versions'],
  ...[
    'arrow-down',
    'arrow-up',
    'bookmark',
    'circle-dashed',
    'circle-minus',
    'clock',
    'columns-3',
    'download',
    'filter',
  ],
  ...[
    'info-circle',
    'list',
    'lock',
    'plus',
    'progress',
    'refresh',
    'shield-check',
    'shield-x',
    'table-export',
    'versions',
  ],
  'x',
  ...['circle-dashed', 'download', 'file-upload', 'progress', 'shield-check', 'shield-question', 'shield-x'],
  ...['arrows-left-right', 'equal', 'minus', 'plus', 'table-import'],
  ...['arrow-left', 'check', 'circle-dashed', 'clock', 'external-link', 'scale', 'users'],
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
