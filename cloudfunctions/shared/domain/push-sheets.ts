// The card (5:4) of a push and its poster (A4, for the notice board) as boxes: pay first, then what, where, board, until when, whom to call.
import type { Sheet, TextBox } from './boxes';
import { dayWords } from './dates';
import { CARD, cardFrame, GAP, POSTER, posterFrame, text } from './push-frame';
import { boardText, type PushSubject, payText, placeText } from './push-texts';
import type { DateText } from './records';

export type SheetSubject = Pick<PushSubject, 'title' | 'employer' | 'area' | 'board' | 'until' | 'headcount'> & {
  place: Omit<PushSubject['place'], 'address'>;
  pay: Pick<PushSubject['pay'], 'minFen' | 'maxFen' | 'unit'>;
  contact: { words: string; phone: string };
};

export interface SheetContent {
  /** One, or up to nine. */
  subjects: readonly SheetSubject[];
  /** Heading of several: the card's title. */
  title: string;
  /** Whose notice board: the village; '' = nobody's in particular. */
  whose: string;
  /** Who puts it up. */
  by: string;
  on: DateText;
}

const FRAME = { what: '招工', never: '招工不收押金、不收介绍费，谁要钱都别给' };

const untilText = ({ until, headcount }: SheetSubject, on: DateText): string => `${dayWords(until, on)}前，招 ${headcount} 人`;

/** 1000 × 800: what a chat shows in the size of a matchbox, so few and large letters. */
export function cardSheet({ subjects, title, whose, on }: SheetContent): Sheet {
  const { width, edge } = CARD;
  const base = cardFrame({ ...FRAME, whose });
  const full = width - 2 * edge;
  const left = full - base.code.w - GAP;
  const [one] = subjects;
  if (one && subjects.length === 1) {
    const facts = [placeText(one), boardText(one.board), untilText(one, on)];
    return {
      ...base,
      texts: [
        ...base.texts,
        text({ x: edge, y: 172, w: full, h: 138, text: payText(one.pay), size: 104, min: 60, bold: true, colour: 'accent' }),
        text({ x: edge, y: 318, w: full, h: 170, text: one.title, size: 84, min: 56, lines: 2, bold: true }),
        ...facts.map((fact, at) => text({ x: edge, y: 508 + at * 78, w: left, h: 74, text: fact, size: 54, min: 40 })),
      ],
    };
  }
  return {
    ...base,
    texts: [
      ...base.texts,
      text({ x: edge, y: 154, w: full, h: 112, text: title, size: 64, min: 42, lines: 2, bold: true }),
      ...subjects.slice(0, 2).flatMap((each, at) => rowOf(each, { x: edge, y: 272 + at * 119, w: full, size: 46 })),
      ...subjects.slice(2, 3).flatMap((each) => rowOf(each, { x: edge, y: 520, w: left, size: 46 })),
      text({ x: edge, y: 664, w: left, h: 60, text: '点开一个一个看', size: 42, min: 34, colour: 'ink-2' }),
    ],
  };
}

/** What it is and, under it, the pay. */
function rowOf(one: SheetSubject, { x, y, w, size }: { x: number; y: number; w: number; size: number }): TextBox[] {
  return [
    text({ x, y, w, h: size * 1.4, text: one.title, size, min: size * 0.7, bold: true }),
    text({ x, y: y + size * 1.32, w, h: size * 1.2, text: payText(one.pay), size: size * 0.88, min: size * 0.6, colour: 'accent' }),
  ];
}

function onePoster(one: SheetSubject, content: SheetContent): Sheet {
  const { width, edge } = POSTER;
  const full = width - 2 * edge;
  const frame = posterFrame({ ...FRAME, ...content });
  const left = full - frame.code.w - 2 * GAP;
  const facts: [string, string][] = [
    ['在哪', placeText(one)],
    ['哪家', one.employer],
    ['吃住', boardText(one.board)],
    ['招到', untilText(one, content.on)],
  ];
  return {
    ...frame,
    texts: [
      ...frame.texts,
      text({ x: edge, y: 300, w: full, h: 190, text: payText(one.pay), size: 140, min: 84, bold: true, colour: 'accent' }),
      text({ x: edge, y: 500, w: full, h: 260, text: one.title, size: 120, min: 80, lines: 2, bold: true }),
      ...facts.flatMap(([key, value], at) => [
        // On the line of what stands beside it, whose letters are larger.
        text({ x: edge, y: 796 + at * 96, w: 140, h: 74, text: key, size: 54, min: 54, colour: 'ink-2' }),
        text({ x: edge + 150, y: 790 + at * 96, w: full - 150, h: 80, text: value, size: 60, min: 40 }),
      ]),
      text({ x: edge, y: frame.code.y + 16, w: left, h: 70, text: `打电话问：${one.contact.words}`, size: 52, min: 38, colour: 'ink-2' }),
      text({ x: edge, y: frame.code.y + 96, w: left, h: 130, text: one.contact.phone, size: 92, min: 56, bold: true }),
      text({
        x: edge,
        y: frame.code.y + 246,
        w: left,
        h: 130,
        text: '不会用手机的，到村委会问。',
        size: 42,
        min: 34,
        lines: 2,
        colour: 'ink-2',
      }),
    ],
  };
}

function manyPoster(content: SheetContent): Sheet {
  const { width, edge } = POSTER;
  const full = width - 2 * edge;
  const frame = posterFrame({ ...FRAME, ...content });
  const { subjects } = content;
  const [top, bottom] = [430, frame.code.y - GAP];
  const step = Math.min(190, (bottom - top) / Math.max(1, subjects.length));
  // Nine in a column: what it is and the pay in the first line, the rest in the second.
  const size = Math.min(60, step * 0.42);
  const left = full - frame.code.w - 2 * GAP;
  return {
    ...frame,
    areas: [
      ...frame.areas,
      ...subjects.map((_, at) => ({ x: edge, y: top + (at + 1) * step - 6, w: full, h: 2, colour: 'line' as const })),
    ],
    texts: [
      ...frame.texts,
      text({ x: edge, y: 286, w: full, h: 120, text: content.title, size: 68, min: 44, bold: true }),
      ...subjects.flatMap((one, at) => {
        const y = top + at * step;
        return [
          text({ x: edge, y, w: full * 0.5 - GAP, h: size * 1.35, text: one.title, size, min: size * 0.7, bold: true }),
          text({
            x: edge + full * 0.5,
            y,
            w: full * 0.5,
            h: size * 1.35,
            text: payText(one.pay),
            size,
            min: size * 0.6,
            bold: true,
            colour: 'accent',
            align: 'right',
          }),
          text({
            x: edge,
            y: y + size * 1.3,
            w: full,
            h: size,
            text: `${placeText(one)}，${boardText(one.board)}，${dayWords(one.until, content.on)}前，${one.contact.words} ${one.contact.phone}`,
            size: size * 0.66,
            min: size * 0.46,
            colour: 'ink-2',
          }),
        ];
      }),
      text({
        x: edge,
        y: frame.code.y + 60,
        w: left,
        h: 240,
        text: '扫右边的码，一个一个看，能直接打电话。不会用手机的，到村委会问，帮着打。',
        size: 48,
        min: 38,
        lines: 4,
        colour: 'ink-2',
      }),
    ],
  };
}

/** 1240 × 1754, A4 at 150 dots an inch. */
export function posterSheet(content: SheetContent): Sheet {
  const [one] = content.subjects;
  return one && content.subjects.length === 1 ? onePoster(one, content) : manyPoster(content);
}
