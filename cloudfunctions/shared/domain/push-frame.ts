// What cards and posters of whatever is pushed have in common: the band with what it is and for whom, the place of the code, the line at the foot.
import { type Colour, LINE, type Sheet, type TextBox } from './boxes';
import { dayWords } from './dates';
import type { DateText } from './records';

export interface Framed {
  /** 招工, 招聘会: two or three signs. */
  what: string;
  /** Whose notice board: the village; '' = nobody's in particular. */
  whose: string;
  /** Who puts it up. */
  by: string;
  on: DateText;
  /** The line at the foot of a poster. */
  never: string;
}

export const GAP = 24;

type Said = Pick<TextBox, 'x' | 'y' | 'w' | 'h' | 'text' | 'size' | 'min'> & Partial<TextBox>;
export const text = (said: Said): TextBox => ({
  lines: 1,
  bold: false,
  colour: 'ink',
  ground: 'card',
  align: 'left',
  ...said,
});
export type Row = Omit<Said, 'y' | 'h'> & {
  /** What stands before it, on its first line. */
  key?: { text: string; x: number; w: number };
};

/** So much of a line is counted on: numbers and closing signs are not broken. */
const USED = 0.92;
const SCALES = [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64] as const;
const MOST_GAP = 44;
const LEAST_GAP = 8;

const heightOf = ({ text: words, size, w, lines = 1 }: Row, scale: number): number =>
  Math.min(lines, Math.max(1, Math.ceil((Array.from(words).length * size * scale) / (w * USED)))) * size * scale * LINE + 2;

/** Rows under one another from a height to another: each as high as its text needs, all smaller where they need more than there is. */
export function stacked(rows: readonly Row[], from: number, to: number): TextBox[] {
  const room = to - from;
  const needed = (scale: number) => rows.reduce((sum, row) => sum + heightOf(row, scale), 0) + LEAST_GAP * (rows.length - 1);
  const scale = SCALES.find((one) => needed(one) <= room) ?? (SCALES[SCALES.length - 1] as number);
  const gap = LEAST_GAP + Math.max(0, Math.min(MOST_GAP, (room - needed(scale)) / Math.max(1, rows.length - 1)));
  let y = from;
  return rows.flatMap(({ key, ...row }) => {
    const [h, size] = [heightOf(row, scale), row.size * scale];
    const box = text({ ...row, y, h, size, min: Math.min(row.min, size) });
    const before = key ? [text({ x: key.x, w: key.w, text: key.text, y, h, size, min: size * 0.7, colour: 'ink-2' })] : [];
    y += h + gap;
    return [...before, box];
  });
}

const band = (width: number, height: number): { x: number; y: number; w: number; h: number; colour: Colour } => ({
  x: 0,
  y: 0,
  w: width,
  h: height,
  colour: 'accent',
});
const onBand = { bold: true, colour: 'on-accent', ground: 'accent' } as const;

export const CARD = { width: 1000, height: 800, edge: 52 };

/** 1000 × 800: what a chat shows in the size of a matchbox, so few and large letters. */
export function cardFrame({ what, whose }: Pick<Framed, 'what' | 'whose'>): Sheet {
  const { width, height, edge } = CARD;
  return {
    width,
    height,
    ground: 'card',
    areas: [band(width, 144)],
    code: { x: width - edge - 236, y: height - edge - 236, w: 236, h: 236 },
    texts: [
      text({ x: edge, y: 24, w: 300, h: 96, text: what, size: 72, min: 60, ...onBand }),
      text({ x: 380, y: 36, w: width - 380 - edge, h: 72, text: whose, size: 48, min: 32, align: 'right', ...onBand }),
    ],
  };
}

export const POSTER = { width: 1240, height: 1754, edge: 84 };

/** 1240 × 1754, A4 at 150 dots an inch. */
export function posterFrame({ what, whose, by, on, never }: Framed): Sheet {
  const { width, height, edge } = POSTER;
  const code = { x: width - edge - 340, y: height - edge - 60 - 390, w: 340, h: 340 };
  return {
    width,
    height,
    ground: 'card',
    areas: [band(width, 252), { x: edge, y: height - 126, w: width - 2 * edge, h: 2, colour: 'line' }],
    code,
    texts: [
      text({ x: edge, y: 34, w: 460, h: 190, text: what, size: 140, min: 110, ...onBand }),
      text({ x: 560, y: 60, w: width - 560 - edge, h: 84, text: whose, size: 64, min: 40, align: 'right', ...onBand }),
      text({
        x: 560,
        y: 146,
        w: width - 560 - edge,
        h: 56,
        text: `${dayWords(on)} ${by}`,
        size: 40,
        min: 28,
        align: 'right',
        ...onBand,
        bold: false,
      }),
      text({ x: code.x - 30, y: code.y + code.h + 8, w: code.w + 60, h: 52, text: '微信扫一扫看详细', size: 38, min: 30, align: 'center' }),
      text({ x: edge, y: height - 108, w: width - 2 * edge, h: 64, text: never, size: 46, min: 34, bold: true, align: 'center' }),
    ],
  };
}
