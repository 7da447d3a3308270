/** What the library says in `style`, and the attribute that says the same (SVG 2 §6.6); the rest is for who moves it. */
const ATTRIBUTES = new Set(['font-size', 'font-weight', 'fill', 'stroke', 'stroke-width', 'opacity', 'text-anchor']);

function attributesOf(style: string): string {
  return style
    .split(';')
    .map((one) => one.split(':').map((part) => part.trim()))
    .filter(([name = '']) => ATTRIBUTES.has(name))
    .map(([name = '', value = '']) => ` ${name}="${value}"`)
    .join('');
}

/**
 * The drawing inside the picture of a chart, with nothing that a strict policy refuses (no `style`, no script) and
 * nothing of the library’s own: no data for events, no classes, no counted ids. So it is the same whenever it is drawn.
 */
export function plainSvg(svg: string): string {
  const inner = /^<svg[^>]*>([\s\S]*)<\/svg>\s*$/.exec(svg)?.[1];
  if (inner === undefined) throw new Error('A chart is no SVG');
  return inner
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/<defs[^>]*>\s*<\/defs>/g, '')
    .replace(/ (?:ecmeta_\w+|class|pointer-events)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .trim();
}
