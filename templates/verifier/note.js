const ED25519 = { name: 'Ed25519' };

/** A signed note (https://c2sp.org/signed-note): what is signed, and who is said to have signed. */
function noteIn(text) {
  const at = text.indexOf('\n\n');
  if (at === -1) throw new Fault('It is no signed note');
  const signatures = text
    .slice(at + 2)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [dash, name, signature] = line.split(' ');
      if (dash !== '—' || signature === undefined) throw new Fault('A line of its signatures cannot be read');
      const bytes = bytesOfBase64(signature);
      return { name, id: hexOf(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
    });
  return { text: text.slice(0, at + 1), signatures };
}

/** A checkpoint (https://c2sp.org/tlog-checkpoint). */
function checkpointIn(text) {
  const [origin, size, root] = text.split('\n');
  if (!/^\d+$/.test(size ?? '') || root === undefined) throw new Fault('It is no checkpoint');
  return { origin, size: Number(size), root: bytesOfBase64(root) };
}

/** A key as verifiers are configured: `name+id+base64`, of type 1 for a log and 4 for a witness. */
async function verifierKeyIn(printed) {
  const [, name, id, base64] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(printed.trim()) ?? [];
  if (base64 === undefined) throw new Fault('A key is written as name+id+base64');
  const bytes = bytesOfBase64(base64);
  const digest = await digestOfBytes(joined(textBytes(`${name}\n`), bytes));
  if (bytes.length !== 33 || digest.slice(0, 8) !== id)
    throw new Fault(`The key of ${name} is not written as it must be`);
  return { name, id, type: bytes[0], key: await importedKey(bytes.subarray(1)) };
}

/** Null where this browser does not know Ed25519. */
async function importedKey(bytes) {
  return crypto.subtle.importKey('raw', bytes, ED25519, false, ['verify']).catch(() => null);
}

/** Whether a key signed a note: true, false, or null where this browser cannot say. */
async function isNoteSignedBy({ text, signatures }, { name, id, type, key }) {
  const own = signatures.find((one) => one.name === name && one.id === id);
  if (own === undefined) return false;
  if (key === null) return null;
  if (type !== 4) return crypto.subtle.verify(ED25519, key, own.bytes, textBytes(text));
  const seconds = new DataView(own.bytes.buffer, own.bytes.byteOffset).getBigUint64(0);
  const message = textBytes(`cosignature/v1\ntime ${seconds}\n${text}`);
  return crypto.subtle.verify(ED25519, key, own.bytes.subarray(8), message);
}
