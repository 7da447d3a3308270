import { mayOneOf } from '../../access/reading';
import { printedInstant, worded } from '../../http/pages/words';
import { functionCode } from '../../intended-use/intended-use.dto';
import { KINDS, STATES } from '../../models/model-page';
import { PARTY_ROLES } from '../../models/model-party.entity';
import { compareWithBefore, recordHref } from '../records/addresses';
import { type Framed, type Note, presentFrame } from '../records/record-frame';
import { onTheRail } from '../versions/version-frame';
import type { ReadModel } from './model-reader.service';

const WHO_ANSWERS: Note = {
  heading: 'Who answers for what',
  text: 'A host or a supplier is not a manufacturer. Each role is named, begins on a day and is ended, never removed.',
  cites: ['21 CFR 807.3(d)', '21 CFR 807.20(a)(2)'],
};

const framedOf = ({ model }: ReadModel): Framed => ({
  ...{ title: model.name, code: model.name, illustrative: model.illustrative },
  crumbs: [{ text: 'Models', href: '/models' }],
  ...{ states: [], banners: [], notes: [WHO_ANSWERS], isStanding: true, leads: [] },
  before: compareWithBefore('model', model.id, model.revision),
  byline: [`${KINDS[model.kind]} model`, `Registered ${printedInstant(model.createdAt).text}`],
});

function partiesIn({ parties, organizations }: ReadModel) {
  const names = new Map(organizations.map(({ id, name }) => [id, name]));
  const byRole = [...parties].sort((a, b) => PARTY_ROLES.indexOf(a.role) - PARTY_ROLES.indexOf(b.role));
  const shown = byRole.map(({ role, organizationId, note, startedAt, endedAt }) => ({
    ...{ role: worded(role), name: names.get(organizationId) ?? '', note },
    href: recordHref('organization', organizationId),
    since: startedAt.toISOString().slice(0, 10),
    until: endedAt?.toISOString().slice(0, 10) ?? null,
  }));
  return { current: shown.filter(({ until }) => until === null), ended: shown.filter(({ until }) => until !== null) };
}

/** A model with its versions, newest first, and who answers for what. */
export function presentModelPage(read: ReadModel) {
  const { model, versions, functions, frame } = read;
  const { roles } = frame.asked.reader;
  const isNow = frame.asked.asOf === undefined;
  return {
    frame: presentFrame(framedOf(read), frame),
    description: model.description,
    rail: versions.map((one) => onTheRail(one, null)),
    add: isNow && mayOneOf(roles, 'version:write') ? `${recordHref('model', model.id)}/versions/new` : null,
    party: isNow && mayOneOf(roles, 'model:write') ? `${recordHref('model', model.id)}/parties/new` : null,
    function: isNow && mayOneOf(roles, 'function:write') ? `${recordHref('model', model.id)}/functions/new` : null,
    versions: versions.map(({ id, label, semanticVersion, state, stateSince, changeSummary }) => ({
      ...{ label, semanticVersion, changeSummary, href: recordHref('model_version', id), state: STATES[state] },
      since: printedInstant(stateSince),
    })),
    functions: functions.map((one) => ({
      ...{
        code: functionCode(one),
        name: one.name,
        purpose: one.purpose,
        href: recordHref('software_function', one.id),
      },
    })),
    parties: partiesIn(read),
  };
}
