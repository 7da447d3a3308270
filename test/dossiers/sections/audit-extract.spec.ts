import { ACTS } from '../../../src/audit-trail/acts';
import { auditExtract } from '../../../src/dossiers/sections/audit-extract';
import { dossierRecord } from '../fixtures/record';
import { blocksOf, rowsOf } from '../fixtures/words';

const event = (act: string, reason: string | null) => ({
  ...{ at: '2026-03-04T05:06:07.089Z', act, subject: 'EV-0001', actor: 'ML Lead', reason, sha256: 'b'.repeat(64) },
});
const rows = (...events: ReturnType<typeof event>[]) =>
  rowsOf(blocksOf(auditExtract, dossierRecord({ events })), /^Acts/);

describe('The audit extract', () => {
  it('prints every act in order, who, about what, why, and the whole digest', () => {
    expect(rows(event('evidence.withdrawn', 'Wrong split'), event('version.transitioned', 'Reviewed'))).toEqual([
      ['2026-03-04 05:06:07 UTC', 'ML Lead withdrew evidence | EV-0001', 'Wrong split', 'b'.repeat(64)],
      ['2026-03-04 05:06:07 UTC', 'ML Lead moved a version to another state | EV-0001', 'Reviewed', 'b'.repeat(64)],
    ]);
  });

  it('says in words that no reason was given', () => {
    expect(rows(event('file.stored', null))[0][2]).toBe('none given');
  });

  it.each(Object.keys(ACTS))('has words for %s', (act) => {
    expect(rows(event(act, null))[0][1]).not.toContain(act);
  });
});
