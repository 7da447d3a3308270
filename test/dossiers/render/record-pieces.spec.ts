import type { DossierRecord } from '../../../src/dossiers/dossier-record';
import { fill, inPieces, ROWS } from '../../../src/dossiers/render/record-pieces';
import { eventOf } from '../fixtures/log';
import { dossierRecord } from '../fixtures/record';

const events = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    eventOf(at, { act: 'evidence.recorded', subject: 'EV-0001', reason: `Reason ${at}` }),
  );

/** A record as it is when it has gone over, piece by piece. */
function gone(record: DossierRecord): DossierRecord {
  const { head, pieces } = inPieces(record);
  const there = structuredClone(head);
  for (const piece of pieces) fill(there, structuredClone(piece));
  return there;
}

describe('A record that goes over in pieces', () => {
  it.each([0, 1, ROWS, ROWS + 1, 3 * ROWS + 7])('is the same afterwards, with %i events', (count) => {
    const record = dossierRecord({ events: events(count) });
    const before = JSON.stringify(record);
    expect(JSON.stringify(gone(record))).toBe(before);
    expect(JSON.stringify(record)).toBe(before);
  });

  it('is cut where its lists are long, those of its log too, and nowhere is a piece longer than that', () => {
    const proofs = Array.from({ length: ROWS + 1 }, (_, index) => ({ index, path: [] }));
    const record = dossierRecord({ events: events(2 * ROWS), log: { ...dossierRecord().log, proofs } as never });
    const { head, pieces } = inPieces(record);
    expect(pieces.map(({ path, rows }) => [path.join('.'), rows.length])).toEqual([
      ['events', ROWS],
      ['events', ROWS],
      ['log.proofs', ROWS],
      ['log.proofs', 1],
    ]);
    expect([head.events, head.log?.proofs, head.model]).toEqual([[], [], record.model]);
    expect(gone(record)).toEqual(record);
  });
});
