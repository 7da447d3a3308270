import { inMemory, isZip } from '../bundle/read-zip';
import type { Verdict } from './verdict';
import { verifyBundle } from './verify-bundle';
import { verifyDossier, type VerifyWishes } from './verify-dossier';

/** Verifies what somebody sent: a bundle by the way it begins, else a dossier. */
export const verifyAny = (bytes: Uint8Array, wishes: VerifyWishes = {}): Promise<Verdict> =>
  isZip(bytes) ? verifyBundle(inMemory(bytes), wishes) : verifyDossier(bytes, wishes);
