import { type Look, printedInstant } from '../../http/pages/words';
import { KINDS } from '../../models/model-page';
import { presentWork } from '../../work/work-page';
import { recordHref } from '../records/addresses';
import { SUPERSEDED } from '../records/record-frame';
import type { ReadRoom } from './auditor-rooms.service';
import type { ReadHome } from './home-reader.service';

const CURRENT: Look = { word: 'Current', look: 'state-ok', icon: 'circle-check' };

const grantLine = ({ grants, givers }: ReadRoom) =>
  grants.map(({ grant }) => ({
    purpose: grant.purpose,
    by: givers.get(grant.givenBy) ?? 'the organization',
    until: printedInstant(grant.until),
  }));

function dossierLines({ dossiers, versions }: ReadRoom) {
  const names = new Map(versions.map(({ id, label }) => [id, label]));
  const over = new Map(dossiers.items.map(({ supersedesId, code }) => [supersedesId, code]));
  return dossiers.items.map((one) => {
    const by = over.get(one.id);
    return {
      ...{
        code: one.code,
        href: recordHref('dossier', one.id),
        pdf: one.pdf,
        sha256: one.sha256,
        template: one.template,
      },
      ...{ version: names.get(one.versionId) ?? 'Not granted', issued: printedInstant(one.issuedAt) },
      state: by === undefined ? CURRENT : { ...SUPERSEDED, word: `Superseded by ${by}` },
    };
  });
}

/** What an auditor was given: until when, which models, which dossiers, and that each read is told. */
const presentRoom = (room: ReadRoom) => ({
  grants: grantLine(room),
  models: room.models.map(({ id, name, kind, description }) => ({
    ...{ name, kind: KINDS[kind], description, href: recordHref('model', id) },
  })),
  dossiers: dossierLines(room),
  reads: room.reads,
  isIllustrative: room.models.some(({ illustrative }) => illustrative),
});

/** What somebody sees first. */
export const presentHome = ({ work, room, now }: ReadHome) => ({
  ...presentWork(work, now),
  room: room === null ? null : presentRoom(room),
});
