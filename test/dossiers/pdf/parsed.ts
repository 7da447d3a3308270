import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A stretch of text where another engine finds it; points from the lower left corner of the page. */
export interface Placed {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly turned: boolean;
}

export interface Tagged {
  readonly role: string;
  readonly children: Tagged[];
  readonly text: string;
  readonly alt?: string;
  readonly id?: string;
}

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly id?: string;
  readonly type?: string;
  readonly children?: Node[];
}

/** A PDF read back by pdf.js, which shares no code with the writer. */
export class Parsed {
  private constructor(readonly document: PDFDocumentProxy) {}

  static async open(bytes: Uint8Array): Promise<Parsed> {
    const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
    return new Parsed(await task.promise);
  }

  get pages(): number {
    return this.document.numPages;
  }

  /** Entries of the document information that the standard does not name. */
  async properties(): Promise<Record<string, string>> {
    const { info } = (await this.document.getMetadata()) as { info: { Custom?: Record<string, string> } };
    return info.Custom ?? {};
  }

  page(number: number): Promise<PDFPageProxy> {
    return this.document.getPage(number);
  }

  async placed(number: number): Promise<Placed[]> {
    const content = await (await this.page(number)).getTextContent();
    return content.items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [
            {
              text: item.str,
              x: item.transform[4] as number,
              y: item.transform[5] as number,
              width: item.width,
              turned: item.transform[1] !== 0,
            },
          ]
        : [],
    );
  }

  /** The text of a page, or of all pages, in the order in which it is drawn. */
  async text(number?: number): Promise<string> {
    if (number !== undefined) {
      const content = await (await this.page(number)).getTextContent({ disableNormalization: true });
      return content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    }
    const pages = await Promise.all(Array.from({ length: this.pages }, (_, at) => this.text(at + 1)));
    return pages.join('\n');
  }

  /** The tags of a page, each with the text that is marked as its own. */
  async tags(number: number): Promise<Tagged[]> {
    const page = await this.page(number);
    const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    const texts = new Map<string, string>();
    const open: (string | undefined)[] = [];
    for (const item of content.items) {
      if ('str' in item) {
        const id = open.findLast((other) => other !== undefined);
        if (id !== undefined) texts.set(id, (texts.get(id) ?? '') + item.str + (item.hasEOL ? ' ' : ''));
      } else if (item.type === 'endMarkedContent') open.pop();
      else open.push(item.id);
    }
    const tree = (await page.getStructTree()) as Node | null;
    return (tree?.children ?? []).map((node) => tagged(node, texts));
  }

  /** A tag and all below it, over all pages. */
  async allTags(): Promise<Tagged[]> {
    const pages = await Promise.all(Array.from({ length: this.pages }, (_, at) => this.tags(at + 1)));
    const walk = (tag: Tagged): Tagged[] => [tag, ...tag.children.flatMap(walk)];
    return pages.flat().flatMap(walk);
  }
}

function tagged(node: Node, texts: ReadonlyMap<string, string>): Tagged {
  const children = (node.children ?? []).filter(({ role }) => role !== undefined).map((child) => tagged(child, texts));
  const own = (node.children ?? []).map((child) =>
    child.role === undefined ? (texts.get(child.id ?? '') ?? '') : tagged(child, texts).text,
  );
  return {
    role: node.role ?? '',
    children,
    text: own.join('').replace(/\s+/g, ' ').trim(),
    ...(node.alt === undefined ? {} : { alt: node.alt }),
  };
}

/** Runs a program on the bytes, written to a file; null when the machine does not have it. */
export function runOn(bytes: Uint8Array, program: string, args: readonly string[]): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-'));
  try {
    const file = join(folder, 'dossier.pdf');
    writeFileSync(file, bytes);
    const run = spawnSync(program, [...args.map((arg) => (arg === 'FILE' ? file : arg))], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (run.error !== undefined) return null;
    if (run.status !== 0) throw new Error(`${program} says: ${run.stdout}${run.stderr}`);
    return run.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `it` where a program is installed; elsewhere the test is skipped, and its name says why. */
export const itWith = (program: string): typeof it => {
  const there = spawnSync(program, ['--version']).error === undefined;
  const skipped = ((name: string, ...rest: unknown[]) =>
    (it.skip as (...all: unknown[]) => void)(`${name} (skipped: ${program} is not installed)`, ...rest)) as typeof it;
  return there ? it : skipped;
};
