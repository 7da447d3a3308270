import { Inject, Injectable } from '@nestjs/common';
import type { Permission } from '../access/policy/permissions';
import { givenOf } from '../access/policy/permissions';
import type { Role } from '../access/policy/roles';
import type { Column } from './kinds/column';
import { type KindName, KINDS, type Kinds } from './kinds/kind';

/** Under this name the doors of spreadsheets are found: of each kind who may write it. */
export const IMPORT_PERMISSIONS = Symbol('ImportPermissions');
export type ImportPermissions = Readonly<Record<KindName, Permission>>;

/** What a person sees of each kind before he writes. */
@Injectable()
export class ImportDoors {
  constructor(
    @Inject(KINDS) private readonly kinds: Kinds,
    @Inject(IMPORT_PERMISSIONS) private readonly permissions: ImportPermissions,
  ) {}

  columnsOf(kind: KindName): readonly Column[] {
    return this.kinds[kind].columns;
  }

  mayWrite(kind: KindName, roles: readonly Role[]): boolean {
    return givenOf(this.permissions[kind]).to.some((role) => roles.includes(role));
  }
}
