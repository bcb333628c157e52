// 明白卡 for the family: what was settled today, what was promised and by when, whom to call. As lines for the page, a picture and a message.
import { dayWords } from '@shared/domain/dates';
import type { Visit } from '@shared/domain/sync/visit';

export interface FamilyCard {
  title: string;
  on: string;
  settled: string[];
  promises: string[];
  contact: { words: string; phone: string };
  never: string;
}

const NEVER = '不收钱，不要密码，不要验证码。谁要都是骗人的。';

export function familyCard(
  headName: string,
  visit: Pick<Visit, 'on' | 'settled' | 'promises'>,
  by: string,
  contact: { words: string; phone: string },
  today: string,
): FamilyCard {
  return {
    title: `${headName}家 明白卡`,
    on: `${dayWords(visit.on, today)} ${by}来过`,
    settled: visit.settled,
    promises: visit.promises.map(({ words, dueOn }) => `${words}（${dayWords(dueOn, today)}前）`),
    contact,
    never: NEVER,
  };
}

/** Heading and lines, as they are drawn and as they are sent. */
export function cardLines(card: FamilyCard): { text: string; kind: 'title' | 'head' | 'line' | 'small' }[] {
  const part = (head: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [{ text: head, kind: 'head' as const }, ...lines.map((text, n) => ({ text: `${n + 1}. ${text}`, kind: 'line' as const }))];
  return [
    { text: card.title, kind: 'title' },
    { text: card.on, kind: 'small' },
    ...part('今天办了', card.settled),
    ...part('答应给您办', card.promises),
    ...(card.contact.phone === '' ? [] : [{ text: `有事找：${card.contact.words} ${card.contact.phone}`, kind: 'head' as const }]),
    { text: card.never, kind: 'small' },
  ];
}

export const cardText = (card: FamilyCard): string =>
  cardLines(card)
    .map(({ text }) => text)
    .join('\n');

const SIZES = { title: 44, head: 34, line: 32, small: 26 } as const;
const WIDTH = 750;
const EDGE = 48;

type Pen = WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D;

function wrapped(pen: Pen, text: string, room: number): string[] {
  const lines: string[] = [];
  let now = '';
  for (const sign of Array.from(text)) {
    if (now !== '' && pen.measureText(now + sign).width > room) {
      lines.push(now);
      now = sign;
    } else now += sign;
  }
  return [...lines, now];
}

/** Draws the card and gives the picture's path. */
export async function drawCard(canvas: WechatMiniprogram.Canvas, card: FamilyCard): Promise<string> {
  const pen = canvas.getContext('2d') as Pen;
  const laid = cardLines(card).flatMap(({ text, kind }) => {
    pen.font = `${kind === 'title' || kind === 'head' ? 'bold ' : ''}${SIZES[kind]}px sans-serif`;
    return wrapped(pen, text, WIDTH - 2 * EDGE).map((line, n) => ({ line, kind, gap: n === 0 && kind === 'head' ? 24 : 0 }));
  });
  const height = laid.reduce((sum, { kind, gap }) => sum + SIZES[kind] * 1.5 + gap, 2 * EDGE);
  canvas.width = WIDTH;
  canvas.height = Math.round(height);
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, WIDTH, height);
  let at = EDGE;
  for (const { line, kind, gap } of laid) {
    at += SIZES[kind] * 1.5 + gap;
    pen.font = `${kind === 'title' || kind === 'head' ? 'bold ' : ''}${SIZES[kind]}px sans-serif`;
    pen.fillStyle = kind === 'small' ? '#55605a' : kind === 'title' ? '#1b6650' : '#1d2420';
    pen.fillText(line, EDGE, at - SIZES[kind] * 0.4);
  }
  const { tempFilePath } = await wx.canvasToTempFilePath({ canvas, fileType: 'png', destWidth: WIDTH, destHeight: Math.round(height) });
  return tempFilePath;
}
