import type { Letter } from '../outbound/smtp';

/** What takes letters to where they go. */
export interface SendsLetters {
  send(letter: Letter): Promise<void>;
}

/** What mail stands on. */
export interface MailGround {
  readonly smtp: SendsLetters;
  readonly from: Letter['from'];
  /** Where people reach the service: every link in a mail begins so. */
  readonly origin: string;
  /** Whether a mail says what a comment says. */
  readonly commentText: boolean;
}

/** Under this name the service finds it; null where nothing is mailed. */
export const MAIL_GROUND = Symbol('MailGround');
