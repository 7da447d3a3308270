import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { PERMISSION } from '../../src/access/may';
import { givenOf, type Permission } from '../../src/access/policy/permissions';
import { REACH, type Reach } from '../../src/access/within';
import { isScoped, withinScope } from '../../src/database/scope';
import { OPERATION } from '../../src/http/does';
import { type House, openHouse } from '../support/house';

/**
 * Routes that are read with what auditors have, and are closed to them: of each it is said why. A route that declares
 * nothing stands here, or fails this law.
 */
const CLOSED: Readonly<Record<string, string>> = {
  readResults: 'a POST: auditors only read',
  evaluateFacts: 'a POST: auditors only read',
  planOrganizations: 'a POST: auditors only read',
  planModels: 'a POST: auditors only read',
  planVersions: 'a POST: auditors only read',
  planClaims: 'a POST: auditors only read',
  planSites: 'a POST: auditors only read',
  readOrganizationsTemplate: 'for who writes',
  readModelsTemplate: 'for who writes',
  readVersionsTemplate: 'for who writes',
  readClaimsTemplate: 'for who writes',
  readSitesTemplate: 'for who writes',
  listRetentionRules: 'of the whole organization',
  getRetentionRule: 'of the whole organization',
  getFileRetention: 'says which records of other models name the file',
  getEvidenceRetention: 'says which records of other models name its files',
  listLegalHolds: 'of matters, which are of more than a model',
  getLegalHold: 'of matters, which are of more than a model',
  listDisposalRequests: 'of files, which models may share',
  getDisposalRequest: 'of files, which models may share',
  getLogTile: 'holds the entries of all models',
  proveInclusion: 'names any event; the proof of one in scope is read with the event',
  listSecurityAlerts: 'of people',
  showSecurityAlerts: 'of people',
  showRetention: 'of the whole organization, and of matters and files of more than a model',
  getSigning: 'says what is still to be done; what was signed is in the list of signatures',
  listCommentThreads: 'what people ask each other before they decide',
  getCommentThread: 'what people ask each other before they decide',
  showRetentionRules: 'of the whole organization',
  showLegalHolds: 'of matters, which are of more than a model',
  showDisposalRequests: 'of files, which models may share',
  showCommentThreads: 'what people ask each other before they decide',
  getMyWork: 'of the person who asks, who has none',
};

interface DeclaredRoute {
  readonly operation: string;
  readonly method: number;
  readonly path: string;
  readonly permission: Permission | 'everybody';
  readonly reach: Reach | undefined;
}

describe('What a route tells auditors', () => {
  let house: House;
  let routes: DeclaredRoute[];
  beforeAll(async () => {
    house = await openHouse();
    const scanner = new MetadataScanner();
    routes = new DiscoveryService(house.app.get(ModulesContainer))
      .getControllers()
      .flatMap(({ instance, metatype }) => {
        const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
        const of = <T>(key: string, name: string): T => Reflect.getMetadata(key, prototype[name]) as T;
        return scanner
          .getAllMethodNames(prototype)
          .filter((name) => Reflect.hasMetadata('path', prototype[name]))
          .map((name) => ({
            ...{ operation: of<string>(OPERATION, name), method: of<number>('method', name) },
            path: `${String(Reflect.getMetadata('path', metatype as object))}/${of<string>('path', name)}`,
            ...{ permission: of<Permission>(PERMISSION, name), reach: of<Reach | undefined>(REACH, name) },
          }));
      });
  });
  afterAll(() => house.close());

  const isGranted = ({ permission }: DeclaredRoute): boolean =>
    permission !== 'everybody' && givenOf(permission).granted === true;

  it('is declared, or it is said why it is nothing', () => {
    const closed = routes.filter((route) => isGranted(route) && route.reach === undefined);
    expect(closed.map(({ operation }) => operation).sort()).toEqual(Object.keys(CLOSED).sort());
  });

  it('is declared of routes that only read, by a permission that is given to auditors', () => {
    const GET = 0;
    const open = routes.filter(({ reach }) => reach !== undefined);
    expect(open.length).toBeGreaterThan(40);
    expect(open.filter((route) => route.method !== GET || !isGranted(route))).toEqual([]);
  });

  it('is found by a key that stands in the path, in a table that belongs to models', () => {
    for (const { operation, path, reach } of routes) {
      if (reach?.of === 'record') {
        expect([operation, path.includes(`:${reach.by}`), isScoped(reach.table)]).toEqual([operation, true, true]);
      }
      if (reach?.of === 'named' && path.includes(':'))
        expect([operation, path]).toEqual([operation, expect.stringContaining(':type/')]);
    }
  });

  it('is nothing of a table of which it is not said to which models it belongs', () => {
    const bind = (): string => '$1';
    const scope = { modelIds: [], dossierIds: [] };
    for (const table of [
      'person',
      'session',
      'auditor_grant',
      'auditor_read',
      'legal_hold',
      'disposal',
      'toString',
      '',
    ]) {
      expect([table, withinScope(table, scope, bind)]).toEqual([table, 'false']);
    }
  });
});
