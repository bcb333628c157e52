// The lines of a rail e-invoice (铁路电子客票) as a ticket. Whatever is not plainly there stays null: the person fills it in.
import { isDate } from './dates';
import type { TicketFact, TransportMode } from './facts';
import type { DateText, Fen } from './records';

export interface RailTicket extends Omit<TicketFact, 'id' | 'railFareFen' | 'direction'> {
  serial: string;
}

export type RailReading = { kind: 'ticket'; ticket: RailTicket } | { kind: 'refund_fee' } | { kind: 'other' };

const MARK = /铁路电子客票|电子客票号|中国铁路/;
/** A fee for handing a ticket back is invoiced on the same form; it is no journey. */
const REFUND = /退票费|改签费|变更费/;

/** G, D and C are high-speed and second class counts; other letters and bare numbers are ordinary trains. */
function modeOf(train: string | null): TransportMode | null {
  if (train === null) return null;
  return /^[GDC]/.test(train) ? 'high_speed' : 'train';
}

function dateOf(text: string): DateText | null {
  // The day of travel stands before the hour of departure; 开票日期 is another day.
  const found =
    /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*\d{1,2}\s*[:：]\s*\d{2}/.exec(text) ??
    /乘车日期[:：]?\s*(\d{4})[年-](\d{1,2})[月-](\d{1,2})/.exec(text);
  if (!found) return null;
  const day = `${found[1]}-${(found[2] ?? '').padStart(2, '0')}-${(found[3] ?? '').padStart(2, '0')}`;
  return isDate(day) ? day : null;
}

const STATION = '([\\u4e00-\\u9fa5]{1,9}?)\\s*站?';
const TRAIN = '([GDCZTKYLS]\\s?\\d{1,4}|\\d{4})';
const WAY = new RegExp(`(?:^|\\s)${STATION}\\s+${TRAIN}(?:\\s*次)?\\s+${STATION}(?:\\s|$)`);

/** 「太原南站 G1234 深圳北站」 stands on one line; else the first two names that end in 站. */
function wayOf(lines: readonly string[]): { from: string | null; to: string | null; train: string | null } {
  for (const line of lines) {
    const found = WAY.exec(line);
    if (found) return { from: found[1] ?? null, to: found[3] ?? null, train: (found[2] ?? '').replace(/\s/g, '') };
  }
  const text = lines.join('\n');
  const stations = [...text.matchAll(/(?:^|\s)([\u4e00-\u9fa5]{1,9}?)\s*站(?=\s|$)/g)].map((one) => one[1] ?? '');
  const train = /(?:^|\s)([GDCZTKYLS]\d{1,4})(?:次)?(?=\s|$)/.exec(text)?.[1] ?? null;
  return stations.length === 2 ? { from: stations[0] ?? null, to: stations[1] ?? null, train } : { from: null, to: null, train };
}

function fareOf(text: string): Fen | null {
  const found = /票价[:：]?\s*[￥¥Y]?\s*(\d{1,5}(?:,\d{3})?)[.．](\d{1,2})/.exec(text);
  if (!found) return null;
  return Number((found[1] ?? '').replace(',', '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
}

/** The name stands after the masked identity number. */
function travellerOf(text: string): string | null {
  return /\d{6,10}\*{3,8}\d{2,4}[\dXx]?\s*([\u4e00-\u9fa5·]{2,15})/.exec(text)?.[1] ?? null;
}

/** @param lines text as laid out, top to bottom, the pieces of a line from left to right with blanks between them. */
export function readRailInvoice(lines: readonly string[]): RailReading {
  const text = lines.join('\n');
  if (!MARK.test(text)) return { kind: 'other' };
  if (REFUND.test(text)) return { kind: 'refund_fee' };
  const { from, to, train } = wayOf(lines);
  const serial = /电子客票号[:：]?\s*([0-9A-Za-z]{8,30})/.exec(text)?.[1] ?? /发票号码[:：]?\s*(\d{8,20})/.exec(text)?.[1] ?? '';
  const ticket: RailTicket = {
    date: dateOf(text),
    from,
    to,
    fareFen: fareOf(text),
    mode: modeOf(train),
    traveller: travellerOf(text),
    serial,
  };
  const known = [ticket.date, ticket.from, ticket.fareFen, ticket.traveller].filter((one) => one !== null).length;
  return known === 0 ? { kind: 'other' } : { kind: 'ticket', ticket };
}

const bare = (place: string): string => place.replace(/(特别行政区|自治区|自治州|省|市|县|区)$/, '');

/** Out or back, where a station bears the name of home or of the place of work; null where neither does. */
export function directionOf(
  { from, to }: Pick<RailTicket, 'from' | 'to'>,
  home: { city: string; county: string },
  works: readonly { city: string; county: string }[],
): 'out' | 'back' | null {
  const names = (places: readonly { city: string; county: string }[]) =>
    places.flatMap(({ city, county }) => [bare(city), bare(county)]).filter((name) => name.length >= 2);
  const isIn = (station: string | null, all: string[]) => station !== null && all.some((name) => station.startsWith(name));
  const homes = names([home]);
  const away = names(works).filter((name) => !homes.includes(name));
  if (isIn(from, homes) !== isIn(to, homes)) return isIn(from, homes) ? 'out' : 'back';
  if (isIn(from, away) !== isIn(to, away)) return isIn(to, away) ? 'out' : 'back';
  return null;
}
