// Cells that tell of people: how many, of what age, whom to call, who stands behind it. A demand for one sex is not taken over without a law.
import { readYes } from '../columns/cell';
import { isProblem } from '../posting-field-kinds';
import { postingField } from '../posting-fields';
import { readPeople } from '../posting-paste/people';
import { said } from '../posting-paste/text';
import { readBacking, readName, readPhone } from '../posting-paste/who';
import { EMPTY_POSTING } from '../postings';
import { cutTo, NONE, type Reader, stretch } from './reading';

export const headcount: Reader = ({ text }, into) => {
  if (/^\d{1,4}$/.test(text)) {
    into.found.headcount = said(Number(text));
    return Number(text) > 0;
  }
  const read = readPeople(stretch(`招聘人数:${text}`));
  into.notes.push(...read.notes);
  if (read.headcount) into.found.headcount = read.headcount;
  return read.headcount !== null;
};

export const ofOneSex: Reader = ({ text }, into) => {
  const count = /^(\d{1,3})[人名个]?$/.exec(text)?.[1];
  if (count === undefined) return NONE.test(text);
  into.people += Number(count);
  return true;
};

/** 18-50 under 年龄 means years. */
const withYears = (text: string): string => text.replace(/(^|[^\d.])(\d{2})(?![\d.]|\s*周?岁)/g, '$1$2岁');

export const age: Reader = ({ text, head }, into) => {
  const sex = /男|女/.exec(head)?.[0] ?? '';
  const read = readPeople(stretch(`年龄:${sex}${withYears(text)}`));
  into.notes.push(...read.notes);
  if (!read.age) return /身体|均可|无要求/.test(text) && !/\d/.test(text);
  const before = into.found.age?.value;
  // Two columns, one for each sex: what the law lets one ask is an age of the work.
  if (before && sex !== '' && (before.min !== read.age.value.min || before.max !== read.age.value.max))
    into.notes.push('男女岁数分开要：没有法律依据，合起来写');
  const max = before
    ? before.max === null || read.age.value.max === null
      ? null
      : Math.max(before.max, read.age.value.max)
    : read.age.value.max;
  into.found.age = said({ min: before ? Math.min(before.min, read.age.value.min) : read.age.value.min, max });
  return true;
};

export const ageEnd =
  (side: 'min' | 'max'): Reader =>
  ({ text }, into) => {
    if (NONE.test(text)) return true;
    const years = Number(/^(\d{2})\s*(?:周?岁)?$/.exec(text)?.[1] ?? Number.NaN);
    if (!(years >= 10 && years <= 99)) return false;
    const before = into.found.age?.value ?? { min: EMPTY_POSTING.age.min, max: null };
    into.found.age = said({ ...before, [side]: side === 'min' ? Math.max(EMPTY_POSTING.age.min, years) : years });
    return true;
  };

export const sex: Reader = ({ text }, into) => {
  const read = readPeople(stretch(`性别:${text}`));
  into.notes.push(...read.notes);
  if (read.onlySex) into.found.onlySex = read.onlySex;
  return true;
};

export const phone: Reader = ({ text }, into) => {
  const whole = stretch(text);
  const read = readPhone(whole);
  const field = postingField('contactPhone');
  const short = read === null ? field?.read(EMPTY_POSTING, text) : undefined;
  const number = read?.value ?? (short && !isProblem(short) ? short.contact.phone : '');
  if (number !== '') into.found.contactPhone = said(number);
  if (!into.found.contactName) {
    const name = readName(whole)?.value ?? /([\u4e00-\u9fa5]{2,4})/.exec(whole.text.replace(/电话|手机|微信|同号|座机|联系/g, ''))?.[1];
    if (name) into.found.contactName = said(name);
  }
  return number !== '';
};

export const person: Reader = ({ text }, into) => {
  const whole = stretch(text);
  const number = readPhone(whole);
  if (number && !into.found.contactPhone) into.found.contactPhone = number;
  const name = whole.text.replace(/[\ue000\d\s:()、,;/-]+/g, ' ').trim();
  if (name !== '') into.found.contactName = said(cutTo(name, 20));
  return true;
};

export const behind =
  (kind: 'partner' | 'exchange'): Reader =>
  ({ text }, into) => {
    if (NONE.test(text)) return true;
    const before = into.found.backing?.value;
    const name = readYes(text) === true && text.length <= 2 ? '' : cutTo(text.replace(/劳务协作$/, ''), 40);
    into.found.backing = said({ bus: null, busWords: '', ...before, kind, name: name || (before?.name ?? '') });
    return true;
  };

export const source: Reader = (cell, into, setting) => {
  const read = readBacking(stretch(cell.text));
  if (read) into.found.backing = said({ ...read.value, ...(into.found.backing?.value ?? {}) });
  if (read) return true;
  const kind = /协作|人社|东西部/.test(cell.text) ? 'exchange' : /帮扶|驻村/.test(cell.text) ? 'partner' : null;
  return kind === null ? false : behind(kind)(cell, into, setting);
};

export const bus: Reader = ({ text }, into) => {
  if (/^(?:无|没有|\/|-+)$/.test(text)) return true;
  const plain = text.length <= 2 ? readYes(text) : null;
  const goes = plain ?? !/^(?:不|没|无)/.test(text);
  const words = plain === null ? cutTo(text, 60) : '';
  const before = into.found.backing?.value;
  if (before) into.found.backing = said({ ...before, bus: goes, busWords: words });
  else if (goes) into.found.transport = said([into.found.transport?.value, words || '有专车接送'].filter(Boolean).join('，').slice(0, 60));
  return true;
};
