import { type CodeMap, codeMapIn } from './code-map';
import { ContentReader } from './content-reader';
import type { PdfObjects } from './pdf-objects';
import {
  type Dictionary,
  isDictionary,
  isList,
  isReference,
  UnreadablePdf,
  type Value,
} from '../../pdf/read/pdf-value';

/** What a page shows, without spaces: of marked contents by their identifiers, and what belongs to no element. */
export interface PageText {
  readonly marked: ReadonlyMap<number, string>;
  /** Heads, feet and what repeats; each as it is marked. */
  readonly artifacts: readonly string[];
  /** What no mark tells to be anything. */
  readonly loose: string;
}

const DEEPEST = 8;

/** Where text goes while a page is read: to the innermost mark that has an identifier, else to the artifact, else nowhere. */
class Marks {
  readonly marked = new Map<number, string[]>();
  readonly artifacts: string[] = [];
  loose = '';
  private readonly open: { readonly mcid: number | null; readonly artifact: number }[] = [];

  begin(tag: string, mcid: number | null): void {
    const artifact = tag === 'Artifact' ? this.artifacts.push('') - 1 : (this.open.at(-1)?.artifact ?? -1);
    if (mcid !== null && this.marked.has(mcid)) throw new UnreadablePdf('a page marks two contents alike');
    if (mcid !== null) this.marked.set(mcid, []);
    this.open.push({ mcid: tag === 'Artifact' ? null : (mcid ?? this.open.at(-1)?.mcid ?? null), artifact });
  }

  end(): void {
    this.open.pop();
  }

  text(text: string): void {
    const own = squeezed(text);
    const { mcid = null, artifact = -1 } = this.open.at(-1) ?? {};
    if (mcid !== null) this.marked.get(mcid)?.push(own);
    else if (artifact >= 0) this.artifacts[artifact] += own;
    else this.loose += own;
  }
}

/** Without what separates words, and in one normal form: so texts are compared. */
export const squeezed = (text: string): string => text.replace(/\s+/gu, '').normalize('NFC');

/** Reads pages, and what they share once. */
export class PageTexts {
  private readonly fonts = new Map<number, ReadonlyMap<string, CodeMap>>();
  private readonly forms = new Map<number, string>();

  constructor(private readonly objects: PdfObjects) {}

  read(page: Dictionary): PageText {
    const marks = new Marks();
    const resources = this.objects.dictionary(page.get('Resources'), 'what pages use');
    this.readInto(this.contentOf(page), resources, marks, 0);
    const marked = new Map([...marks.marked].map(([mcid, texts]) => [mcid, texts.join('')]));
    return { marked, artifacts: marks.artifacts.filter((text) => text !== ''), loose: marks.loose };
  }

  private readInto(content: Buffer, resources: Dictionary, marks: Marks, depth: number): void {
    if (depth > DEEPEST) throw new UnreadablePdf('forms are nested too deep');
    const draw = (name: string): void => marks.text(this.formText(name, resources, depth));
    const sink = {
      begin: (tag: string, mcid: number | null) => marks.begin(tag, mcid),
      end: () => marks.end(),
      text: (text: string) => marks.text(text),
      draw,
    };
    new ContentReader(this.fontsOf(resources), sink).read(content);
  }

  private contentOf(page: Dictionary): Buffer {
    const contents = page.get('Contents');
    const held = isReference(contents) ? this.objects.object(contents.ref) : contents;
    const streams: readonly Value[] = isList(held) ? held : contents === undefined ? [] : [contents];
    return Buffer.concat(streams.flatMap((one) => [this.objects.stream(one).bytes, Buffer.from('\n')]));
  }

  /** What a form shows, with all its marks; it is read once, however often it is drawn. */
  private formText(name: string, resources: Dictionary, depth: number): string {
    const forms = this.objects.resolved(resources.get('XObject'));
    const form = isDictionary(forms) ? forms.get(name) : undefined;
    if (!isReference(form)) throw new UnreadablePdf(`a page draws /${name}, which is nowhere`);
    const known = this.forms.get(form.ref);
    if (known !== undefined) return known;
    const { dictionary, bytes } = this.objects.stream(form);
    if (dictionary.get('Subtype') !== '/Form') return '';
    const marks = new Marks();
    this.readInto(bytes, this.objects.dictionary(dictionary.get('Resources'), 'what a form uses'), marks, depth + 1);
    const text = [...marks.artifacts, ...[...marks.marked.values()].flat(), marks.loose].join('');
    this.forms.set(form.ref, text);
    return text;
  }

  private fontsOf(resources: Dictionary): ReadonlyMap<string, CodeMap> {
    const held = resources.get('Font');
    const key = isReference(held) ? held.ref : -1;
    const known = this.fonts.get(key);
    if (known !== undefined) return known;
    const fonts = new Map<string, CodeMap>();
    const all = this.objects.resolved(held);
    for (const [name, font] of isDictionary(all) ? all : []) fonts.set(name, this.codesOf(font));
    if (key !== -1) this.fonts.set(key, fonts);
    return fonts;
  }

  private codesOf(font: Value): CodeMap {
    const map = this.objects.dictionary(font, 'a font').get('ToUnicode');
    return map === undefined ? [] : codeMapIn(this.objects.stream(map).bytes.toString('latin1'));
  }
}
