'use strict';
/** `npm run bench -- NAME… [--json]`: runs the named benchmarks on the built program; with --json the last line is one object. */
const { execFileSync } = require('node:child_process');
const os = require('node:os');
const { resolve } = require('node:path');

const BENCHMARKS = {
  ...{ dossier: './dossier.cjs', record: './record.cjs', log: './log.cjs' },
  ...{ start: './start.cjs', http: './http.cjs', access: './access.cjs', pages: './pages.cjs' },
};

function machine() {
  const [cpu] = os.cpus();
  return `${os.cpus().length} × ${cpu.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${os.type()} ${os.release()}`;
}

async function main(words) {
  const json = words.includes('--json');
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = names.filter((name) => !(name in BENCHMARKS));
  if (names.length === 0 || unknown.length > 0) {
    console.error(
      `${unknown.length > 0 ? `There is no ${unknown.join(', ')}. ` : ''}Name one of ${Object.keys(BENCHMARKS).join(', ')}`,
    );
    process.exit(2);
  }
  execFileSync('npx', ['nest', 'build'], { cwd: resolve(__dirname, '../..'), stdio: ['ignore', 'ignore', 'inherit'] });
  console.log(machine());
  const figures = {};
  for (const name of names) {
    console.log(`\n${name}`);
    figures[name] = await require(BENCHMARKS[name]).run({ json });
  }
  if (json) console.log(JSON.stringify(figures));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
