const { writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * Unpacks the Chromium that npm brought into TMPDIR, where it is not there yet, and says where it is, and what it needs in
 * its environment, as JSON. A process of its own: the package reads both variables while it is loaded.
 */
async function unpack() {
  const { default: chromium } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  // Its own list of fonts names a folder that is always the same.
  const [folder, list] = [tmpdir(), join(tmpdir(), 'fonts.conf')];
  const folders = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>`;
  writeFileSync(list, `<?xml version="1.0"?><fontconfig>${folders}</fontconfig>\n`);
  const env = { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH, FONTCONFIG_FILE: list };
  process.stdout.write(JSON.stringify({ executablePath, env }));
}

void unpack();
