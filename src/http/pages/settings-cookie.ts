import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isTimeZone } from '../../kernel/time-zone';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** How somebody wants pages: kept by his browser, since a screen and where it stands are of the device. */
export interface PageSettings {
  /** Null is as the system has it. */
  readonly theme: Theme | null;
  /** A zone of the IANA database; null is UTC. */
  readonly timeZone: string | null;
}

type Cookies = FastifyRequest['cookies'] | undefined;

const THEME = '__Host-theme';
const ZONE = '__Host-zone';
const OPTIONS: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' };
const A_YEAR = 365 * 24 * 60 * 60;

/** The theme that was chosen; whatever else a browser sends is none. */
export const themeIn = (cookies: Cookies): Theme | null => THEMES.find((one) => one === cookies?.[THEME]) ?? null;

/** What was chosen, and nothing that could not have been. */
export function settingsIn({ cookies }: FastifyRequest): PageSettings {
  const zone = cookies[ZONE];
  return { theme: themeIn(cookies), timeZone: zone !== undefined && isTimeZone(zone) ? zone : null };
}

const keep = (reply: FastifyReply, name: string, value: string | null): FastifyReply =>
  value === null ? reply.clearCookie(name, OPTIONS) : reply.setCookie(name, value, { ...OPTIONS, maxAge: A_YEAR });

/** Has the browser keep it for a year. */
export function keepSettings(reply: FastifyReply, { theme, timeZone }: PageSettings): void {
  keep(keep(reply, THEME, theme), ZONE, timeZone);
}
