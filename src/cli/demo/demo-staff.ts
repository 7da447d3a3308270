import type { INestApplicationContext } from '@nestjs/common';
import { Enrolments } from '../../access/credentials/enrolments.service';
import { FirstAdministrator } from '../../access/people/first-administrator.service';
import { People } from '../../access/people/people.service';
import { Qualifications } from '../../access/people/qualifications.service';
import { RoleAssignments } from '../../access/people/role-assignments.service';
import { type Actor, operatorActor } from '../../kernel/actor';
import { dayOf } from '../../kernel/clock';
import { DEMO_PEOPLE, type DemoRole } from './people';
import { DemoPerson, userNameOf } from './demo-person';

export type DemoStaff = Readonly<Record<DemoRole, DemoPerson>>;

const REASON = 'For the demo';

/** Everybody of the demo, in the order in which one needs the other: as an organization begins. */
export async function hireStaff(app: INestApplicationContext): Promise<DemoStaff> {
  const administrator = await begin(app);
  const hired: [DemoRole, DemoPerson][] = [['administrator', administrator]];
  let recorder: Actor = operatorActor();
  for (const role of Object.keys(DEMO_PEOPLE).filter((one): one is DemoRole => one !== 'administrator')) {
    const person = await hire(app, role, { administrator: administrator.actor, recorder });
    if (role === 'quality-lead') recorder = person.actor;
    hired.push([role, person]);
  }
  return Object.fromEntries(hired) as DemoStaff;
}

async function begin(app: INestApplicationContext): Promise<DemoPerson> {
  const [role, printedName] = ['administrator', DEMO_PEOPLE.administrator] as const;
  const invited = { userName: userNameOf(role), printedName };
  const { person, offered } = await app.get(FirstAdministrator).begin(operatorActor(), invited);
  const administrator = new DemoPerson(app, person.id, role);
  await administrator.enrol(offered.token);
  await administrator.signIn();
  return administrator;
}

interface By {
  readonly administrator: Actor;
  /** Who records papers: the operator of the first quality lead, and the quality lead of everybody else. */
  readonly recorder: Actor;
}

async function hire(app: INestApplicationContext, role: DemoRole, by: By): Promise<DemoPerson> {
  const invited = { userName: userNameOf(role), printedName: DEMO_PEOPLE[role] };
  const { person } = await app.get(People).invite(by.administrator, invited);
  const { token } = await app.get(Enrolments).offer(by.administrator, person.id, REASON);
  const hired = new DemoPerson(app, person.id, role);
  await hired.enrol(token);
  const doneOn = dayOf(new Date());
  for (const [kind, title] of [
    ['training', 'Illustrative: trained for the demo'],
    ['identity-verification', 'Illustrative: a name of the demo, no person'],
  ] as const) {
    await app.get(Qualifications).record(by.recorder, person.id, { kind, title, doneOn });
  }
  await app.get(RoleAssignments).give(by.administrator, person.id, role, REASON);
  await hired.signIn();
  return hired;
}
