import type { Cover } from '../blocks';
import { bottomOf, stack, type Piece } from './compose';
import type { Galley } from './galley';
import { pdfText } from './pdf-text';
import { qrCode } from './qr';
import { TYPE } from './styles';

const LEFT = 172;
const LABEL = { ...TYPE.note, face: 'sansB', ink: 'ink', leading: 10.5 } as const;
const DIGEST = { ...TYPE.note, face: 'mono', ink: 'ink', leading: 10.5 } as const;

/** The QR code with what it says, and beside it the digests by which the file's record and model are known. */
export function coverDigests(galley: Galley, cover: Cover): void {
  const code = qrCode(cover.qr);
  const digests = digestPieces(galley, cover);
  const caption = stack(galley.press.type.lines(cover.qrCaption, TYPE.note, LEFT - 24), {
    owner: galley.element('P'),
    x: 0,
    y: code.side + 8,
    style: TYPE.note,
  });
  const pieces = [...caption, ...digests];
  const height = bottomOf(pieces);
  galley.y += 19;
  galley.need(height);
  const alt = `QR code that says ${cover.qr}`.normalize('NFC');
  const box = galley.page.box({ x: 0, y: galley.y, width: code.side, height: code.side });
  const figure = galley.element(
    'Figure',
    galley.parent,
    `/Alt${pdfText(alt)}/A<</O/Layout/Placement/Block/BBox[${box}]>>`,
  );
  galley.page.marked(figure, code.path(0, galley.y));
  galley.place({ pieces, height });
}

function digestPieces(galley: Galley, { digests }: Cover): Piece[] {
  const { type } = galley.press;
  if (digests.length === 0) return [];
  const style = TYPE.formLabel;
  const pieces = stack([type.line('Digests (SHA-256)', style)], {
    owner: galley.element('P'),
    x: LEFT,
    y: -1.5,
    style,
  });
  for (const { label, sha256 } of digests) {
    const y = bottomOf(pieces) + 4;
    const named = stack(type.lines(label, LABEL, 330), { owner: galley.element('P'), x: LEFT, y, style: LABEL });
    const lines = type.digest(sha256, 7.5, 330);
    const owner = galley.element('P');
    pieces.push(...named, ...stack(lines, { owner, x: LEFT, y: bottomOf(named), style: DIGEST }));
  }
  return pieces;
}
