import { readFile } from 'node:fs/promises';
import type { MailConfig } from '../config/mail';
import { Smtp } from '../outbound/smtp';
import type { MailGround } from './mail-ground';

/** What the configuration says of mail, ready to send; null where it says nothing. Throws where certificates cannot be read. */
export async function openMail(mail: MailConfig | null, origin: string | null): Promise<MailGround | null> {
  if (mail === null || origin === null) return null;
  const { server, caFile, from, commentText } = mail;
  const ca = caFile === null ? null : await certificatesIn(caFile);
  return { smtp: new Smtp(server, ca), from, origin, commentText };
}

async function certificatesIn(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  } catch (error) {
    throw new Error(`PREDICATE_SMTP_CA_FILE: ${file} cannot be read`, { cause: error });
  }
  throw new Error(`PREDICATE_SMTP_CA_FILE: ${file} holds no certificate in PEM`);
}
