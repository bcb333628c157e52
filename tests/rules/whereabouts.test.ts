// Where everybody stands: the table of cases, and what must hold for anybody at all: one state, whatever the order of the records.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayNumber, dayText } from '@shared/domain/dates';
import { FIGURE_KEYS, FIGURES } from '@shared/domain/figures';
import { groupKey, groupNumber } from '@shared/domain/groups';
import { standingsOf } from '@shared/domain/household-standing';
import { NEXT_STEPS } from '@shared/domain/next-steps';
import { LABOUR_SKILLS, WHEREABOUTS } from '@shared/domain/records';
import { festivalBefore, newYearOf, springFestival } from '@shared/domain/spring-festival';
import { COUNTING, type StandingPerson, type StandingSpell } from '@shared/domain/standing-facts';
import { WHEREABOUTS_RULES } from '@shared/domain/whereabouts';
import fc from 'fast-check';
import { parse } from 'yaml';

const HOME = { province: '山西省', city: '晋中市', county: '云岭县' };
const PLACES: Record<string, StandingSpell['place']> = {
  深圳: { province: '广东省', city: '深圳市', county: '宝安区' },
  太原: { province: '山西省', city: '太原市', county: '小店区' },
  榆次: { province: '山西省', city: '晋中市', county: '榆次区' },
  云岭: HOME,
  境外: { province: '', city: '', county: '' },
  不详: { province: '', city: '', county: '' },
  山西不详: { province: '山西省', city: '', county: '' },
};

type Work = [string, string, (string | null)?, string?];
interface Case {
  name: string;
  today?: string;
  born?: string;
  status?: 'active' | 'dead' | 'gone';
  skill?: StandingPerson['labourSkill'];
  student?: string;
  health?: string;
  disability?: string;
  tied?: string[];
  wish?: [boolean, string, string | null, string];
  work?: Work[];
  away?: [string, string] | null;
  more?: Work[];
  moreAway?: [string, string];
  why?: string;
  retiredFrom?: number;
  is: string;
  rule?: string;
  since?: string;
  next?: string;
  reach?: string;
  marks?: string[];
}
const cases = parse(readFileSync(join(__dirname, 'whereabouts.yaml'), 'utf8')) as Case[];

const spellsOf = (works: readonly Work[], away: [string, string] | null | undefined, why: string | undefined, from = 0): StandingSpell[] =>
  works.map(([place, start, end = null, channel = '外出务工'], i) => ({
    _id: `s-${from + i}`,
    start,
    end,
    place: PLACES[place] as StandingSpell['place'],
    overseas: place === '境外',
    employer: '某厂',
    monthlyFen: 400_000,
    industry: '制造业',
    channel,
    away: away ? { since: away[0], why: 'other', backOn: away[1] } : null,
    endReason: end === null ? '' : (why ?? ''),
  }));

const personOf = (one: Case): StandingPerson => ({
  status: one.status ?? 'active',
  born: one.born ?? '1990-01-01',
  sex: '男',
  labourSkill: one.skill ?? '普通劳动力',
  studentStatus: one.student ?? null,
  health: one.health ?? '健康',
  tiedBy: one.tied,
  disability: one.disability ? { category: '肢体', level: one.disability, cert: null, certTail: null, issuedOn: null } : null,
  workWish: one.wish ? { plans: one.wish[0], why: one.wish[1], where: '', leaveOn: one.wish[2], needs: [], asked: one.wish[3] } : null,
});

test.each(cases)('$name', (one) => {
  const spells = [...spellsOf(one.work ?? [], one.away, one.why), ...spellsOf(one.more ?? [], one.moreAway, '', 10)];
  const worker: StandingPerson = { ...personOf({ name: '', is: '' }), sex: '女' };
  const at = (order: StandingSpell[]) =>
    standingsOf({
      household: null,
      // Somebody else of the house is at work, so that 零就业户 does not colour the case.
      members: [
        { id: 'p', sortKey: '1', person: personOf(one), spells: order },
        { id: 'other', sortKey: '2', person: worker, spells: spellsOf([['深圳', '2024-01-01']], null, '', 20) },
      ],
      home: HOME,
      today: one.today ?? '2026-06-01',
      counting: { ...COUNTING, retiredFrom: one.retiredFrom ?? null },
    })[0];
  const { standing, marks } = at(spells) as NonNullable<ReturnType<typeof at>>;
  const found = {
    state: standing.state,
    rule: standing.rule,
    since: standing.since,
    next: standing.next,
    reach: standing.facts.work?.reach,
  };
  expect({ ...found, ...(one.marks ? { marks } : {}) }).toMatchObject({
    state: one.is,
    ...(one.rule ? { rule: one.rule } : {}),
    ...(one.since ? { since: one.since } : {}),
    ...(one.next ? { next: one.next } : {}),
    ...(one.reach === undefined ? {} : { reach: one.reach }),
    ...(one.marks
      ? { marks: one.marks.includes('hard_to_place') || !marks.includes('hard_to_place') ? one.marks : [...one.marks, 'hard_to_place'] }
      : {}),
  });
  expect(standing.words).not.toMatch(/undefined|null|NaN/);
  expect(standing.words.length).toBeGreaterThan(1);
  expect(at([...spells].reverse())?.standing).toEqual(standing);
});

test('every state and every rule has a case', () => {
  expect(WHEREABOUTS.filter((state) => !cases.some(({ is }) => is === state))).toEqual([]);
  const said = new Set(cases.map(({ rule }) => rule));
  const untold = ['said_no', 'home_for_now', 'at_own_business', 'at_local_post'];
  expect(WHEREABOUTS_RULES.map(({ id }) => id).filter((id) => !said.has(id) && !untold.includes(id))).toEqual([]);
});

