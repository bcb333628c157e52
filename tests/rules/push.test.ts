// What is said of postings in groups and over loudspeakers, when it may be sent, and what is chosen for a village.
import { fairTexts } from '@shared/domain/push-fair';
import { enoughWords, isQuiet, quietWords } from '@shared/domain/push-rules';
import { freePlace, sharedTo, shareId, targetsOf } from '@shared/domain/push-shares';
import { MOST_SPOKEN, MOST_TEXT, MOST_TITLE, postingTexts, severalTexts } from '@shared/domain/push-texts';
import type { PostingRecord, PushShareRecord } from '@shared/domain/records';
import { spokenDay, spokenNumber, spokenPhone, spokenWords, spokenYuan } from '@shared/domain/spoken-numbers';
import { generateCounty } from '../../tools/generate/county';
import { LONG_FAIR, PLAIN_FAIR } from '../support/fairs';

const TODAY = '2026-03-02';
const length = (text: string) => Array.from(text).length;

test.each([
  [0, '零'],
  [2, '二'],
  [10, '十'],
  [12, '十二'],
  [20, '二十'],
  [22, '二十二'],
  [100, '一百'],
  [105, '一百零五'],
  [110, '一百一'],
  [120, '一百二'],
  [123, '一百二十三'],
  [200, '两百'],
  [260, '两百六'],
  [1000, '一千'],
  [1050, '一千零五十'],
  [2000, '两千'],
  [2500, '两千五'],
  [4000, '四千'],
  [4050, '四千零五十'],
  [4200, '四千二'],
  [4220, '四千二百二'],
  [4500, '四千五'],
  [5008, '五千零八'],
  [10000, '一万'],
  [10500, '一万零五百'],
  [12000, '一万二'],
  [22000, '两万二'],
  [100500, '十万零五百'],
])('%d is read out as %s', (number, words) => expect(spokenNumber(number)).toBe(words));

test('telephones digit by digit, days and jiao as people say them', () => {
  expect(spokenPhone('19900012345')).toBe('幺九九，零零零幺，二三四五');
  expect(spokenPhone('0354-7990001')).toBe('零三五四，七九九，零零零幺');
  expect(spokenDay('2026-03-20')).toBe('三月二十号');
  expect([1550, 20, 45, 5].map(spokenYuan)).toEqual(['十五块五', '两毛', '四毛五', '五分']);
  expect(() => spokenNumber(-1)).toThrow(RangeError);
});

const { postings } = generateCounty({ seed: 7, size: 'small' });
const one = postings.find(
  ({ status, area, pay }) => status === 'open' && area === 'outside_province' && pay.unit === 'month',
) as PostingRecord;
const WALL: PostingRecord = {
  ...one,
  title: '砌墙工',
  employer: '西安新业建筑公司',
  place: { province: '陕西省', city: '西安市', county: '雁塔区', address: '工地' },
  pay: { minFen: 500_000, maxFen: 650_000, unit: 'month', how: '月底发' },
  board: { food: true, lodging: true },
  until: '2026-03-20',
  headcount: 12,
  contact: { name: '王经理', phone: '19900012345' },
};

test('one posting: pay first, place, board, until when, whom to call; no deposit; the card last', () => {
  const { title, text, spoken } = postingTexts(WALL, TODAY);
  expect(title).toBe('一个月5000–6500元 砌墙工 西安市 管吃管住');
  expect(text.split('\n')).toEqual([
    '【招工】砌墙工',
    '工钱：一个月 5000–6500 元，月底发',
    '在哪：陕西省西安市雁塔区，西安新业建筑公司',
    '吃住：管吃管住',
    '招 12 人，3月20日前',
    '打电话问：王经理 19900012345',
    '招工不收押金、不收介绍费，谁要钱都别给。',
    '点上面的卡片，写得全，想去点一下就行。',
  ]);
  expect(spoken).toBe(
    '乡亲们，招工了：砌墙工，一个月五千到六千五块钱，在陕西省西安市雁塔区，管吃管住，招十二个人，三月二十号截止。想去的打电话找王经理：幺九九，零零零幺，二三四五。再说一遍：幺九九，零零零幺，二三四五。招工不收押金，要钱的别信。',
  );
});

/** As long as a posting legally is. */
const LONGEST: PostingRecord = {
  ...WALL,
  title: '长'.repeat(40),
  employer: '名'.repeat(60),
  place: { province: '内蒙古自治区', city: '锡林郭勒盟市辖', county: '东乌珠穆沁旗道特淖尔', address: '路'.repeat(60) },
  pay: { minFen: 1_234_567, maxFen: 9_876_543, unit: 'month', how: '算'.repeat(60) },
  contact: { name: '人'.repeat(20), phone: '19900012345' },
};

