import type { OpenedPdf } from './opened-pdf';
import { once } from './rule';
import { type Name, Reader, Ref, type Text, Word, type Dict, type Value } from './syntax';

/** A mark that is open: its tag, and the identifier by which the structure knows it. */
export interface Mark {
  readonly tag: string;
  readonly mcid: number | undefined;
}

/** Something that a page paints, with the marks that it stands in. */
export interface Painted {
  readonly page: number;
  readonly operator: string;
  readonly marks: readonly Mark[];
  /** Of text: its font, and the codes shown. */
  readonly font?: number;
  readonly codes?: readonly number[];
}

export interface Content {
  readonly painted: readonly Painted[];
  readonly operators: ReadonlySet<string>;
  /** How deep `q` is nested at most, and what was left open or closed too often. */
  readonly deepest: number;
  readonly faults: readonly string[];
  /** By page: the identifiers of marked content, in order. */
  readonly mcids: ReadonlyMap<number, readonly number[]>;
}

const PAINTS = new Set(['Tj', 'TJ', 'S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'sh', 'Do', 'BI']);

/** Walks the content of one page, and of the forms that it calls. */
class Walk {
  readonly painted: Painted[] = [];
  readonly operators = new Set<string>();
  readonly faults: string[] = [];
  readonly mcids: number[] = [];
  deepest = 0;
  private depth = 0;
  private readonly marks: Mark[] = [];
  private font = 0;

  constructor(
    private readonly pdf: OpenedPdf,
    private readonly page: number,
  ) {}

  run(source: string, resources: Dict): void {
    const reader = new Reader(source);
    let operands: Value[] = [];
    while (!reader.done) {
      const value = reader.value();
      if (!(value instanceof Word)) operands.push(value);
      else {
        this.operators.add(value.of);
        this.operate(value.of, operands, resources);
        operands = [];
      }
    }
  }

  end(): void {
    if (this.marks.length > 0) this.faults.push(`page ${this.page} leaves ${this.marks.length} marks open`);
    if (this.depth !== 0) this.faults.push(`page ${this.page} leaves q open`);
  }

  private operate(operator: string, operands: readonly Value[], resources: Dict): void {
    if (operator === 'q' || operator === 'Q') this.nest(operator);
    else if (operator === 'BMC' || operator === 'BDC') this.mark(operands);
    else if (operator === 'EMC') {
      if (this.marks.pop() === undefined) this.faults.push(`page ${this.page} closes a mark that is not open`);
    } else if (operator === 'Tf') this.font = refOf(this.pdf, resources, 'Font', operands[0]);
    if (PAINTS.has(operator)) this.paint(operator, operands, resources);
  }

  private nest(operator: 'q' | 'Q'): void {
    this.depth += operator === 'q' ? 1 : -1;
    this.deepest = Math.max(this.deepest, this.depth);
    if (this.depth < 0) this.faults.push(`page ${this.page} closes q too often`);
  }

  private mark([tag, properties]: readonly Value[]): void {
    const mcid = properties instanceof Map ? this.pdf.number(properties.get('MCID')) : undefined;
    if (mcid !== undefined) this.mcids.push(mcid);
    this.marks.push({ tag: (tag as Name).of, mcid });
  }

  private paint(operator: string, operands: readonly Value[], resources: Dict): void {
    const marks = [...this.marks];
    if (operator === 'Do') return this.call(operands[0], resources);
    const codes = operator === 'Tj' ? codesOf(operands[0] as Text) : undefined;
    this.painted.push({ page: this.page, operator, marks, ...(codes && { font: this.font, codes }) });
  }

  private call(name: Value, resources: Dict): void {
    const form = new Ref(refOf(this.pdf, resources, 'XObject', name));
    this.run(this.pdf.data(form).toString('latin1'), this.pdf.dict(this.pdf.dict(form).get('Resources')));
  }
}

function refOf(pdf: OpenedPdf, resources: Dict, kind: string, name: Value): number {
  const found = pdf.dict(resources.get(kind)).get((name as Name).of);
  if (!(found instanceof Ref)) throw new Error(`${kind} ${(name as Name).of} is no resource`);
  return found.id;
}

const codesOf = ({ bytes }: Text): number[] =>
  Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readUInt16BE(2 * at));

/** What all pages paint. */
export const contentOf = once((pdf: OpenedPdf): Content => {
  const walks = pdf.pages.map(({ page }, at) => {
    const walk = new Walk(pdf, at + 1);
    const streams = Array.isArray(page.get('Contents')) ? pdf.array(page.get('Contents')) : [page.get('Contents')];
    const source = streams.map((stream) => pdf.data(stream).toString('latin1')).join('\n');
    walk.run(source, pdf.dict(page.get('Resources')));
    walk.end();
    return walk;
  });
  return {
    painted: walks.flatMap(({ painted }) => painted),
    operators: new Set(walks.flatMap(({ operators }) => [...operators])),
    deepest: Math.max(...walks.map(({ deepest }) => deepest)),
    faults: walks.flatMap(({ faults }) => faults),
    mcids: new Map(walks.map(({ mcids }, at) => [at + 1, mcids])),
  };
});
