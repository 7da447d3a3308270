import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** Asked for by the page alone; nothing leaves the machine. */
const ORIGIN = 'http://drawn.example';
const BUILD = join(dirname(require.resolve('pdfjs-dist/package.json')), 'legacy/build');

const PAGE = `<!doctype html><title>Pages</title><canvas></canvas><script type="module">
  import { getDocument, GlobalWorkerOptions } from '/pdf.mjs';
  GlobalWorkerOptions.workerSrc = '/pdf.worker.mjs';
  const file = await getDocument({ url: '/file.pdf' }).promise;
  const canvas = document.querySelector('canvas');
  const numberOf = async ({ title, dest }) => {
    const [page] = typeof dest === 'string' ? await file.getDestination(dest) : dest;
    return [title, (await file.getPageIndex(page)) + 1];
  };
  globalThis.sections = async () => Promise.all((await file.getOutline()).map(numberOf));
  globalThis.draw = async (number, scale) => {
    const page = await file.getPage(number);
    const viewport = page.getViewport({ scale });
    [canvas.width, canvas.height] = [viewport.width, viewport.height];
    const context = canvas.getContext('2d');
    await page.render({ canvasContext: context, viewport }).promise;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((dark, value, at) => dark + (at % 4 === 0 && value < 128 ? 1 : 0), 0) / (data.length / 4);
  };
  globalThis.isReady = file.numPages;
</script>`;

const FILES: Readonly<Record<string, () => [type: string, body: string | Buffer]>> = {
  '/': () => ['text/html', PAGE],
  '/pdf.mjs': () => ['text/javascript', readFileSync(join(BUILD, 'pdf.mjs'))],
  '/pdf.worker.mjs': () => ['text/javascript', readFileSync(join(BUILD, 'pdf.worker.mjs'))],
};

/** What the page puts into its own world. */
interface World {
  readonly isReady?: number;
  readonly sections: () => Promise<[title: string, page: number][]>;
  readonly draw: (number: number, scale: number) => Promise<number>;
}

/** A PDF as an engine that is not ours draws it (pdf.js in Chromium). */
export class DrawnPages {
  private constructor(
    private readonly page: Page,
    readonly count: number,
  ) {}

  static async open(browser: Browser, pdf: Buffer): Promise<DrawnPages> {
    const page = await browser.newPage({ viewport: { width: 900, height: 1200 } });
    await page.route(`${ORIGIN}/**`, (route) => {
      const path = new URL(route.request().url()).pathname;
      const file = path === '/file.pdf' ? (['application/pdf', pdf] as const) : FILES[path]?.();
      if (file === undefined) return route.fulfill({ status: 404 });
      return route.fulfill({ contentType: file[0], body: file[1] });
    });
    await page.goto(`${ORIGIN}/`);
    await page.waitForFunction(() => (globalThis as unknown as World).isReady !== undefined);
    return new DrawnPages(page, await page.evaluate(() => (globalThis as unknown as World).isReady ?? 0));
  }

  /** The bookmarks of the first level, each with its page. */
  sections(): Promise<[title: string, page: number][]> {
    return this.page.evaluate(() => (globalThis as unknown as World).sections());
  }

  /** Which share of a page is dark once it is drawn, a point as a pixel. */
  draw(number: number, scale = 1): Promise<number> {
    return this.page.evaluate(([at, by]) => (globalThis as unknown as World).draw(at, by), [number, scale] as const);
  }

  /** The page that was drawn last, as a picture. */
  async keep(path: string): Promise<void> {
    await this.page.locator('canvas').screenshot({ path });
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
