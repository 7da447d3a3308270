const SIGNED_DATA = '1.2.840.113549.1.7.2';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.47';
const TIME_STAMP = '1.2.840.113549.1.9.16.2.14';
const COMMON_NAME = '2.5.4.3';
const HASHES = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
const CURVES = {
  '1.2.840.10045.3.1.7': ['P-256', 32],
  '1.3.132.0.34': ['P-384', 48],
  '1.3.132.0.35': ['P-521', 66],
};
const EC_KEY = '1.2.840.10045.2.1';

/** Where a PDF says what its first signature is over: `[0 a b c]`, and the signature between a and b. */
function rangeIn(text) {
  const [, ...numbers] = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(text) ?? [];
  return numbers.length === 0 ? null : numbers.map(Number);
}

/** What is in a CMS that one signed (RFC 5652 §5), as far as it is needed here. */
function signedDataIn(der) {
  const [type, holder] = elementsIn(element(der));
  if (oidIn(type) !== SIGNED_DATA) throw new Fault('it is no signed data');
  const parts = elementsIn(elementsIn(holder)[0]);
  const certificates = parts.filter(({ tag }) => tag === 0xa0).flatMap(elementsIn);
  const signers = elementsIn(parts[parts.length - 1]);
  if (parts[parts.length - 1].tag !== SET || signers.length !== 1) throw new Fault('it is not by one signer');
  const [, , digest, attributes, algorithm, signature, unsigned] = elementsIn(signers[0]);
  if (attributes.tag !== 0xa0) throw new Fault('it has no signed attributes');
  return { certificates, digest, attributes, algorithm, signature, unsigned };
}

/** The value of an attribute of that name; null where there is none. */
function attributeIn(attributes, name) {
  for (const attribute of attributes === undefined ? [] : elementsIn(attributes)) {
    const [type, values] = elementsIn(attribute);
    if (oidIn(type) === name) return elementsIn(values)[0];
  }
  return null;
}

/** Of a certificate (RFC 5280 §4.1) its names, its key and until when it is valid. */
function certificateIn({ raw }) {
  const parts = elementsIn(elementsIn(element(raw))[0]);
  const [, , , , validity, subject, key] = parts[0].tag === 0xa0 ? parts : [null, ...parts];
  const names = elementsIn(subject).flatMap(elementsIn).map(elementsIn);
  const common = names.find(([type]) => oidIn(type) === COMMON_NAME);
  const until = elementsIn(validity)[1];
  return {
    raw,
    key,
    name: common ? utf8.decode(common[1].content) : 'a name that is not written',
    until: timeIn(until),
  };
}

function timeIn({ tag, content }) {
  const text = latin1.decode(content);
  const year = tag === 0x17 ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text.slice(0, 2)}` : text.slice(0, 4);
  const rest = tag === 0x17 ? text.slice(2) : text.slice(4);
  return `${year}-${rest.slice(0, 2)}-${rest.slice(2, 4)}`;
}

const unsignedBytes = (bytes, size) => {
  const plain = bytes[0] === 0 ? bytes.subarray(bytes.findIndex((byte) => byte !== 0)) : bytes;
  return joined(new Uint8Array(Math.max(0, size - plain.length)), plain);
};

/** Whether the key of a certificate made the signature; ECDSA comes as two numbers and is wanted as their bytes. */
async function isSignedBy({ key }, { hash, signature, bytes }) {
  const [algorithm] = elementsIn(key);
  const [type, curve] = elementsIn(algorithm);
  if (oidIn(type) !== EC_KEY) {
    const name = { name: 'RSASSA-PKCS1-v1_5', hash };
    return crypto.subtle.verify(
      name,
      await crypto.subtle.importKey('spki', key.raw, name, false, ['verify']),
      signature,
      bytes,
    );
  }
  const [namedCurve, size] = CURVES[oidIn(curve)] ?? [];
  if (namedCurve === undefined) throw new Fault('its curve is not known here');
  const imported = await crypto.subtle.importKey('spki', key.raw, { name: 'ECDSA', namedCurve }, false, ['verify']);
  const numbers = elementsIn(element(signature)).map(({ content }) => unsignedBytes(content, size));
  return crypto.subtle.verify({ name: 'ECDSA', hash }, imported, joined(...numbers), bytes);
}

/** The certificate that the signed attributes name by its digest (RFC 5035 §3). */
async function signerIn({ certificates, attributes }) {
  const named = attributeIn(attributes, SIGNING_CERTIFICATE);
  if (named === null) throw new Fault('it does not say which certificate is the signer’s');
  const id = elementsIn(elementsIn(elementsIn(named)[0])[0]);
  const digest = id.find(({ tag }) => tag === OCTETS);
  for (const one of certificates) {
    if (digest !== undefined && (await digestOfBytes(one.raw)) === hexOf(digest.content)) return certificateIn(one);
  }
  throw new Fault('the certificate that it names is not inside');
}

/** Checks the seal of a PDF: what it covers, what was signed, and by the key of which certificate. */
async function sealFindings(pdf) {
  const label = 'Seal';
  const range = rangeIn(latin1.decode(pdf));
  if (range === null) return [found(label, null, 'The PDF has no seal.')];
  try {
    const [from, first, second, length] = range;
    const end = second + length;
    const gap = latin1.decode(pdf.subarray(first, second));
    if (from !== 0 || end > pdf.length || !/^<[0-9A-Fa-f]+>$/.test(gap))
      throw new Fault('it does not cover the file up to itself');
    const parts = signedDataIn(bytesOfHex(gap.slice(1, -1)));
    const hash = HASHES[oidIn(elementsIn(parts.digest)[0])];
    if (hash === undefined) throw new Fault('its digest is not known here');
    const covered = joined(pdf.subarray(0, first), pdf.subarray(second, end));
    const said = attributeIn(parts.attributes, MESSAGE_DIGEST);
    const actual = hexOf(new Uint8Array(await crypto.subtle.digest(hash, covered)));
    if (said === null || hexOf(said.content) !== actual)
      throw new Fault('the bytes of the file are not those that were sealed');
    const signer = await signerIn(parts);
    const bytes = joined(Uint8Array.of(SET), parts.attributes.raw.subarray(1));
    if (!(await isSignedBy(signer, { hash, signature: parts.signature.content, bytes })))
      throw new Fault('the signature is not by the certificate inside');
    const stamp =
      attributeIn(parts.unsigned, TIME_STAMP) === null
        ? 'without a time stamp'
        : 'with a time stamp, which is not looked at here';
    const words = `Sealed by “${signer.name}”, ${stamp}: every byte up to byte ${grouped(end)} is as it was sealed. The certificate is valid until ${signer.until}. Who vouches for that name is not looked at here.`;
    return [found(label, true, words), ...addedAfter(pdf, end)];
  } catch (error) {
    return [
      found(label, false, `The seal does not hold: ${error instanceof Fault ? error.message : 'it cannot be read'}.`),
    ];
  }
}

/** Bytes behind the seal may be what helps to check it later, or change what a viewer shows. */
function addedAfter(pdf, end) {
  if (end === pdf.length) return [];
  const added = latin1.decode(pdf.subarray(end));
  const isPages = /\/Type\s*\/Pages?\b|\/Contents|\/Annots|\/ObjStm/.test(added);
  const words = `${many(pdf.length - end, 'byte was', 'bytes were')} added after it was sealed`;
  return isPages
    ? [found('After the seal', false, `${words}, and they can change what is shown.`)]
    : [found('After the seal', null, `${words}. They hold no page; what they hold is looked at by predicate verify.`)];
}
