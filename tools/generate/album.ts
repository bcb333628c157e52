// Draws the sample pictures of the simulated phones' albums from album-source/*.html; run only when they change, the pictures are in the repository.
// Nothing in them is anybody's: each is marked 「样张」. The ticket carries a place and a camera in its EXIF, so that stripping can be seen to work.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { exifSegment } from './exif';

const out = (name: string): string => join(__dirname, 'album', name);

interface Picture {
  file: string;
  page: string;
  width: number;
  height: number;
  /** Style put over the page: how a shaking hand or a bad lamp sees it. */
  filter?: string;
  exif?: boolean;
}

const PICTURES: readonly Picture[] = [
  { file: 'ticket.jpg', page: 'ticket.html', width: 1080, height: 1080, exif: true },
  { file: 'wage.png', page: 'wage.html', width: 828, height: 1500 },
  { file: 'proof.jpg', page: 'proof.html', width: 1080, height: 1440 },
  { file: 'blurred.jpg', page: 'ticket.html', width: 1080, height: 1080, filter: 'blur(13px) brightness(.55) contrast(.8)' },
];

/** The packaged font's style sheet, reachable from the page. */
function fontSheet(): string {
  const root = join(__dirname, '../../node_modules/@fontsource/noto-sans-sc');
  return [400, 700].map((weight) => `@import url('${pathToFileURL(join(root, `${weight}.css`)).href}');`).join('\n');
}

async function draw(): Promise<void> {
  const executablePath = process.env.CHROME_PATH;
  if (!executablePath) throw new Error('set CHROME_PATH to a Chromium browser');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--allow-file-access-from-files'] });
  try {
    for (const picture of PICTURES) {
      const page = await browser.newPage({ viewport: { width: picture.width, height: picture.height } });
      await page.route('**/fonts.css', (route) => route.fulfill({ contentType: 'text/css', body: fontSheet() }));
      await page.goto(pathToFileURL(join(__dirname, 'album-source', picture.page)).href);
      if (picture.filter) await page.addStyleTag({ content: `body { filter: ${picture.filter}; transform: scale(1.08) }` });
      await page.evaluate(() => document.fonts.ready);
      const type = picture.file.endsWith('.png') ? 'png' : 'jpeg';
      await page.screenshot({ path: out(picture.file), type, ...(type === 'jpeg' ? { quality: 78 } : {}) });
      await page.close();
      if (picture.exif) writeFileSync(out(picture.file), withExif(readFileSync(out(picture.file))));
    }
  } finally {
    await browser.close();
  }
}

/** Puts the segment right behind the start-of-image marker. */
function withExif(jpeg: Buffer): Buffer {
  return Buffer.concat([
    jpeg.subarray(0, 2),
    exifSegment({ model: 'Sample Phone', latitude: [37, 30], longitude: [113, 0] }),
    jpeg.subarray(2),
  ]);
}

draw().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
