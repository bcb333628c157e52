// 明白卡: one card a household for the wall: what was paid, when, into which card, whom to call, and a code to the page. A4 or A6.
import { type Block, writePages } from '@shared/papers/page';

export interface CardHouse {
  head: string;
  where: string;
  contact: { words: string; phone: string };
  rows: { name: string; what: string; amount: string; on: string; tail: string }[];
}

interface CardSetting {
  size: 'A4' | 'A6';
  operator: string;
  complaintPhone: string;
  today: string;
  /** The picture of the mini-program code; null when it could not be made: the card stands without. */
  code: { mime: string; bytes: Uint8Array } | null;
}

/** What fits on a card; older payments are in the mini-program and on the one-payment sheets. */
const MOST_ROWS = { A4: 20, A6: 6 } as const;

export function householdCards(
  houses: readonly CardHouse[],
  { size, operator, complaintPhone, today, code }: CardSetting,
): Promise<Uint8Array> {
  const blocks = houses.flatMap((house, i): Block[] => [
    ...(i === 0 ? [] : [{ kind: 'break' as const }]),
    { kind: 'title', text: `${house.head}家 补贴明白卡` },
    { kind: 'small', text: house.where },
    {
      kind: 'table',
      head: ['谁的', '什么钱', '多少', '哪天', '卡尾号'],
      widths: [3, 5, 3, 4, 2.5],
      rows: house.rows.slice(0, MOST_ROWS[size]).map(({ name, what, amount, on, tail }) => [name, what, amount, on, tail]),
    },
    ...(house.contact.phone === '' ? [] : [{ kind: 'line' as const, text: `有事找：${house.contact.words} ${house.contact.phone}` }]),
    { kind: 'line', text: '不收钱，不要密码，不要验证码。谁要都是骗人的。' },
    ...(code === null ? [] : [{ kind: 'picture' as const, mime: code.mime, bytes: code.bytes, size: size === 'A6' ? 22 : 32 }]),
    ...(code === null ? [] : [{ kind: 'small' as const, text: '微信扫一扫，看钱到哪一步了' }]),
  ]);
  return writePages(blocks, { size, foot: `${operator}　投诉 ${complaintPhone}　打印 ${today}` });
}
