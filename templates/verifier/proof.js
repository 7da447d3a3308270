const TITLE = 'c2sp.org/tlog-proof@v1';

/** A proof that an entry is in the log (https://c2sp.org/tlog-proof). */
function proofIn(text) {
  const at = text.indexOf('\n\n');
  const [title, ...lines] = text.slice(0, at).split('\n');
  if (title !== TITLE) throw new Fault('It is no proof of a log');
  const extra = lines[0]?.startsWith('extra ') ? bytesOfBase64(lines.shift().slice(6)) : null;
  const index = Number(/^index (\d+)$/.exec(lines.shift() ?? '')?.[1]);
  if (!Number.isSafeInteger(index)) throw new Fault('It does not say which entry it is of');
  return { extra, index, hashes: lines.map(bytesOfBase64), note: noteIn(text.slice(at + 2)) };
}

const hashed = async (...parts) => new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...parts)));
const leafOf = (entry) => hashed(Uint8Array.of(0), entry);
const nodeOf = (left, right) => hashed(Uint8Array.of(1), left, right);

/** Whether the hashes lead from the entry to the root (RFC 9162 §2.1.3.2). */
async function leadsTo({ extra, index, hashes }, { size, root }) {
  let [at, last, hash] = [index, size - 1, await leafOf(extra)];
  if (at >= size) return false;
  for (const beside of hashes) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = await nodeOf(beside, hash);
      for (; at % 2 === 0 && at !== 0; at /= 2) last = Math.floor(last / 2);
    } else {
      hash = await nodeOf(hash, beside);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && sameBytes(hash, root);
}