test('at the longest strings and for every posting of a county each text keeps its limit', () => {
  for (const posting of [LONGEST, ...postings]) {
    const { title, text, spoken } = postingTexts(posting, TODAY);
    expect({ title, ok: length(title) <= MOST_TITLE }).toEqual({ title, ok: true });
    expect({ text, ok: length(text) <= MOST_TEXT }).toEqual({ text, ok: true });
    expect({ spoken, ok: length(spoken) <= MOST_SPOKEN }).toEqual({ spoken, ok: true });
    expect(spoken).not.toMatch(/\d/);
    expect(text).toContain(posting.contact.phone);
  }
  for (const count of [1, 2, 5, 9]) {
    const contact = { words: '书'.repeat(12), phone: '19900054321' };
    for (const subjects of [Array.from({ length: count }, () => LONGEST), postings.slice(0, count)]) {
      const { title, text, spoken } = severalTexts(subjects, { whose: '槐树坪村', contact }, TODAY);
      expect({ title, ok: length(title) <= MOST_TITLE }).toEqual({ title, ok: true });
      expect({ text, ok: length(text) <= MOST_TEXT }).toEqual({ text, ok: true });
      expect({ spoken, ok: length(spoken) <= MOST_SPOKEN }).toEqual({ spoken, ok: true });
      expect(spoken).not.toMatch(/\d/);
    }
  }
});

test('the best pay of several is said in its own unit, by what a month of it comes to', () => {
  const day: PostingRecord = { ...WALL, title: '贴砖工', pay: { minFen: 30_000, maxFen: 42_000, unit: 'day', how: '' } };
  const piece: PostingRecord = { ...WALL, title: '缝纫', pay: { minFen: 900, maxFen: 990_000, unit: 'piece', how: '' } };
  const title = (...subjects: PostingRecord[]) =>
    severalTexts(subjects, { whose: '石桥村', contact: { words: '', phone: '' } }, TODAY).title;
  expect(title(WALL, day, piece)).toBe('石桥村这周的活，3 个，最高一天420元');
  expect(title(WALL, piece)).toContain('最高一个月6500元');
  expect(title(piece)).toBe('石桥村这周的活，1 个');
});

test('times and numbers within words are read out too', () => {
  expect(['上午9:30到12点', '9:00-11:30', '9点-12点', '8点村口有班车', '3号楼2层', '打0354-7990001', '15:05'].map(spokenWords)).toEqual([
    '上午九点半到十二点',
    '九点到十一点半',
    '九点到十二点',
    '八点村口有班车',
    '三号楼二层',
    '打零三五四，七九九，零零零幺',
    '十五点零五分',
  ]);
});

test('a fair: day and place first, who looks for whom, the bus, what to bring, that it is free', () => {
  const { title, text, spoken } = fairTexts(PLAIN_FAIR, TODAY);
  expect(title).toBe('3月8日 青石乡春风行动招聘会，2 家来招人，要 42 人');
  expect(text.split('\n')).toEqual([
    '【招聘会】青石乡春风行动招聘会',
    '哪天：3月8日（周日）上午9:30到12点',
    '在哪：青石乡政府院里',
    '怎么去：8点村口有班车，中午送回来',
    '谁来招：2 家来招人，要 42 人，柳编工、砌墙工、钢筋工',
    '带什么：带上身份证，想学手艺的也来问。',
    '打电话问：巩站长 19900000001',
    '进门、应聘都不收钱，谁要钱都别给。',
    '点上面的卡片，说一声来不来。',
  ]);
  expect(spoken).toBe(
    '乡亲们，三月八号，星期天，上午九点半到十二点，在青石乡政府院里，办青石乡春风行动招聘会。两家来招人，要四十二个人，有柳编工、砌墙工、钢筋工。八点村口有班车，中午送回来。带上身份证，想学手艺的也来问。要问的打电话：幺九九，零零零零，零零零幺。再说一遍：三月八号，在青石乡政府院里。进门不要钱。',
  );
  // What was not written is not made up: the identity card apart, which every firm asks to see.
  const bare = fairTexts({ ...PLAIN_FAIR, transport: '', words: '雨天改到小学。' }, TODAY);
  expect(bare.text).not.toContain('怎么去');
  expect(bare.text).toContain('雨天改到小学。\n带什么：带上身份证，有证书的也带上');
  expect(bare.spoken).not.toContain('班车');
});