const day = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2027-06-30') }).map(dayText);
const anySpell: fc.Arbitrary<Omit<StandingSpell, '_id'>> = fc
  .record({
    start: day,
    length: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
    place: fc.constantFrom(...Object.values(PLACES)),
    channel: fc.constantFrom('外出务工', '公益岗位', '帮扶车间', '自主创业', '其他形式就业', ''),
    away: fc.option(fc.record({ since: day, why: fc.constantFrom('new_year' as const, 'ill' as const), backOn: day }), { nil: null }),
    endReason: fc.constantFrom('', '合同到期', '换了地方'),
    overseas: fc.boolean(),
  })
  .map(({ length, start, ...rest }) => ({
    ...rest,
    start,
    end: length === null ? null : dayText(dayNumber(start) + length),
    employer: null,
    monthlyFen: null,
    industry: '',
  }));
const anyPerson: fc.Arbitrary<StandingPerson> = fc.record({
  status: fc.constantFrom('active', 'active', 'active', 'dead', 'gone'),
  born: fc.integer({ min: dayNumber('1940-01-01'), max: dayNumber('2016-01-01') }).map(dayText),
  sex: fc.constantFrom('男' as const, '女' as const),
  labourSkill: fc.constantFrom(...LABOUR_SKILLS),
  studentStatus: fc.constantFrom(null, null, null, '小学'),
  health: fc.constantFrom('健康', '患有大病', '残疾'),
  tiedBy: fc.constantFrom(undefined, [], ['看孩子']),
  workWish: fc.option(
    fc.record({
      plans: fc.boolean(),
      why: fc.constantFrom('', '照顾家人', '其他'),
      where: fc.constant(''),
      leaveOn: fc.constantFrom(null, '2026-05'),
      needs: fc.constant([]),
      asked: day,
    }),
    { nil: null },
  ),
});
const anyHousehold = fc.array(fc.record({ person: anyPerson, spells: fc.array(anySpell, { maxLength: 4 }) }), {
  minLength: 1,
  maxLength: 5,
});

test('anybody at all stands in exactly one place, whatever the order of spells and members; families of figures share everybody out', () => {
  fc.assert(
    fc.property(anyHousehold, day, fc.boolean(), (people, today, resettled) => {
      const household = { householdType: '一般脱贫户' as const, monitoring: null, resettled };
      const members = people.map(({ person, spells }, i) => ({
        id: `p${i}`,
        sortKey: `p${i}`,
        person,
        spells: spells.map((spell, n) => ({ ...spell, _id: `s${n}` })),
      }));
      const made = standingsOf({ household, members, home: HOME, today, counting: COUNTING });
      const again = standingsOf({
        household,
        members: [...members].reverse().map((one) => ({ ...one, spells: [...one.spells].reverse() })),
        home: HOME,
        today,
        counting: COUNTING,
      }).reverse();
      expect(again).toEqual(made);
      for (const { standing, figures, marks } of made) {
        const inFamily = (family: string) => figures.filter((key) => FIGURES[key].family === family);
        expect(inFamily('state')).toEqual([standing.state]);
        const works = figures.includes('at_work');
        expect(inFamily('group').length).toBe(standing.state === 'not_counted' ? 0 : 1);
        expect(inFamily('reach').length).toBe(works ? 1 : 0);
        expect(inFamily('not_counted').length).toBe(standing.state === 'not_counted' ? 1 : 0);
        expect(figures.includes('labourers')).toBe(standing.state !== 'not_counted');
        expect(works !== figures.includes('not_at_work')).toBe(standing.state !== 'not_counted');
        expect(marks.includes('zero_work_household')).toBe(
          standing.state !== 'not_counted' && !made.some((one) => one.figures.includes('at_work')),
        );
        expect(Object.keys(NEXT_STEPS)).toContain(standing.next);
        expect(standing.words).not.toMatch(/undefined|null|NaN/);
      }
      // Figures that count households are carried by one person.
      for (const key of FIGURE_KEYS.filter((one) => FIGURES[one].unit === '户'))
        expect(made.filter(({ figures }) => figures.includes(key)).length).toBeLessThanOrEqual(1);
      const zero = made.filter(({ marks }) => marks.includes('zero_work_household')).length > 0;
      expect(made.filter(({ figures }) => figures.includes('zero_work')).length).toBe(zero ? 1 : 0);
    }),
    { numRuns: 400 },
  );
});

test('the New Year and the groups of a village', () => {
  expect([springFestival(2026), festivalBefore('2026-02-16'), festivalBefore('2026-02-17')]).toEqual([
    '2026-02-17',
    '2025-01-29',
    '2026-02-17',
  ]);
  expect([newYearOf('2025-12-18'), newYearOf('2025-12-19'), newYearOf('2026-03-03'), newYearOf('2026-03-04')]).toEqual([
    null,
    '2026-02-17',
    '2026-02-17',
    null,
  ]);
  expect(['一组', '十组', '十二组', '二十组', '二十三组', '3组', '第四组', '南院'].map(groupNumber)).toEqual([1, 10, 12, 20, 23, 3, 4, 0]);
  expect(['五组', '二组', '十一组', '四组'].sort((a, b) => (groupKey(a) < groupKey(b) ? -1 : 1))).toEqual([
    '二组',
    '四组',
    '五组',
    '十一组',
  ]);
});
