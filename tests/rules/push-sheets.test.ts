// Card and poster: every text inside its box and the frame at the longest legal strings, nothing over the code, colours the interface's own and read easily.
import { type Area, COLOURS, LINE, layText, type Sheet, type TextBox } from '@shared/domain/boxes';
import { fairCard, fairPoster } from '@shared/domain/push-fair-sheets';
import { cardSheet, posterSheet, type SheetContent, type SheetSubject } from '@shared/domain/push-sheets';
import { MOST_POSTINGS } from '@shared/domain/push-texts';
import { LONG_FAIR, PLAIN_FAIR } from '../support/fairs';
import { read } from '../support/source';

const LONG: SheetSubject = {
  title: '长'.repeat(40),
  employer: '名'.repeat(60),
  area: 'outside_province',
  place: { province: '内蒙古自治区', city: '锡林郭勒盟市辖区', county: '东乌珠穆沁旗道特淖尔镇' },
  pay: { minFen: 1_234_567, maxFen: 9_876_543, unit: 'month' },
  board: { food: true, lodging: true },
  until: '2027-12-31',
  headcount: 9999,
  contact: { words: '人'.repeat(20), phone: '0354-7990001-8801' },
};
const PLAIN: SheetSubject = {
  ...LONG,
  title: '砌墙工',
  employer: '西安新业建筑公司',
  place: { province: '陕西省', city: '西安市', county: '雁塔区' },
  pay: { minFen: 500_000, maxFen: 650_000, unit: 'month' },
  until: '2026-03-20',
  headcount: 12,
  contact: { words: '王经理', phone: '19900012345' },
};
const content = (subjects: SheetSubject[], long: boolean): SheetContent => ({
  subjects,
  title: long ? '字'.repeat(30) : '石桥村这周的活，5 个',
  whose: long ? '村'.repeat(20) : '石桥村',
  by: long ? '名'.repeat(20) : '周国强',
  on: '2026-03-02',
});
const sheets: [string, Sheet][] = [1, 2, 3, 5, MOST_POSTINGS].flatMap((count) =>
  [LONG, PLAIN].flatMap((one): [string, Sheet][] => {
    const said = content(
      Array.from({ length: count }, () => one),
      one === LONG,
    );
    return [
      [`card of ${count} ${one.title.slice(0, 3)}`, cardSheet(said)],
      [`poster of ${count} ${one.title.slice(0, 3)}`, posterSheet(said)],
    ];
  }),
);

for (const [name, fair] of [
  ['long', LONG_FAIR],
  ['plain', PLAIN_FAIR],
] as const) {
  const said = {
    fair,
    whose: name === 'long' ? '村'.repeat(20) : '石桥村',
    by: name === 'long' ? '名'.repeat(20) : '青石乡',
    on: '2026-03-02',
  };
  sheets.push([`card of a ${name} fair`, fairCard(said)], [`poster of a ${name} fair`, fairPoster(said)]);
}

/** Wider than any letter of a phone's own: a full square for each Chinese sign, two thirds for others. */
const widest = (text: string, size: number, bold: boolean): number =>
  Array.from(text).reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 || sign === '…' ? 1 : 0.67), 0) * size * (bold ? 1.03 : 1);
const narrow = (text: string, size: number): number => widest(text, size, false) * 0.85;

const within = (inner: Area, outer: Area): boolean =>
  inner.x >= outer.x - 0.01 &&
  inner.y >= outer.y - 0.01 &&
  inner.x + inner.w <= outer.x + outer.w + 0.01 &&
  inner.y + inner.h <= outer.y + outer.h + 0.01;
const over = (a: Area, b: Area): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** What the letters of a laid text take. */
function inked(box: TextBox, measure: typeof widest): Area[] {
  const { size, lines } = layText(box, measure);
  return lines.map(({ x, y, w }) => ({ x, y: y - size * 1.02, w, h: size * LINE }));
}

test.each(sheets)('%s: each text stays in its box, each box in the frame, none over another or the code', (_name, sheet) => {
  const frame = { x: 0, y: 0, w: sheet.width, h: sheet.height };
  expect(within(sheet.code, frame)).toBe(true);
  for (const box of sheet.texts) {
    expect({ text: box.text.slice(0, 8), inside: within(box, frame) }).toEqual({ text: box.text.slice(0, 8), inside: true });
    expect({ text: box.text.slice(0, 8), code: over(box, sheet.code) }).toEqual({ text: box.text.slice(0, 8), code: false });
    for (const measure of [widest, narrow]) {
      for (const line of inked(box, measure))
        expect({ text: box.text.slice(0, 8), line, inside: within(line, box) }).toMatchObject({ inside: true });
      const { size, lines } = layText(box, measure);
      expect(size).toBeGreaterThanOrEqual(Math.min(box.size, box.min));
      expect(lines.length).toBeLessThanOrEqual(box.lines);
    }
  }
  const ink = sheet.texts.map((box) => inked(box, widest));
  // No thin line runs through letters.
  for (const line of sheet.areas.filter(({ h }) => h < 10))
    for (const letters of ink.flat()) expect({ line, letters, over: over(line, letters) }).toMatchObject({ over: false });
  ink.forEach((lines, at) => {
    for (const others of ink.slice(at + 1))
      for (const a of lines) for (const b of others) expect({ a, b, over: over(a, b) }).toMatchObject({ over: false });
  });
});

test('what people must read is not cut on a plain posting and a plain fair', () => {
  const fair = { fair: PLAIN_FAIR, whose: '石桥村', by: '青石乡', on: '2026-03-02' };
  const plain = content([PLAIN], false);
  for (const sheet of [cardSheet(plain), posterSheet(plain), fairCard(fair), fairPoster(fair)])
    for (const box of sheet.texts) {
      const laid = layText(box, widest);
      expect(
        laid.lines
          .map(({ text }) => text)
          .join('')
          .replace(/ /g, ''),
      ).toBe(box.text.replace(/ /g, ''));
    }
});

test('numbers and telephones are not broken between lines, and no line begins with a full stop', () => {
  const box: TextBox = {
    x: 0,
    y: 0,
    w: 300,
    h: 200,
    text: '打电话 19900012345 问',
    size: 40,
    min: 30,
    lines: 3,
    bold: false,
    colour: 'ink',
    ground: 'card',
    align: 'left',
  };
  expect(layText(box, widest).lines.map(({ text }) => text)).toContain('19900012345');
  const lines = layText({ ...box, w: 200, text: '帮着打电话。好' }, widest).lines.map(({ text }) => text);
  expect(lines).toEqual(['帮着打电', '话。好']);
});

const light = (hex: string): number => {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (r as number) + 0.7152 * (g as number) + 0.0722 * (b as number);
};
const contrast = (a: string, b: string): number => {
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
  return ((high as number) + 0.05) / ((low as number) + 0.05);
};

test('colours are the tokens of the interface', () => {
  const tokens = read('miniprogram/styles/tokens.wxss');
  for (const [name, hex] of Object.entries(COLOURS)) expect(tokens).toContain(`--${name}: ${hex};`);
});

test.each(sheets)('%s: every text is at least 4.5 to 1 on what it stands on', (_name, sheet) => {
  for (const { text, colour, ground, y, h } of sheet.texts) {
    expect({ text, ok: contrast(COLOURS[colour], COLOURS[ground]) >= 4.5 }).toEqual({ text, ok: true });
    const area = sheet.areas.find((one) => one.h > 10 && y >= one.y && y + h <= one.y + one.h);
    expect({ text, ground }).toEqual({ text, ground: area?.colour ?? sheet.ground });
  }
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
});
