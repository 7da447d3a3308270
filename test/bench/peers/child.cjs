'use strict';
const { statSync } = require('node:fs');
const { join } = require('node:path');
const { mostMemory } = require('../../support/most-memory.cjs');

/** Draws the table by one program and says, as JSON, what came of it. */
async function main([name, count, target]) {
  const { draw } = require(join(__dirname, `${name}.cjs`));
  const { pages } = await draw(Number(count), target);
  const rssMB = mostMemory() / 1024 / 1024;
  console.log(JSON.stringify({ pages, bytes: statSync(target).size, rssMB }));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
