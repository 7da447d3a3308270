import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { bytesOf, type Letter, MailNotTaken, MailUnsure, Smtp } from '../../src/outbound/smtp';
import { issue, pemOf } from '../support/certificates';
import { openMailServer, type TestMailServer } from '../support/mail-server';

const LETTER: Letter = {
  ...{ id: '019a0000-0000-7000-8000-00000000000a', from: { name: 'Predicate', address: 'predicate@example.org' } },
  ...{ to: 'somebody@example.org', subject: 'Two things wait', text: 'Zwei Dinge: ≥ 2\n', html: '<p>Two</p>\n' },
  ...{ at: new Date('2026-11-30T07:00:00Z'), unsubscribe: 'https://predicate.example.org/notices/x' },
};

const thrownBy = async (act: Promise<unknown>): Promise<unknown> =>
  act.then(() => null).catch((error: unknown) => error);

describe('A letter', () => {
  it('has one line for each header, whatever is in it', async () => {
    const evil = 'Hello\r\nBcc: all@example.org\u2028X: y\u0000';
    const raw = (await bytesOf({ ...LETTER, subject: evil, from: { ...LETTER.from, name: evil } })).toString('utf8');
    const [head = ''] = raw.split('\r\n\r\n');
    expect(head).not.toMatch(/^(bcc|x):/im);
    expect(head).toContain('Message-ID: <019a0000-0000-7000-8000-00000000000a@example.org>');
    expect(head).toContain('List-Unsubscribe: <https://predicate.example.org/notices/x>');
    expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(head).toContain('Auto-Submitted: auto-generated');
  });
});

describe('A server of mail', () => {
  let plain: TestMailServer;
  let secure: TestMailServer;
  let ca: string;
  beforeAll(async () => {
    const names = new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]);
    const issued = await issue('localhost', {
      ...{ purposes: ['1.3.6.1.5.5.7.3.1'], isPurposeCritical: false, more: [names] },
    });
    ca = pemOf(issued);
    const key = issued.key.export({ format: 'pem', type: 'pkcs8' }) as string;
    plain = await openMailServer();
    secure = await openMailServer({
      ...{ key, cert: ca, authOptional: false },
      onAuth: ({ username, password }, _, done) =>
        username === 'predicate' && password === 'a secret' ? done(null, { user: username }) : done(new Error('No')),
    });
  });
  afterAll(() => Promise.all([plain.close(), secure.close()]));
  afterEach(() => {
    plain.mood = 'take';
    plain.taken.length = 0;
  });

  const byTls = (password: string, trusted: string | null = ca): Smtp =>
    new Smtp({ ...secure.at(), host: 'localhost', tls: 'starttls', login: { user: 'predicate', password } }, trusted);

  it('takes a letter as text and as HTML', async () => {
    await new Smtp(plain.at()).send(LETTER);
    expect(plain.taken).toMatchObject([
      { from: 'predicate@example.org', to: ['somebody@example.org'], text: 'Zwei Dinge: ≥ 2', html: '<p>Two</p>' },
    ]);
  });

  it('is spoken to by TLS, with a certificate that is trusted, before anything is said', async () => {
    await byTls('a secret').send(LETTER);
    expect(secure.taken).toMatchObject([{ isSecure: true }]);
    expect(await thrownBy(byTls('a secret', null).send(LETTER))).toMatchObject({ name: 'MailNotTaken' });
    expect(await thrownBy(byTls('wrong').send(LETTER))).toMatchObject({ name: 'MailNotTaken', isFinal: true });
    const withoutTls = new Smtp({ ...plain.at(), tls: 'starttls' });
    expect(await thrownBy(withoutTls.send(LETTER))).toBeInstanceOf(MailNotTaken);
    expect(plain.taken).toEqual([]);
  });

  it('says whether another try is of use, and where nobody knows, that is told', async () => {
    const smtp = new Smtp(plain.at());
    plain.mood = 'not-now';
    expect(await thrownBy(smtp.send(LETTER))).toMatchObject({ name: 'MailNotTaken', isFinal: false });
    plain.mood = 'never';
    expect(await thrownBy(smtp.send(LETTER))).toMatchObject({ name: 'MailNotTaken', isFinal: true });
    plain.mood = 'hang-up';
    expect(await thrownBy(smtp.send(LETTER))).toBeInstanceOf(MailUnsure);
    const nobody = new Smtp(plain.at({ port: 1 }));
    expect(await thrownBy(nobody.send(LETTER))).toMatchObject({ name: 'MailNotTaken', isFinal: false });
  });
});
