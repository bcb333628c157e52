// Pictures made of boxes: text that shrinks, wraps and is cut so that it never leaves its box. Knows no canvas: whoever draws says how wide a text is.

/** Colours of drawn pictures: the tokens of the interface by name (styles/tokens.wxss), which a canvas cannot read. */
export const COLOURS = {
  paper: '#faf8f3',
  card: '#ffffff',
  ink: '#1d2420',
  'ink-2': '#55605a',
  line: '#e5e1d7',
  accent: '#1b6650',
  'accent-soft': '#e6f0eb',
  'on-accent': '#ffffff',
  wait: '#7a5100',
} as const;
export type Colour = keyof typeof COLOURS;

export interface Area {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface TextBox extends Area {
  text: string;
  /** Letter height wanted and the least that is still read, in px of the picture. */
  size: number;
  min: number;
  lines: number;
  bold: boolean;
  colour: Colour;
  /** What it stands on. */
  ground: Colour;
  align: 'left' | 'right' | 'center';
}

export interface Sheet {
  width: number;
  height: number;
  ground: Colour;
  areas: (Area & { colour: Colour })[];
  texts: TextBox[];
  /** Where the code goes, with its white edge. */
  code: Area;
}

/** Width of a text at a size, in px. */
export type Measure = (text: string, size: number, bold: boolean) => number;

export interface Laid {
  size: number;
  /** Each with its left edge and baseline. */
  lines: { text: string; x: number; y: number; w: number }[];
}

export const LINE = 1.3;
/** From the top of a line to its baseline, in letter heights. */
const BASE = 1.02;

/** Numbers, sums and telephones stay whole; everything else may break after any sign, but no line begins with what closes the one before. */
const pieces = (text: string): string[] => text.match(/(?:[A-Za-z0-9.,–-]+|[^A-Za-z0-9.,–-])[，。、；：！？）」]*/g) ?? [];

function wrapped(text: string, room: number, width: (text: string) => number): string[] {
  const lines: string[] = [];
  let now = '';
  for (const piece of pieces(text).flatMap((one) => (width(one) > room ? Array.from(one) : [one]))) {
    if (now !== '' && width(now + piece) > room) {
      lines.push(now.trimEnd());
      now = piece.trimStart();
    } else now += piece;
  }
  return [...lines, now.trimEnd()].filter((line) => line !== '');
}

function cut(line: string, room: number, width: (text: string) => number): string {
  const signs = Array.from(line);
  while (signs.length > 0 && width(`${signs.join('')}…`) > room) signs.pop();
  return `${signs.join('')}…`;
}

/** Lays a text into its box: as large as fits, else as small as allowed and cut with …; never outside the box. */
export function layText(box: TextBox, measure: Measure): Laid {
  const { x, y, w, h, text, min, bold, align } = box;
  let size = box.size;
  let lines = wrapped(text, w, (one) => measure(one, size, bold));
  const room = () => Math.max(1, Math.min(box.lines, Math.floor(h / (size * LINE))));
  while (size > min && lines.length > room()) {
    size = Math.max(min, size - 2);
    lines = wrapped(text, w, (one) => measure(one, size, bold));
  }
  if (lines.length > room()) {
    const kept = lines.slice(0, room());
    const rest = (kept.pop() ?? '') + (lines[room()] ?? '');
    lines = [...kept, cut(rest, w, (one) => measure(one, size, bold))];
  }
  return {
    size,
    lines: lines.map((line, at) => {
      const width = measure(line, size, bold);
      const left = align === 'left' ? x : align === 'right' ? x + w - width : x + (w - width) / 2;
      return { text: line, x: left, y: y + at * size * LINE + size * BASE, w: width };
    }),
  };
}
