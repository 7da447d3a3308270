import type { BaseRevision } from './base-revision';
import type { Element, StructureTree } from './structure';
import type { PdfFile } from './pdf-file';
import { pdfText } from './pdf-text';
import type { Page } from './page';

const PART = 'place of the seal';

/** What the base revision tells of the place of its seal. */
export type SealPlace = Pick<BaseRevision, 'dss' | 'field'>;

/** Of a file that is never sealed. */
export const NOWHERE: SealPlace = { dss: 0, field: { id: 0, body: '' } };

/**
 * The empty signature field (ISO 32000-1 §12.7.4.5), printed but without a size, as a form of the page; and the empty
 * document security store (ISO 32000-2 §12.8.4.3) that a later update fills. Both stay plain, so that a seal can be
 * added as an update of a few objects.
 */
export function placeSeal(
  file: PdfFile,
  tree: StructureTree,
  { page, parent }: { page: Page; parent: Element },
): SealPlace {
  const [id, dss, form] = [file.reserve(), file.reserve(), file.reserve()];
  const element = tree.open('Form', parent);
  const key = tree.key(`${element.id} 0 R`);
  element.adoptObject(id, page);
  element.close();
  page.annotate(id);
  const body =
    `<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/TU${pdfText('Seal of this dossier')}/F 132/Rect[0 0 0 0]` +
    `/P ${page.id} 0 R/StructParent ${key}`;
  file.plain(id, `${body}>>`, PART);
  file.plain(dss, '<</Type/DSS>>', PART);
  file.object(form, `<</SigFlags 3/Fields[${id} 0 R]>>`, PART);
  file.declare('AcroForm', `${form} 0 R`);
  file.declare('DSS', `${dss} 0 R`);
  return { dss, field: { id, body } };
}
