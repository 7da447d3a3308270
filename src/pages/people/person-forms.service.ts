import { Injectable } from '@nestjs/common';
import { Person } from '../../access/people/person.entity';
import { People } from '../../access/people/people.service';
import { Qualifications } from '../../access/people/qualifications.service';
import { RoleAssignments } from '../../access/people/role-assignments.service';
import { Records } from '../../audit-trail/records';
import type { Setting } from '../../http/pages/forms/drawn-form';
import type { FormSpec } from '../../http/pages/forms/form';
import type { Said } from '../../http/pages/forms/said';
import type { SeeOther } from '../../http/pages/see-other';
import { FormDesk } from '../../drafts/form-desk';
import type { Actor } from '../../kernel/actor';
import { GIVE_ROLE, INVITE, QUALIFY, REVISE } from './person.forms';

const FORMS = { invite: INVITE, revise: REVISE, role: GIVE_ROLE, qualify: QUALIFY } as const;
type FormName = keyof typeof FORMS;

const TITLES: Readonly<Record<FormName, (name: string) => string>> = {
  invite: () => 'Make a person known',
  revise: (name) => `Revise ${name}`,
  role: (name) => `Give ${name} a role`,
  qualify: (name) => `Put a qualification of ${name} on file`,
};

const NOTES: Readonly<Record<FormName, Setting['notes']>> = {
  invite: [
    { heading: 'Then', text: 'A quality lead puts papers on file, you give roles, and hand out a one-time link.' },
  ],
  revise: [{ heading: 'The user name stays', text: 'It is never changed, and never given to anybody else.' }],
  role: [
    {
      heading: 'What a role needs',
      text: 'Specialists and contributors a training; reviewers, approvers and quality leads a verified identity as well.',
      cite: '21 CFR 11.10(i), 11.100(b)',
    },
  ],
  qualify: [
    {
      heading: 'After a new link',
      text: 'An identity counts only if it was verified after the last one-time link was used.',
    },
  ],
};

/** What a person is qualified by, and the roles that rest on it. */
@Injectable()
export class PersonPapers {
  constructor(
    readonly roles: RoleAssignments,
    readonly qualifications: Qualifications,
  ) {}
}

/** The forms about people, each filled in at the desk and written as the API writes it. */
@Injectable()
export class PersonForms {
  constructor(
    private readonly desk: FormDesk,
    private readonly records: Records,
    private readonly people: People,
    private readonly papers: PersonPapers,
  ) {}

  async show(actor: Actor, name: FormName, subject: string): Promise<object> {
    const form = FORMS[name] as FormSpec;
    return this.desk.show({ actor, form, subject }, await this.setting(name, subject));
  }

  invite(actor: Actor, said: Said): Promise<SeeOther> {
    const filled = { ...this.filled(actor, 'invite', 'new', said), form: INVITE };
    return this.desk.take(filled, async (input) => pageOf((await this.people.invite(actor, input)).person.id));
  }

  revise(actor: Actor, id: string, said: Said): Promise<SeeOther> {
    return this.desk.take({ ...this.filled(actor, 'revise', id, said), form: REVISE }, async (input, revision) => {
      await this.people.revise(actor, { id, revision: revision ?? 0 }, input);
      return pageOf(id);
    });
  }

  giveRole(actor: Actor, id: string, said: Said): Promise<SeeOther> {
    return this.desk.take({ ...this.filled(actor, 'role', id, said), form: GIVE_ROLE }, async ({ role, reason }) => {
      await this.papers.roles.give(actor, id, role, reason);
      return pageOf(id);
    });
  }

  qualify(actor: Actor, id: string, said: Said): Promise<SeeOther> {
    return this.desk.take({ ...this.filled(actor, 'qualify', id, said), form: QUALIFY }, async (input) => {
      await this.papers.qualifications.record(actor, id, input);
      return pageOf(id);
    });
  }

  private filled(actor: Actor, name: FormName, subject: string, said: Said) {
    return { actor, subject, said, setting: () => this.setting(name, subject) };
  }

  private async setting(name: FormName, id: string): Promise<Setting> {
    const crumbs = [{ href: '/people', name: 'People' }];
    if (name === 'invite') return { title: TITLES.invite(''), crumbs, notes: NOTES.invite };
    const stands = await this.records.standing(Person, id);
    const { printedName } = stands.record;
    const about = { title: TITLES[name](printedName), crumbs: [...crumbs, { href: pageOf(id), name: printedName }] };
    return { ...about, notes: NOTES[name], ...(name === 'revise' ? { stands } : {}) };
  }
}

const pageOf = (id: string): string => `/people/${id}`;
