import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSha256, sha256 } from '../kernel/digest';

/** What makes the first administrator, where there are no people yet. Only its digest is kept. */
export class OperatorToken {
  constructor(private readonly digest: string) {}

  /** Compares in a time that does not depend on where the texts differ. */
  matches(token: string): boolean {
    return timingSafeEqual(Buffer.from(sha256(token), 'hex'), Buffer.from(this.digest, 'hex'));
  }
}

/**
 * The token of a data folder: the configured one, or one made at the first start. A made one is told once and cannot be
 * read again; removing `operator-token.sha256` makes the next start tell a new one.
 */
export async function operatorTokenOf(
  dataDir: string,
  configured: string | null,
  tell: (token: string) => void,
): Promise<OperatorToken> {
  if (configured !== null) return new OperatorToken(sha256(configured));
  const file = join(dataDir, 'operator-token.sha256');
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (isSha256(kept)) return new OperatorToken(kept);
  const token = `pred_operator_${randomBytes(24).toString('base64url')}`;
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${sha256(token)}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  tell(token);
  return new OperatorToken(sha256(token));
}
