// A made-up rail e-invoice in both formats passengers get: the PDF printed by a browser from album-source, the OFD zipped from the same words.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Zip from 'pizzip';
import type { Browser } from 'playwright-core';

const SOURCE = join(__dirname, 'album-source/rail-invoice.html');
const FONT = join(__dirname, '../../node_modules/@fontsource/noto-sans-sc');

/** What a test changes of the sample: a text of the page and what stands in its place. */
export type Changes = readonly (readonly [from: string, to: string])[];

function changed(changes: Changes): string {
  let html = readFileSync(SOURCE, 'utf8');
  for (const [from, to] of changes) {
    if (!html.includes(from)) throw new Error(`${from} is not on the sample`);
    html = html.replace(from, to);
  }
  return html;
}

/** Printed as a real PDF with its letters inside. */
export async function railPdf(browser: Browser, changes: Changes = []): Promise<Uint8Array> {
  const page = await browser.newPage();
  try {
    const faces = readFileSync(join(FONT, '400.css'), 'utf8');
    // Only the slices with letters of the page, inlined: the page is set from text and may read no files.
    const html = changed(changes);
    const letters = new Set([...html].map((one) => one.codePointAt(0) ?? 0));
    const used = faces
      .split('@font-face')
      .slice(1)
      .filter((face) => ranges(face).some(([from, to]) => [...letters].some((one) => one >= from && one <= to)))
      .map(
        (face) =>
          `@font-face${face.replace(/url\(\.\/files\/([^)]+\.woff2)\)/, (_all, name: string) => `url(data:font/woff2;base64,${fontOf(name)})`)}`,
      )
      .join('\n');
    await page.setContent(html.replace('<link rel="stylesheet" href="fonts.css" />', `<style>${used}</style>`));
    await page.evaluate(() => document.fonts.ready);
    return await page.pdf({ preferCSSPageSize: true, printBackground: true });
  } finally {
    await page.close();
  }
}

const fontOf = (name: string): string => readFileSync(join(FONT, 'files', name)).toString('base64');

function ranges(face: string): [from: number, to: number][] {
  const list = /unicode-range:\s*([^;]+);/.exec(face)?.[1] ?? '';
  return [...list.matchAll(/U\+([0-9a-fA-F]+)(?:-([0-9a-fA-F]+))?/g)].map(([, from = '0', to]) => [
    Number.parseInt(from, 16),
    Number.parseInt(to ?? from, 16),
  ]);
}

const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** The same words as an OFD (GB/T 33190): one page of text objects, placed in millimetres. */
export function railOfd(changes: Changes = []): Uint8Array {
  const boxes = [...changed(changes).matchAll(/<div[^>]*left: ([\d.]+)mm; top: ([\d.]+)mm">([^<]*)<\/div>/g)];
  const objects = boxes.map(
    ([, left, top, text = ''], at) =>
      `<ofd:TextObject ID="${at + 10}" Boundary="${left} ${top} 80 6" Font="3" Size="4"><ofd:TextCode X="0" Y="4">${xml(text)}</ofd:TextCode></ofd:TextObject>`,
  );
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const space = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  const zip = new Zip();
  zip.file(
    'OFD.xml',
    `${head}<ofd:OFD ${space} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
  );
  zip.file(
    'Doc_0/Document.xml',
    `${head}<ofd:Document ${space}><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
  );
  zip.file(
    'Doc_0/Pages/Page_0/Content.xml',
    `${head}<ofd:Page ${space}><ofd:Content><ofd:Layer ID="2">${objects.join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
  );
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

/** Writes the samples that the people of the story have in their chats. */
export async function writeInvoices(browser: Browser): Promise<void> {
  writeFileSync(join(__dirname, 'invoices', 'rail-invoice.pdf'), await railPdf(browser));
  writeFileSync(join(__dirname, 'invoices', 'rail-invoice.ofd'), railOfd());
}
