import type { PdfFile } from './pdf-file';
import { pdfText } from './pdf-text';

const PART = 'structure tags';
const LEAF = 64;

/** A page as the structure sees it: its object, and the elements that its marked contents belong to. */
export interface TaggedPage {
  readonly id: number;
  /** By marked-content identifier: the object of the element. */
  readonly owners: number[];
}

/** The tags a dossier uses (ISO 32000-1 §14.8.4). */
export type Tag =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'Span'
  | 'Code'
  | 'BlockQuote'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'Caption'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'Link'
  | 'Reference'
  | 'Form'
  | 'Note'
  | 'TOC'
  | 'TOCI';

/** An open structure element; it is written, and forgotten, when it is closed. */
export class Element {
  private readonly kids: string[] = [];
  private page: TaggedPage | undefined;

  constructor(
    private readonly file: PdfFile,
    readonly tag: Tag,
    readonly id: number,
    private readonly head: string,
  ) {}

  /** The identifier under which the next marked content of the page belongs to this element. */
  mark(page: TaggedPage): number {
    const content = page.owners.push(this.id) - 1;
    this.page ??= page;
    this.kids.push(this.page === page ? String(content) : `<</Type/MCR/Pg ${page.id} 0 R/MCID ${content}>>`);
    return content;
  }

  adopt(id: number): void {
    this.kids.push(`${id} 0 R`);
  }

  /** Adds an annotation as part of the element's content. */
  adoptObject(id: number, page: TaggedPage): void {
    this.kids.push(`<</Type/OBJR/Pg ${page.id} 0 R/Obj ${id} 0 R>>`);
  }

  close(): void {
    const page = this.page === undefined ? '' : `/Pg ${this.page.id} 0 R`;
    const kids = this.kids.length === 1 ? ` ${this.kids[0]}` : `[${this.kids.join(' ')}]`;
    this.file.object(this.id, `${this.head}${page}${this.kids.length === 0 ? '' : `/K${kids}`}>>`, PART);
  }
}

/** The tree of tags, and the table that leads from a page's content back to its tag. */
export class StructureTree {
  readonly id: number;
  readonly document: Element;
  private readonly parents: string[] = [];
  private readonly notes: number[] = [];

  constructor(private readonly file: PdfFile) {
    this.id = file.reserve();
    this.document = this.create('Document', this.id, '');
  }

  open(tag: Tag, parent: Element, attributes = ''): Element {
    const element = this.create(tag, parent.id, attributes);
    parent.adopt(element.id);
    return element;
  }

  /** A margin note; it has an identifier of its own, as accessible files want (ISO 14289-1 §7.9). */
  note(parent: Element): Element {
    const element = this.open('Note', parent, `/ID${pdfText(noteId(this.notes.length))}`);
    this.notes.push(element.id);
    return element;
  }

  /** The next key of the parent tree; `owner` is the object, or the array, that it leads to. */
  key(owner: string): number {
    return this.parents.push(owner) - 1;
  }

  /** Gives the array of a page's owners to its key. */
  settle(key: number, page: TaggedPage): void {
    const id = this.file.reserve();
    this.parents[key] = `${id} 0 R`;
    this.file.object(id, `[${page.owners.map((owner) => `${owner} 0 R`).join(' ')}]`, PART);
  }

  close(): void {
    this.document.close();
    const kids = `/K ${this.document.id} 0 R/ParentTreeNextKey ${this.parents.length}`;
    const parents = this.leaves(this.parents, 'Nums', String);
    const notes = this.leaves(
      this.notes.map((id) => `${id} 0 R`),
      'Names',
      (at) => pdfText(noteId(at)),
    );
    this.file.object(this.id, `<</Type/StructTreeRoot${kids}/ParentTree ${parents}/IDTree ${notes}>>`, PART);
    this.file.declare('StructTreeRoot', `${this.id} 0 R`);
    this.file.declare('MarkInfo', '<</Marked true>>');
  }

  private create(tag: Tag, parent: number, attributes: string): Element {
    const head = `<</Type/StructElem/S/${tag}/P ${parent} 0 R${attributes}`;
    return new Element(this.file, tag, this.file.reserve(), head);
  }

  /** A number or name tree of leaves of 64, so that no object grows with the dossier. */
  private leaves(values: readonly string[], entry: 'Nums' | 'Names', key: (at: number) => string): string {
    const leaves: string[] = [];
    for (let start = 0; start < values.length; start += LEAF) {
      const part = values.slice(start, start + LEAF);
      const pairs = part.map((value, at) => `${key(start + at)} ${value}`).join(' ');
      const limits = `${key(start)} ${key(start + part.length - 1)}`;
      const id = this.file.reserve();
      this.file.object(id, `<</Limits[${limits}]/${entry}[${pairs}]>>`, PART);
      leaves.push(`${id} 0 R`);
    }
    const id = this.file.reserve();
    this.file.object(id, leaves.length === 0 ? `<</${entry}[]>>` : `<</Kids[${leaves.join(' ')}]>>`, PART);
    return `${id} 0 R`;
  }
}

const noteId = (at: number): string => `note-${String(at + 1).padStart(6, '0')}`;
