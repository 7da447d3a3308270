const END = Uint8Array.of(0x50, 0x4b, 5, 6);

const viewOf = async (blob, from, to) => new DataView(await blob.slice(from, to).arrayBuffer());
const isZip = async (blob) => blob.size >= 22 && (await viewOf(blob, 0, 4)).getUint32(0) === 0x504b0304;

/** Where the directory of an archive is, and how many files it lists; ZIP64 where it is said. */
async function directoryOf(blob) {
  const tail = Math.max(0, blob.size - 65557);
  const bytes = new Uint8Array(await blob.slice(tail).arrayBuffer());
  let at = bytes.length - 22;
  while (at >= 0 && !sameBytes(bytes.subarray(at, at + 4), END)) at -= 1;
  if (at < 0) throw new Fault('The ZIP has no directory at its end: it was cut off on its way. Download it again');
  const view = new DataView(bytes.buffer);
  const small = { count: view.getUint16(at + 10, true), from: view.getUint32(at + 16, true) };
  if (at < 20 || view.getUint32(at - 20, true) !== 0x07064b50) return { ...small, to: tail + at };
  const where = Number(view.getBigUint64(at - 12, true));
  const wide = await viewOf(blob, where, where + 56);
  return { count: Number(wide.getBigUint64(32, true)), from: Number(wide.getBigUint64(48, true)), to: where };
}

/** Numbers that did not fit into their four bytes stand in an extra field, in this order. */
function wideNumbers(view, at, length, numbers) {
  for (let from = at; from + 4 <= at + length; from += 4 + view.getUint16(from + 2, true)) {
    if (view.getUint16(from, true) !== 1) continue;
    let place = from + 4;
    return numbers.map((number) => {
      if (number !== 0xffffffff) return number;
      place += 8;
      return Number(view.getBigUint64(place - 8, true));
    });
  }
  return numbers;
}

/** The files of an archive by path; each is read when it is wanted. */
async function filesInZip(blob) {
  const { count, from, to } = await directoryOf(blob);
  const view = await viewOf(blob, from, to);
  const files = new Map();
  for (let at = 0, n = 0; n < count; n += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw new Fault('The ZIP is damaged');
    const [method, nameSize, extraSize, commentSize] = [10, 28, 30, 32].map((place) =>
      view.getUint16(at + place, true),
    );
    const name = utf8.decode(new Uint8Array(view.buffer, at + 46, nameSize));
    const told = [24, 20, 42].map((place) => view.getUint32(at + place, true));
    const [size, packed, offset] = wideNumbers(view, at + 46 + nameSize, extraSize, told);
    if (files.has(name)) throw new Fault(`The ZIP holds ${name} twice`);
    if (!name.endsWith('/')) files.set(name, await fileIn(blob, { name, method, size, packed, offset }));
    at += 46 + nameSize + extraSize + commentSize;
  }
  return files;
}

async function fileIn(blob, { name, method, size, packed, offset }) {
  const view = await viewOf(blob, offset, offset + 30);
  if (view.byteLength < 30 || view.getUint32(0, true) !== 0x04034b50) throw new Fault('The ZIP is damaged');
  const from = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const content = blob.slice(from, from + packed);
  if (method === 0) return content;
  if (method !== 8) throw new Fault(`${name} is packed in a way that is not known here: unpack the ZIP first`);
  const bytes = await inflated(content, 'deflate-raw').catch(() => null);
  if (bytes === null || bytes.length !== size) throw new Fault(`${name} is damaged in the ZIP`);
  return new Blob([bytes]);
}
