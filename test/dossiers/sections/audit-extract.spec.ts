import { ACTS } from '../../../src/audit-trail/acts';
import { auditExtract } from '../../../src/dossiers/sections/audit-extract';
import { eventOf } from '../fixtures/log';
import { dossierRecord } from '../fixtures/record';
import { blocksOf, isKind, rowsOf } from '../fixtures/words';

const event = (act: string, reason: string | null) => ({
  ...eventOf(1, { at: '2026-03-04T05:06:07.089Z', act, subject: 'EV-0001', reason }),
  sha256: 'b'.repeat(64),
});
const rows = (...events: ReturnType<typeof event>[]) =>
  rowsOf(blocksOf(auditExtract, dossierRecord({ events })), /^Acts/);

describe('The audit extract', () => {
  it('prints every act in order, who, about what, why, and the whole digest', () => {
    expect(rows(event('evidence.withdrawn', 'Wrong split'), event('version.transitioned', 'Reviewed'))).toEqual([
      [
        '[gap] not yet',
        '2026-03-04 05:06:07 UTC',
        'ML Lead withdrew evidence | EV-0001',
        'Wrong split',
        'b'.repeat(64),
      ],
      [
        '[gap] not yet',
        '2026-03-04 05:06:07 UTC',
        'ML Lead moved a version to another state | EV-0001',
        'Reviewed',
        'b'.repeat(64),
      ],
    ]);
  });

  it('says in words that no reason was given', () => {
    expect(rows(event('file.stored', null))[0][3]).toBe('none given');
  });

  it('prints the place of an act in the log, and says where no log proves any', () => {
    const logged = rowsOf(blocksOf(auditExtract, dossierRecord()), /^Acts/).map(([position]) => position);
    expect(logged).toEqual(['5', '6', '7', '8', '9']);
    const bare = { events: [event('file.stored', null)], log: null };
    expect(rowsOf(blocksOf(auditExtract, dossierRecord(bare)), /^Acts/)[0][0]).toBe('none');
  });

  it('is the home of the act whose proof is printed', () => {
    const table = blocksOf(auditExtract, dossierRecord()).filter(isKind('table')).at(-1);
    const homes = [...(table?.rows ?? [])].flatMap((row) => ('id' in row && row.id !== undefined ? [row.id] : []));
    expect(homes).toEqual(['AE-5']);
  });

  it('lists versions, revisions of intended uses and determinations, those that hold no more among them', () => {
    const blocks = blocksOf(auditExtract, dossierRecord());
    expect(rowsOf(blocks, /^Versions/)).toEqual([['1.0.0', 'Released', '2026-03-04', 'First version', 'this file']]);
    expect(rowsOf(blocks, /^Revisions/).map(([code, , , , changed, standing]) => [code, changed, standing])).toEqual([
      ['IU-1.1', 'first statement', 'superseded'],
      ['IU-1.2', 'users', 'holds'],
    ]);
    expect(rowsOf(blocks, /^Determinations/)).toEqual([
      ['DT-0007', 'FN-1', 'Not a device | CDS-2026-01-29', '2026-03-04 05:06:07 UTC | Reg Lead', 'none', 'holds'],
    ]);
  });

  it.each(Object.keys(ACTS))('has words for %s', (act) => {
    expect(rows(event(act, null))[0][2]).not.toContain(act);
  });
});
