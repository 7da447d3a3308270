import { Inject, Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { SECRETS_KEY } from '../access/credentials/secrets-key';
import { isId } from '../kernel/ids';

/** What a link in a mail does without anybody being signed in, and nothing else. */
export const NOTICE_LINKS = ['mentions', 'digest', 'expiring', 'confirm'] as const;
export type NoticeLink = (typeof NOTICE_LINKS)[number];

const TOKEN = /^([0-9a-f]{32})\.([a-z]+)\.([A-Za-z0-9_-]{43})$/;
const dashed = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Of whom a token is, and what it is for; whether it is true is still to be held against the address. */
export interface ReadToken {
  readonly personId: string;
  readonly link: NoticeLink;
  readonly mac: string;
}

/** The links of mails: whoever holds one leaves something off, or says that the mail came; it opens nothing. */
@Injectable()
export class NoticeTokens {
  private readonly key: Buffer;

  constructor(@Inject(SECRETS_KEY) secretsKey: Buffer) {
    this.key = createHmac('sha256', secretsKey).update('predicate/notices/1').digest();
  }

  /** Bound to the address that it is sent to: a token for an address before opens nothing of the one after. */
  of(personId: string, link: NoticeLink, address: string): string {
    return `${personId.replaceAll('-', '')}.${link}.${this.mac(personId, link, address)}`;
  }

  /** What a text says that it is; null where it can be none. */
  read(text: string): ReadToken | null {
    const [, hex = '', link = '', mac = ''] = TOKEN.exec(text) ?? [];
    const known = NOTICE_LINKS.find((one) => one === link);
    return known === undefined || !isId(dashed(hex)) ? null : { personId: dashed(hex), link: known, mac };
  }

  isTrue({ personId, link, mac }: ReadToken, address: string): boolean {
    return timingSafeEqual(Buffer.from(mac), Buffer.from(this.mac(personId, link, address)));
  }

  private mac(personId: string, link: NoticeLink, address: string): string {
    return createHmac('sha256', this.key).update(`${personId}\n${link}\n${address}`).digest('base64url');
  }
}
