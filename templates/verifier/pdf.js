const EMBEDDED = textBytes('/EmbeddedFile');
const STREAM = textBytes('stream');
const END_STREAM = textBytes('endstream');

/** The files inside a PDF, by what they are: bytes and digest. Their names are not needed to know them. */
async function embeddedIn(pdf) {
  const files = [];
  for (let at = placeOf(pdf, EMBEDDED); at !== -1; at = placeOf(pdf, EMBEDDED, at)) {
    at += EMBEDDED.length;
    // `/EmbeddedFiles` is the name of a list of files, and no file.
    if (pdf[at] === 0x73) continue;
    const stream = placeOf(pdf, STREAM, at);
    if (stream === -1) break;
    const dictionary = latin1.decode(pdf.subarray(at, stream));
    if (dictionary.includes('endobj')) continue;
    const from = stream + STREAM.length + (pdf[stream + STREAM.length] === 0x0d ? 2 : 1);
    const bytes = await contentAt(pdf, from, dictionary);
    if (bytes === null) files.push({ bytes: null, sha256: null });
    else files.push({ bytes, sha256: await digestOfBytes(bytes) });
    at = from;
  }
  return files;
}

/**
 * What the stream holds that begins here; it ends where its length says, or before the end of the line that comes
 * before `endstream`. Which bytes are the end of that line cannot be told from them, so each reading is tried: packed
 * bytes check themselves (Adler-32).
 */
async function contentAt(pdf, from, dictionary) {
  const told = /\/Length (\d+)(?!\d| \d+ R)/.exec(dictionary)?.[1];
  const ends = told === undefined ? [] : [from + Number(told)];
  for (
    let at = placeOf(pdf, END_STREAM, from), n = 0;
    at !== -1 && n < 3;
    at = placeOf(pdf, END_STREAM, at + 1), n += 1
  ) {
    ends.push(at - 1, at - 2, at);
  }
  for (const end of ends) {
    const packed = pdf.subarray(from, end);
    if (!dictionary.includes('FlateDecode')) return packed;
    const bytes = await inflated(packed, 'deflate').catch(() => null);
    if (bytes !== null) return bytes;
  }
  return null;
}

/** A file inside as text; null for what is no text. */
function textIn({ bytes }) {
  try {
    return bytes === null ? null : utf8.decode(bytes);
  } catch {
    return null;
  }
}
