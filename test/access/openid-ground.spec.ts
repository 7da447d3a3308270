import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOpenid } from '../../src/access/openid/openid-ground';

describe('The secret of an OpenID client', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'predicate-openid-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const config = (clientSecretFile: string | null) => ({
    ...{ issuer: 'https://id.example.org', clientId: 'predicate', clientSecretFile, acr: null },
  });
  const opened = async (text: string) => {
    const file = join(folder, 'secret');
    await writeFile(file, text);
    return openOpenid(config(file));
  };

  it('is the line that its file holds, or none for a public client', async () => {
    expect(await openOpenid(null)).toBeNull();
    expect(await openOpenid(config(null))).toMatchObject({ clientSecret: null });
    expect(await opened('s3cret+/=\n')).toEqual({
      ...{ issuer: 'https://id.example.org', clientId: 'predicate', clientSecret: 's3cret+/=', acr: null },
    });
  });

  it.each(['', '\n', 'two words', 'two\nlines'])(
    'is refused, by the name of its variable and unsaid: %j',
    async (text) => {
      const error = await opened(text).catch((one: Error) => one.message);
      expect(error).toMatch(/PREDICATE_OIDC_CLIENT_SECRET_FILE: .*must hold one line/);
      expect(error).not.toContain('words');
    },
  );

  it('is refused where there is no file', async () => {
    await expect(openOpenid(config(join(folder, 'none')))).rejects.toThrow(
      /PREDICATE_OIDC_CLIENT_SECRET_FILE: .*cannot be read \(ENOENT\)/,
    );
  });
});
