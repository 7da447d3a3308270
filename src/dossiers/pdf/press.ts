import { Face } from './face';
import { FACES, fallbacksOf, openFace, type FaceKey } from './faces';
import type { Homes } from './homes';
import type { KitReference } from './kit';
import type { PdfFile } from './pdf-file';
import { StructureTree } from './structure';
import { Typesetter } from './typesetter';

/** What all parts of one file share: its objects, tags, faces, homes and resources. */
export class Press {
  readonly tree: StructureTree;
  readonly type: Typesetter;
  private readonly faces = new Map<FaceKey, Face>();
  private readonly forms: string[] = [];
  private readonly resources: KitReference;
  private readonly fonts: number;
  private readonly pages: KitReference;

  constructor(
    readonly file: PdfFile,
    readonly homes: Homes,
  ) {
    this.tree = new StructureTree(file);
    this.type = new Typesetter(
      (key) => this.face(key),
      (id) => homes.has(id),
    );
    this.resources = file.kit.ref({});
    this.fonts = file.reserve();
    this.pages = file.kit._root.data.Pages as KitReference;
  }

  face(key: FaceKey): Face {
    const found = this.faces.get(key);
    if (found !== undefined) return found;
    this.file.kit.font(openFace(key));
    const { _font: font } = this.file.kit;
    const face = new Face(font.id, font, () => this.fallbacks(key));
    this.faces.set(key, face);
    return face;
  }

  /** The faces that stand in for one, each opened when the one before has not what is wanted. */
  private *fallbacks(key: FaceKey): Generator<Face> {
    for (const other of fallbacksOf(key)) yield this.face(other);
  }

  /** Something drawn once and called on many pages; gives the operator that draws it. */
  form(name: string, operators: string): string {
    const id = this.file.reserve();
    const entries = `/Type/XObject/Subtype/Form/BBox[-100 -900 700 200]/Resources<</Font ${this.fonts} 0 R>>`;
    this.file.stream(id, entries, Buffer.from(operators, 'latin1'), `form ${name}`);
    this.forms.push(`/${name} ${id} 0 R`);
    return `/${name} Do\n`;
  }

  addPage(dictionary: KitReference): void {
    const data = this.pages.data as { Kids: KitReference[]; Count: number };
    data.Kids.push(dictionary);
    data.Count++;
  }

  pageEntries(): Record<string, unknown> {
    return { Parent: this.pages, Resources: this.resources };
  }

  /** Embeds the subsets and writes what pages share; nothing can be set afterwards. */
  close(): void {
    const used = [...this.faces].filter(([, { isUsed }]) => isUsed);
    const fonts = used.map(([, face]) => `/${face.name} ${face.subset.ref().toString()}`);
    this.file.object(this.fonts, `<<${fonts.join('')}>>`, 'resources');
    this.resources.data = { Font: this.file.reference(this.fonts) };
    if (this.forms.length > 0) this.resources.data.XObject = this.file.raw(`<<${this.forms.join('')}>>`);
    this.file.within('resources', () => this.resources.end());
    for (const [key, face] of used) {
      this.file.within(`font ${FACES[key].name}`, () => face.subset.finalize());
    }
    this.tree.close();
  }
}
