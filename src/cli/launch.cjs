#!/usr/bin/env node
'use strict';
/**
 * Runs Predicate from a checkout: compiles what is older than its source, a few hundred milliseconds at most, and hands
 * over to the program. An installed package carries no sources, and starts at once. Types are checked by `npm run check`.
 */
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');
const dist = path.join(root, 'dist');
const SOURCE_FOLDERS = ['src', 'migrations'];

const sourcesIn = (folder) =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
        .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    : [];

const outputOf = (source) => path.join(dist, path.relative(root, source).replace(/\.ts$/, '.js'));
const modifiedAt = (file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -1;

function compile(source) {
  const { transformFileSync } = require('@swc/core');
  const { code } = transformFileSync(source, {
    swcrc: false,
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
      keepClassNames: true,
    },
    // Names that `import()` finds, also in a file that `npm run build` compiled.
    module: { type: 'commonjs', exportInteropAnnotation: true },
    sourceMaps: 'inline',
  });
  const output = outputOf(source);
  const half = `${output}.${process.pid}`;
  fs.mkdirSync(path.dirname(output), { recursive: true });
  fs.writeFileSync(half, code);
  fs.renameSync(half, output);
}

/** A killed launcher leaves half a file; one that another launcher writes at this moment is younger. */
const isLeftHalf = (file) => /\.js\.\d+$/.test(file) && Date.now() - modifiedAt(file) > 60_000;

/** A compiled file whose source is gone would still be found; it goes, and what a killed launcher left. */
function dropOrphans(sources) {
  const wanted = new Set(sources.map(outputOf));
  for (const folder of SOURCE_FOLDERS.map((name) => path.join(dist, name)).filter((name) => fs.existsSync(name))) {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
      const file = path.join(entry.parentPath ?? entry.path, entry.name);
      const isOrphan = (file.endsWith('.js') && !wanted.has(file)) || isLeftHalf(file);
      if (entry.isFile() && isOrphan) fs.rmSync(file, { force: true });
    }
  }
}

const sources = SOURCE_FOLDERS.flatMap((folder) => sourcesIn(path.join(root, folder)));
if (sources.length > 0) {
  sources.filter((source) => modifiedAt(outputOf(source)) < modifiedAt(source)).forEach(compile);
  dropOrphans(sources);
}
require(path.join(dist, 'src/main.js'));
