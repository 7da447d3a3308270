import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { PERMISSION } from '../../src/access/may';
import { type House, openHouse } from '../support/house';

const PATH_METADATA = 'path';

describe('Every route', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('declares what a caller must be allowed', () => {
    const controllers = new DiscoveryService(house.app.get(ModulesContainer)).getControllers();
    const scanner = new MetadataScanner();
    const routes = controllers.flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return scanner
        .getAllMethodNames(prototype)
        .filter((name) => Reflect.hasMetadata(PATH_METADATA, prototype[name]))
        .map((name) => ({
          name: `${metatype?.name}.${name}`,
          permission: Reflect.getMetadata(PERMISSION, prototype[name]) as unknown,
        }));
    });
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.filter(({ permission }) => permission === undefined)).toEqual([]);
  });
});
