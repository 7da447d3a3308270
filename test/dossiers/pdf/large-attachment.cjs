'use strict';
require('../../support/swc-require.cjs');
const { mostMemory } = require('../../support/most-memory.cjs');
const { Buffer } = require('node:buffer');
const { createHash } = require('node:crypto');
const { createReadStream, createWriteStream } = require('node:fs');
const { once } = require('node:events');
const { createInflate } = require('node:zlib');
const { streamDossier } = require('../../../src/dossiers/pdf/write-dossier.ts');
const { section, specimen } = require('./specimen.ts');

const PIECE = 1 << 20;

/** Bytes that nearly do not pack, a piece at a time, the same at every run. */
function* pieces(megabytes) {
  let state = 1;
  const piece = Buffer.alloc(PIECE);
  for (let at = 0; at < megabytes; at++) {
    for (let byte = 0; byte < PIECE; byte += 4) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      piece.writeUInt32LE(state, byte);
    }
    yield Buffer.from(piece);
  }
}

function digestOf(megabytes) {
  const hash = createHash('sha256');
  for (const piece of pieces(megabytes)) hash.update(piece);
  return hash.digest('hex');
}

/** The digest of the stream in a part of the file, unpacked. */
async function unpackedDigest(file, { start, end }) {
  const [head] = await createReadStream(file, { start, end: start + 2000, highWaterMark: 4096 })
    .take(1)
    .toArray();
  const data = start + head.indexOf('>>\nstream\n') + '>>\nstream\n'.length;
  const hash = createHash('sha256');
  const inflate = createReadStream(file, { start: data, end: end - 1 }).pipe(createInflate());
  for await (const piece of inflate) hash.update(piece);
  return hash.digest('hex');
}

/** Writes a dossier with one attachment of so many megabytes to a file, and says as JSON what it took. */
async function main([megabytes, target]) {
  const count = Number(megabytes);
  const sha256 = digestOf(count);
  const before = process.memoryUsage().rss;
  const large = {
    ...{ name: 'large.bin', mediaType: 'application/octet-stream', description: 'Many bytes' },
    ...{ relationship: 'Supplement', modifiedAt: '2026-11-20T15:42:07Z' },
    bytes: {
      size: count * PIECE,
      sha256,
      async *open() {
        yield* pieces(count);
      },
    },
  };
  const out = createWriteStream(target);
  const document = specimen({ sections: [section(1, 'One', [])], attachments: [large] });
  const written = await streamDossier(document, out);
  out.end();
  await once(out, 'close');
  const peak = mostMemory();
  const found = await unpackedDigest(
    target,
    written.parts.find(({ label }) => label === 'attachment large.bin'),
  );
  console.log(JSON.stringify({ sha256, found, before, peak, length: written.base.length }));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
