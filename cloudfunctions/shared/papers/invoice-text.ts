// The text of an e-invoice, line by line as laid out: of a PDF through pdf.js, of an OFD (a zip of XML) by its text objects.
import { isZip, unzippedSize } from './zip';

/** The file cannot be read as text: broken, locked, or a picture of a page. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

const MOST_PAGES = 3;
const MOST_UNZIPPED = 20 * 1024 * 1024;
const MOST_PIECES = 5000;

interface Piece {
  x: number;
  /** Where it ends; null = not known, so that what follows is taken for another word. */
  end: number | null;
  y: number;
  text: string;
}

/** Pieces at about the same height are one line. `y` grows downwards. */
function linesOf(pieces: readonly Piece[], tolerance: number): string[] {
  const rows: { y: number; pieces: Piece[] }[] = [];
  for (const piece of [...pieces].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row && piece.y - row.y <= tolerance) row.pieces.push(piece);
    else rows.push({ y: piece.y, pieces: [piece] });
  }
  return rows.map((row) =>
    joined(
      row.pieces.filter(({ text }) => text.trim() !== '').sort((a, b) => a.x - b.x),
      tolerance,
    ),
  );
}

/** Letters of several fonts come as pieces of their own: only a gap parts words. */
function joined(pieces: readonly Piece[], gap: number): string {
  let line = '';
  let end: number | null = null;
  for (const piece of pieces) {
    const apart = line !== '' && (end === null || piece.x - end > gap);
    line += `${apart ? ' ' : ''}${piece.text.trim()}`;
    end = piece.end;
  }
  return line;
}

function demandText(lines: string[]): string[] {
  const full = lines.filter((line) => line !== '');
  if (full.join('').length < 10) throw new Unreadable('there is no text in it');
  return full;
}

/** @throws Unreadable */
export async function pdfLines(bytes: Uint8Array): Promise<string[]> {
  const { getDocumentProxy } = await import('unpdf');
  try {
    // A copy: the reader takes the bytes for itself.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false });
    const lines: string[] = [];
    for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      const pieces = items.slice(0, MOST_PIECES).flatMap((item): Piece[] => {
        if (!('str' in item)) return [];
        const [, , , , x = 0, y = 0] = item.transform as number[];
        return [{ x, end: x + item.width, y: -y, text: item.str }];
      });
      lines.push(...linesOf(pieces, 3));
    }
    await pdf.destroy();
    return demandText(lines);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(error instanceof Error ? error.name : 'unknown');
  }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(xml: string): string {
  return xml.replace(/&(#x?[0-9a-fA-F]{1,6}|[a-z]{2,4});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
const numbers = (list: string): number[] => list.split(/\s+/).map(Number);

/** A text object stands at its Boundary; its text codes stand within it. Millimetres. */
function ofdPieces(xml: string): Piece[] {
  const pieces: Piece[] = [];
  for (const object of xml.matchAll(/<(?:\w+:)?TextObject\b([^>]*)>([\s\S]*?)<\/(?:\w+:)?TextObject>/g)) {
    const [left = 0, top = 0] = numbers(attribute(object[1] ?? '', 'Boundary'));
    for (const code of (object[2] ?? '').matchAll(/<(?:\w+:)?TextCode\b([^>]*)>([^<]*)<\/(?:\w+:)?TextCode>/g)) {
      const x = Number(attribute(code[1] ?? '', 'X') || 0);
      const y = Number(attribute(code[1] ?? '', 'Y') || 0);
      pieces.push({ x: left + x, end: null, y: top + y, text: decoded(code[2] ?? '') });
      if (pieces.length >= MOST_PIECES) return pieces;
    }
  }
  return pieces;
}

/** @throws Unreadable */
export async function ofdLines(bytes: Uint8Array): Promise<string[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isZip(buffer) || unzippedSize(buffer) > MOST_UNZIPPED) throw new Unreadable('not an OFD');
  const { default: Zip } = await import('pizzip');
  try {
    const zip = new Zip(buffer);
    // What is printed on every page (the form) lies in templates, what is filled in on the pages.
    const names = Object.keys(zip.files)
      .filter((name) => /(?:Pages|Tpls|Temps|Templates?)\/.*Content\.xml$/i.test(name))
      .slice(0, 2 * MOST_PAGES);
    const pieces = names.flatMap((name) => ofdPieces(zip.file(name)?.asText() ?? ''));
    return demandText(linesOf(pieces, 1.5));
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(error instanceof Error ? error.name : 'unknown');
  }
}