test('a fair at the longest strings keeps each limit, and the day, the place and the telephone are always said', () => {
  for (const fair of [LONG_FAIR, PLAIN_FAIR, { ...LONG_FAIR, transport: '', words: '' }, { ...PLAIN_FAIR, where: '地'.repeat(60) }]) {
    const { title, text, spoken } = fairTexts(fair, TODAY);
    expect({ title, ok: length(title) <= MOST_TITLE }).toEqual({ title, ok: true });
    expect({ text, ok: length(text) <= MOST_TEXT }).toEqual({ text, ok: true });
    expect({ spoken, ok: length(spoken) <= MOST_SPOKEN }).toEqual({ spoken, ok: true });
    expect(spoken).not.toMatch(/\d/);
    expect(spoken).toContain(spokenDay(fair.on));
    expect(spoken).toContain(spokenPhone(fair.contact.phone));
    expect(spoken).toContain(fair.where.slice(0, 7));
    expect(text).toContain(fair.contact.phone);
  }
});

const NIGHT = { quietFrom: '21:30', quietUntil: '07:00' };
test.each([
  ['21:29', false],
  ['21:30', true],
  ['23:59', true],
  ['00:00', true],
  ['06:59', true],
  ['07:00', false],
  ['12:00', false],
])('at %s it is quiet: %s', (time, quiet) => expect(isQuiet(time, NIGHT)).toBe(quiet));

test('quiet hours within a day, none at all, and what is said of them', () => {
  expect(isQuiet('12:30', { quietFrom: '12:00', quietUntil: '14:00' })).toBe(true);
  expect(isQuiet('14:00', { quietFrom: '12:00', quietUntil: '14:00' })).toBe(false);
  expect(isQuiet('03:00', { quietFrom: '00:00', quietUntil: '00:00' })).toBe(false);
  const settings = { ...NIGHT, perDay: 2, reachDays: 60 };
  // 21:40 in Beijing.
  expect(quietWords('2026-03-02T13:40:00.000Z', settings)).toContain('晚上 9:30到早上 7:00不往群里发');
  expect(quietWords('2026-03-02T04:00:00.000Z', settings)).toBe('');
});

describe('the limit of a day', () => {
  const share = (whose: string, n: number, more: Partial<PushShareRecord> = {}) =>
    ({ _id: shareId(whose, TODAY, n), status: 'shared', group: whose === 'v' ? '' : whose, ...more }) as PushShareRecord;
  const free = (shares: PushShareRecord[], groups: string[], target = '') =>
    freePlace({ village: 'v', on: TODAY, groups, shares }, target, 2);

  test('below, at and above it; an undone one gives its place back', () => {
    expect(free([], [])).toBe(shareId('v', TODAY, 0));
    expect(free([share('v', 0)], [])).toBe(shareId('v', TODAY, 1));
    expect(free([share('v', 0), share('v', 1)], [])).toBeNull();
    expect(free([share('v', 0, { status: 'undone' }), share('v', 1)], [])).toBe(shareId('v', TODAY, 0));
    expect(enoughWords('石桥村的群', 1, 2)).toBe('');
    expect(enoughWords('石桥村的群', 2, 2)).toContain('石桥村的群今天发过 2 次了');
  });

  test('of several groups each has its own, and one that is not known yet', () => {
    expect(targetsOf([])).toEqual(['']);
    expect(targetsOf(['a'])).toEqual(['a']);
    expect(targetsOf(['a', 'b'])).toEqual(['a', 'b', '']);
    const full = [share('a', 0), share('a', 1), share('v', 0)];
    expect(free(full, ['a', 'b'], 'a')).toBeNull();
    expect(free(full, ['a', 'b'], 'b')).toBe(shareId('b', TODAY, 0));
    expect(free(full, ['a', 'b'], '')).toBe(shareId('v', TODAY, 1));
  });

  test('what went out before the only group was known counts for it; what went to one that left counts for those not known', () => {
    const before = [share('v', 0), share('v', 1, { group: undefined })];
    expect(sharedTo(before, 'a', ['a'])).toHaveLength(2);
    expect(free(before, ['a'], 'a')).toBeNull();
    expect(sharedTo([share('left', 0)], '', ['a', 'b'])).toHaveLength(1);
    expect(sharedTo([share('left', 0)], 'a', ['a'])).toHaveLength(0);
  });
});
