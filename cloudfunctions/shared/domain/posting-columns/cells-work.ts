// Cells that tell of the work: what, what it pays, where, until when, board and terms. Their words go through the readers of pasted messages.
import { readYes } from '../columns/cell';
import { readAmount } from '../fields/amount';
import { readDate } from '../fields/date-text';
import { isProblem } from '../posting-field-kinds';
import { postingField } from '../posting-fields';
import { readPay } from '../posting-paste/pay';
import { partsOf, readChannel } from '../posting-paste/place';
import { readBoard, readStrength, readUntil } from '../posting-paste/terms';
import { said } from '../posting-paste/text';
import type { JobChannel } from '../posting-record';
import { EMPTY_POSTING } from '../postings';
import { cutTo, NONE, type Reader, type Reading, stretch } from './reading';

export const bounded =
  (key: 'title' | 'employer' | 'hours', most: number): Reader =>
  ({ text }, { found }) => {
    found[key] = said(cutTo(text, most));
    return text.length <= most;
  };

/** A text, or yes and no in the words of the thing. */
export const told =
  (key: 'insurance' | 'contract' | 'transport', yes: string, no: string): Reader =>
  ({ text, head }, { found }) => {
    const plain = readYes(text);
    const short = text.length <= 2 && plain !== null;
    found[key] = said(short ? (plain ? (key === 'insurance' && /五险一金/.test(head) ? '五险一金' : yes) : no) : cutTo(text, 60));
    return text.length <= 60;
  };

export const items =
  (key: 'skills' | 'certificates'): Reader =>
  ({ text }, { found }) => {
    if (NONE.test(text)) return true;
    const list = text.split(/[、，,;；\n]/).map((one) => one.trim());
    const kept = list.filter((one, i) => one !== '' && one.length <= 20 && list.indexOf(one) === i).slice(0, 8);
    if (kept.length > 0) found[key] = said([...(found[key]?.value ?? []), ...kept].slice(0, 8));
    return list.every((one) => one.length <= 20) && list.length <= 8;
  };

const PAY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/年薪|\/年/, '年薪'],
  [/日|\/天/, '日薪'],
  [/时薪|小时|\/时/, '时薪'],
  [/月/, '月薪'],
  [/单价|计件|\/件/, '单价'],
];

export const pay: Reader = ({ text, head }, into) => {
  const words = PAY_WORDS.find(([pattern]) => pattern.test(head))?.[1] ?? '工资';
  const read = readPay(stretch(`${words}:${text}`));
  into.notes.push(...read.notes);
  if (read.pay === null) return false;
  into.found.pay = read.pay;
  return true;
};

export const amount =
  (side: 'low' | 'high'): Reader =>
  ({ text }, into) => {
    const fen = readAmount(text);
    if (fen !== null) into[side] = fen;
    return fen !== null;
  };

export const board: Reader = ({ text }, { found }) => {
  const whole = /^(?:吃住|食宿)$/.test(text) ? true : /^(?:自理|无)$/.test(text) ? false : null;
  const plain = whole ?? (text.length <= 3 ? readYes(text) : null);
  const read = readBoard(stretch(text)) ?? (plain === null ? null : said({ food: plain, lodging: plain }));
  if (read !== null) found.board = read;
  return read !== null || NONE.test(text);
};

export const boardHalf =
  (half: 'food' | 'lodging'): Reader =>
  ({ text }, { found }) => {
    const plain = readYes(text) ?? (/自理|不/.test(text) ? false : /[包管供]|免费|提供/.test(text) ? true : null);
    if (plain === null) return NONE.test(text);
    found.board = said({ ...(found.board?.value ?? { food: false, lodging: false }), [half]: plain });
    return true;
  };

export const placed: Reader = ({ text }, into, { home, near }) => {
  const parts = partsOf(text, home, near);
  into.address = cutTo(text, 60);
  // What a column of its own tells goes before what the address names.
  const { province, city, county } = into.place;
  if (parts) into.place = { province: province || parts.province, city: city || parts.city, county: county || parts.county };
  return text.length <= 60;
};

export const placePart =
  (part: keyof Reading['place']): Reader =>
  ({ text }, into, { home }) => {
    const parts = part === 'county' ? null : partsOf(text, { ...home, county: '' }, []);
    into.place = { ...into.place, [part]: cutTo((parts && parts[part] !== '' ? parts[part] : text) as string, 20) };
    return true;
  };

export const until: Reader = ({ text }, into, { today }) => {
  // 3月1日至3月20日: the end counts.
  const end = text.split(/至|到|~|—+|―/).pop() ?? text;
  const day = readDate(end.replace(/[号止前]+$/, ''));
  const read = day === null ? readUntil(stretch(`截止:${end}`), today, into.notes) : said(day);
  if (read) into.found.until = read;
  return read !== null;
};

const CHANNELS: readonly (readonly [RegExp, JobChannel])[] = [
  [/省外|跨省|外省/, 'outside_province'],
  [/省内|市内|县外/, 'in_province'],
  [/车间|工坊/, 'workshop'],
  [/公益/, 'welfare'],
  [/以工代赈/, 'relief'],
  [/零工|临时|日结|短工/, 'casual'],
  [/县内|本地|就近|本县|乡内/, 'in_county'],
];
export const channel: Reader = ({ text }, into) => {
  const read = CHANNELS.find(([pattern]) => pattern.test(text))?.[1] ?? readChannel(stretch(text), null, text)?.value;
  // 普工, 服务业: a kind of work, no channel.
  if (read) into.found.channel = said(read);
  return read !== undefined;
};

export const strength: Reader = ({ text }, into) => {
  const field = postingField('strength')?.read(EMPTY_POSTING, text);
  const read = field && !isProblem(field) && text !== '' ? said(field.strength) : readStrength(stretch(text));
  if (read) into.found.strength = read;
  return read !== null;
};
