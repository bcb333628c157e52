// A workbook (.xlsx) read part by part as a stream: which sheets it shows, its shared texts, which styles are days. Small enough for a
// function's memory with 20,000 rows of forty columns, which the whole-document reader is not.
import type { SaxesParser } from 'saxes';
import { showsDay } from './cells';
import { type Parts, partsOf } from './parts';
import { readSheet } from './sheet-xml';

export interface Sheet {
  name: string;
  /** Every cell as the text one sees; '' for empty ones. Rows may differ in length; empty rows at the end are cut off. */
  rows: string[][];
}

export type Attributes = Readonly<Record<string, string>>;

export interface Events {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Runs a part through the parser; names come without prefix. Throws on what is no XML. */
export async function parsePart(parts: Parts, name: string, events: Events): Promise<void> {
  const { SaxesParser } = await import('saxes');
  const parser: SaxesParser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => events.open?.(bare(tag.name), tag.attributes as Attributes));
  parser.on('closetag', (tag) => events.close?.(bare(tag.name)));
  parser.on('text', (text) => events.text?.(text));
  for await (const piece of parts.pieces(name)) parser.write(piece);
  parser.close();
}

/** Shared texts, runs of rich text joined, readings (rPh) left out. */
async function sharedTexts(parts: Parts): Promise<string[]> {
  const texts: string[] = [];
  let text = '';
  let inText = false;
  let inReading = false;
  await parsePart(parts, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') inReading = true;
      inText = name === 't' && !inReading;
    },
    close(name) {
      if (name === 'si') texts.push(text);
      else if (name === 'rPh') inReading = false;
      inText = false;
    },
    text(more) {
      if (inText) text += more;
    },
  });
  return texts;
}

/** For each style of a cell, whether it shows a day. */
async function dayStyles(parts: Parts): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const days: boolean[] = [];
  let inCells = false;
  await parsePart(parts, 'xl/styles.xml', {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0);
        days.push(showsDay(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return days;
}

interface Listed {
  name: string;
  path: string;
}

async function listedSheets(parts: Parts): Promise<{ sheets: Listed[]; from1904: boolean }> {
  const targets = new Map<string, string>();
  await parsePart(parts, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`);
    },
  });
  const sheets: Listed[] = [];
  let from1904 = false;
  await parsePart(parts, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      const relation = Object.entries(attributes).find(([key]) => bare(key) === 'id' && key !== 'sheetId')?.[1];
      const path = targets.get(relation ?? '');
      if (path !== undefined && parts.has(path)) sheets.push({ name: attributes.name ?? '', path });
    },
  });
  return { sheets, from1904 };
}

/**
 * The sheets a workbook shows. `mostRows`: where reading a sheet stops, one row further.
 * @throws Error for what is no workbook.
 */
export async function readWorkbook(bytes: Buffer, mostRows: number): Promise<Sheet[]> {
  const parts = partsOf(bytes);
  if (!parts.has('xl/workbook.xml')) throw new Error('no workbook');
  const { sheets, from1904 } = await listedSheets(parts);
  const texts = parts.has('xl/sharedStrings.xml') ? await sharedTexts(parts) : [];
  const days = parts.has('xl/styles.xml') ? await dayStyles(parts) : [];
  const read: Sheet[] = [];
  for (const { name, path } of sheets) read.push({ name, rows: await readSheet(parts, path, { texts, days, from1904, mostRows }) });
  return read;
}
