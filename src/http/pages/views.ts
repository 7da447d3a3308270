import { Eta } from 'eta';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { HOME } from '../../program';
import type { Assets } from './assets';
import type { Foot } from './foot';
import type { Keys } from './keys-setting';
import type { Theme } from './settings-cookie';

/** Who looks at a page, as its bar says it. */
export interface Reader {
  readonly name: string;
  readonly initials: string;
  readonly roles: readonly string[];
  /** Who audits has no places: only what was granted. */
  readonly isAuditor: boolean;
  /** Pages about people and the service, as far as he may see them. */
  readonly menu: readonly Linked[];
}

/** A page that can be gone to. */
export interface Linked {
  readonly href: string;
  readonly name: string;
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => [...word][0]?.toLocaleUpperCase('en') ?? '')
    .slice(0, 2)
    .join('');

export const readerOf = (name: string, roles: readonly string[], menu: readonly Linked[] = []): Reader => ({
  name,
  initials: initialsOf(name),
  roles: roles.map((role) => role.replaceAll('-', ' ')),
  isAuditor: roles.includes('auditor'),
  menu,
});

/** What a template is given beside what its page is about. */
export interface Around {
  /** The address of the page, so that the bar says where one is. */
  readonly path: string;
  readonly reader: Reader | null;
  /** Whether keys of one letter do anything. */
  readonly keys: Keys;
  /** Null where the database is not asked: a page that tells of an error. */
  readonly foot: Foot | null;
  /** Light or dark, as the reader chose; null is as his system has it. */
  readonly theme: Theme | null;
}

/** Draws pages. Templates print and escape; they compute nothing; a form of one button takes its key from `newKey`. */
export class Views {
  private readonly eta = new Eta({ views: join(HOME, 'templates/pages'), cache: true, autoTrim: [false, 'nl'] });

  constructor(private readonly assets: Assets) {}

  draw(template: string, about: object, around: Around): string {
    const asset = (name: string): string => this.assets.href(name);
    return this.eta.render(`./${template}`, { ...about, ...around, asset, newKey: randomUUID });
  }
}
