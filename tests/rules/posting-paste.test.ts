// Messages from village groups read into fields: the table of cases, and what must hold for any text at all.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsOfPasted, MOST_PASTED, type PastedKey, type PastedPosting, parsePasted } from '@shared/domain/posting-paste';
import { numberOf } from '@shared/domain/posting-paste/numbers';
import fc from 'fast-check';
import { parse } from 'yaml';

interface Case {
  name: string;
  text: string;
  today?: string;
  count?: number;
  is?: Record<string, unknown>;
  guess?: PastedKey[];
  not?: string[];
  notes?: string[];
  quiet?: string[];
}

const HOME = { province: '山西省', city: '晋中市', county: '云岭县' };
const read = (text: string, today = '2026-03-02') => parsePasted(text, { today, home: HOME, near: ['青石乡'] });
const cases: Case[] = parse(readFileSync(join(__dirname, 'posting-paste.yaml'), 'utf8'));

const board = (told: { food: boolean; lodging: boolean } | undefined): string | undefined =>
  told && ([told.food ? '吃' : '', told.lodging ? '住' : ''].join('') || '无');

/** As the table writes it. */
function told({ found: f }: PastedPosting): Record<string, unknown> {
  const pay = f.pay?.value;
  const values = Object.fromEntries(Object.entries(f).map(([key, one]) => [key, one?.value]));
  return {
    ...values,
    pay: pay && [pay.minFen / 100, pay.maxFen / 100, pay.unit],
    how: pay?.how,
    age: f.age?.value && [f.age.value.min, f.age.value.max],
    board: board(f.board?.value),
    onlySex: f.onlySex?.value.sex,
    ...(f.place?.value ?? {}),
    phone: f.contactPhone?.value,
    contact: f.contactName?.value,
    backing: f.backing?.value.kind,
    bus: f.backing?.value.bus,
  };
}

test.each(cases)('$name', ({ text, today, count = 1, is = {}, guess = [], not = [], notes = [], quiet = [] }) => {
  const { postings } = read(text, today);
  expect(postings).toHaveLength(count);
  const [one] = postings;
  if (!one) return;
  const values = told(one);
  expect(Object.fromEntries(Object.keys(is).map((key) => [key, values[key]]))).toEqual(is);
  expect(guess.filter((key) => one.found[key]?.sure !== 'guessed')).toEqual([]);
  expect(not.filter((key) => values[key] !== undefined)).toEqual([]);
  for (const words of notes) expect(one.notes.join('\n')).toContain(words);
  for (const words of quiet) expect(one.notes.join('\n')).not.toContain(words);
});

test('what is not said is asked for, and the form holds what was found', () => {
  const [one] = read('招保洁员两名，四千五一个月，电话19912340005').postings as [PastedPosting];
  expect(one.unsaid.filter(({ must }) => must).map(({ key }) => key)).toEqual(['employer', 'place', 'until']);
  expect(one.unsaid.map(({ key }) => key)).toEqual(expect.arrayContaining(['age', 'strength', 'contract']));
  expect(fieldsOfPasted(one.found, HOME)).toMatchObject({
    title: '保洁员',
    headcount: 2,
    employer: '',
    until: '',
    age: { min: 16, max: null },
  });
});

test(`at most ${MOST_PASTED} at once, the rest is counted`, () => {
  const lines = (n: number) => Array.from({ length: n }, (_, i) => `${i + 1}、普工${i + 1}名，5000元/月`).join('\n');
  expect(read(lines(MOST_PASTED))).toMatchObject({ more: 0 });
  expect(read(lines(MOST_PASTED + 1))).toMatchObject({ more: 1 });
  expect(read(lines(MOST_PASTED + 1)).postings).toHaveLength(MOST_PASTED);
});

test.each([
  ['5000', 5000],
  ['5,000', 5000],
  ['5k', 5000],
  ['6千', 6000],
  ['4千5', 4500],
  ['1.2万', 12_000],
  ['一百八', 180],
  ['一百零八', 108],
  ['四千五', 4500],
  ['两万二', 22_000],
  ['十五', 15],
  ['二十', 20],
  ['天', null],
])('%s is %s', (text, number) => expect(numberOf(text)).toBe(number));

const SIGNS = Array.from(
  '招普工名元天月时薪综合包吃住男女岁年龄电话地址联系人王经理截止前到至-—~0123456789１２,，。：:（）()一二两百千万k\n 🔥1️⃣、./证车间公司太原市云岭县',
);

test('any text: it never throws, and every piece lies within the posting or the text', () => {
  const some = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.constantFrom(...SIGNS), { maxLength: 160 }).map((signs) => signs.join('')),
    fc.array(fc.constantFrom(...cases.map(({ text }) => text)), { maxLength: 4 }).map((texts) => texts.join('\n')),
  );
  fc.assert(
    fc.property(some, (text) => {
      const { postings } = read(text);
      expect(postings.length).toBeLessThanOrEqual(MOST_PASTED);
      for (const one of postings) {
        const pieces = [one, ...Object.values(one.found).flatMap((found) => found?.pieces ?? [])];
        expect(pieces.every(({ start, end }) => start >= 0 && start <= end && end <= text.length)).toBe(true);
        const { pay, headcount, age } = one.found;
        if (pay) expect(pay.value.minFen > 0 && pay.value.minFen <= pay.value.maxFen).toBe(true);
        if (headcount) expect(Number.isInteger(headcount.value) && headcount.value > 0).toBe(true);
        if (age) expect(age.value.min >= 16 && (age.value.max === null || age.value.max >= age.value.min)).toBe(true);
        for (const found of Object.values(one.found)) if (found?.sure === 'said') expect(found.pieces.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 400 },
  );
});
