import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { PERMISSION } from './may';

/** A route that does not say who may use it stops the start: it could only be refused to everybody, or forgotten open. */
@Injectable()
export class DeclaredRoutes implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const undeclared = this.discovery.getControllers().flatMap(({ instance, name }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((method) => Reflect.hasMetadata(PATH_METADATA, prototype[method]))
        .filter((method) => !Reflect.hasMetadata(PERMISSION, prototype[method]))
        .map((method) => `${name}.${method}`);
    });
    if (undeclared.length > 0) throw new Error(`Routes that declare no permission: ${undeclared.join(', ')}`);
  }
}
