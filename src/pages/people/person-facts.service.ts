import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In, IsNull } from 'typeorm';
import { Credential } from '../../access/credentials/credential.entity';
import { Enrolment } from '../../access/credentials/enrolment.entity';
import { Delegation } from '../../access/delegations/delegation.entity';
import { Person } from '../../access/people/person.entity';
import { Qualification } from '../../access/people/qualification.entity';
import { RoleAssignment } from '../../access/people/role-assignment.entity';
import { Session } from '../../access/sessions/session.entity';
import { ApiTokens, type DescribedToken } from '../../access/tokens/api-tokens.service';
import { isId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';

/** Printed names by id; of what is no person’s id, as `operator`, there is none. */
export type Names = ReadonlyMap<string, string>;

/** All that there is of a person and his access; no secret is in it. */
export interface PersonFacts {
  readonly person: Person;
  readonly roles: readonly RoleAssignment[];
  readonly papers: readonly Qualification[];
  readonly credentials: readonly Credential[];
  readonly sessions: readonly Session[];
  readonly tokens: readonly DescribedToken[];
  readonly delegations: readonly Delegation[];
  readonly links: readonly Enrolment[];
  readonly names: Names;
}

/** Reads what the pages about a person show, with a query for each kind of thing. */
@Injectable()
export class PeopleFacts {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly tokens: ApiTokens,
  ) {}

  async of(personId: string): Promise<PersonFacts> {
    const { manager } = this.dataSource;
    const person = await manager.findOneBy(Person, { id: personId });
    if (person === null) throw Refusal.notFound(`Person ${personId}`);
    const [where, order] = [{ personId }, { id: 'ASC' as const }];
    const facts = {
      roles: await manager.find(RoleAssignment, { where, order }),
      papers: await manager.find(Qualification, { where, order }),
      credentials: await manager.find(Credential, { where, order: { id: 'DESC' } }),
      sessions: await manager.find(Session, { where: { personId, endedAt: IsNull() }, order: { id: 'DESC' } }),
      tokens: await this.tokens.of(personId),
      delegations: await manager.find(Delegation, {
        where: [where, { substituteId: personId }],
        order: { id: 'DESC' },
      }),
      links: await manager.find(Enrolment, { where, order: { id: 'DESC' }, take: 1 }),
    };
    const named = [
      ...facts.roles.flatMap(({ grantedBy, endedBy }) => [grantedBy, endedBy ?? '']),
      ...facts.papers.map(({ recordedBy }) => recordedBy),
      ...facts.delegations.flatMap((one) => [one.personId, one.substituteId]),
      ...facts.links.map(({ madeBy }) => madeBy),
    ];
    return { person, ...facts, names: await this.namesOf(named) };
  }

  /** The printed names of people, by one query; what is no id is passed over. */
  async namesOf(ids: readonly string[]): Promise<Names> {
    const asked = [...new Set(ids.filter(isId))];
    if (asked.length === 0) return new Map();
    const people = await this.dataSource.manager.find(Person, {
      select: { id: true, printedName: true },
      where: { id: In(asked) },
    });
    return new Map(people.map(({ id, printedName }) => [id, printedName]));
  }

  /** Everybody who is active, by name: whom one can choose. */
  async active(): Promise<readonly Person[]> {
    return this.dataSource.manager.find(Person, { where: { state: 'active' }, order: { printedName: 'ASC' } });
  }
}
