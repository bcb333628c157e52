// Short lists through dispatch: who is refused, what fits whom and why, what it nets by the rules in force, and how little is read.
import { indexed } from '@shared/domain/job-cells';
import type { PersonRecord, PostingRecord } from '@shared/domain/records';
import { openTown, type Town } from '../support/town';

const TOWN = '140799201000';
const VILLAGE = '140799201201';
const TERMS = /脱贫|监测户|兜底|弱劳|半劳动力|报名/;
let town: Town;
let me: string;
let examined = 0;

beforeAll(async () => {
  town = await openTown();
  me = town.personOf('labourer');
  await town.as('clerk').call('where.figures', { place: TOWN });
});
afterAll(() => town?.close());

async function person(more: Partial<PersonRecord>): Promise<void> {
  const was = (await town.cloud.database.get('persons', me)) as unknown as PersonRecord;
  await town.cloud.database.put('persons', { ...was, ...more } as never);
}
async function posting(id: string, more: Partial<PostingRecord>): Promise<void> {
  const model = town.county.postings.find(({ status, area }) => status === 'open' && area === 'in_county') as PostingRecord;
  await town.cloud.database.put(
    'postings',
    indexed({ ...model, _id: id, until: '2026-06-30', sortKey: `2026-03-01:${id}`, ...more }) as never,
  );
}
/** Takes down everything that is open, so that one posting alone is looked at. */
async function takenDown(): Promise<void> {
  for (const one of (await town.cloud.database.all('postings')) as unknown as PostingRecord[])
    if (one.status === 'open') await town.cloud.database.put('postings', indexed({ ...one, status: 'stopped' }) as never);
}
async function mine() {
  town.cloud.queries.take();
  const list = await town.as('labourer').call('match.mine', { person: me });
  examined = town.cloud.queries.take().reduce((sum, one) => sum + one.examined, 0);
  return list;
}

describe('refused', () => {
  test('whoever does not act for the person, and nobody at all', async () => {
    // His daughter reads it about him.
    const told = await town.as('daughter').call('match.mine', { person: me });
    expect(told.whom).toBe('他');
    expect(JSON.stringify(told)).not.toContain('您');
    expect((await town.as('neighbour').refused('match.mine', { person: me })).code).toBe('not_found');
    expect((await town.as('visitor').refused('match.mine', { person: me })).code).toBe('not_allowed');
  });
  test('officers of elsewhere, and residents', async () => {
    expect((await town.as('cadre_other').refused('match.person', { person: me })).code).toBe('not_found');
    expect((await town.as('labourer').refused('match.person', { person: me })).code).toBe('not_allowed');
    const [one] = town.county.postings.filter(({ status }) => status === 'open');
    expect((await town.as('labourer').refused('match.posting', { posting: one?._id ?? '', who: 'ready' })).code).toBe('not_allowed');
    expect((await town.as('cadre_other').refused('match.posting', { posting: one?._id ?? '', who: 'ready', village: VILLAGE })).code).toBe(
      'not_allowed',
    );
    expect((await town.as('cadre').refused('match.posting', { posting: 'nothing', who: 'ready' })).code).toBe('not_found');
    expect((await town.as('cadre').refused('match.posting', { posting: one?._id ?? '', who: 'ready', cursor: 'x' })).code).toBe(
      'bad_input',
    );
  });
});

describe('for oneself', () => {
  test('at most eight that fit, each with why; some that do not, with why not; in spoken words; few documents', async () => {
    const list = await mine();
    expect(list.items.length).toBeGreaterThan(4);
    expect(list.items.length).toBeLessThanOrEqual(8);
    for (const one of list.items) {
      expect(one.fits).toBe(true);
      expect(one.reasons.some(({ fit }) => fit === 'fits')).toBe(true);
    }
    for (const one of list.others) expect(one.reasons.some(({ fit, words }) => fit === 'not' && words !== '')).toBe(true);
    expect(JSON.stringify(list)).not.toMatch(TERMS);
    expect(examined).toBeLessThanOrEqual(60);
  });

  test('whoever must be home in the evening gets work near home; what is far is below with what would ease it', async () => {
    await person({ tiedBy: ['看孩子'], workWish: null });
    const { items, others } = await mine();
    expect(items.length).toBeGreaterThan(0);
    for (const { job } of items) expect(job.area).toBe('in_county');
    const far = others.find(({ job }) => job.area !== 'in_county');
    expect(far?.reasons.find(({ rule }) => rule === 'ties')).toMatchObject({ fit: 'not', remedy: expect.stringContaining('替手') });
    await person({ tiedBy: [] });
  });

  test('the nearest village is said in kilometres, one own village is just there', async () => {
    await person({ tiedBy: ['照顾老人'] });
    await posting('j-here', {
      title: '村里缝包',
      spot: { kind: 'village', code: VILLAGE },
      strength: 'light',
      age: { min: 16, max: null },
    });
    await posting('j-there', {
      title: '邻村摘果',
      spot: { kind: 'village', code: '140799201202' },
      strength: 'light',
      age: { min: 16, max: null },
    });
    const { items } = await mine();
    expect(items.find(({ job }) => job.id === 'j-here')?.distance).toBe('就在本村');
    expect(items.find(({ job }) => job.id === 'j-there')?.distance).toMatch(/^离您村约 \d+ 公里$/);
    expect(examined).toBeLessThanOrEqual(60);
    await person({ tiedBy: [] });
  });

  test('a stopped employer is not shown; one an authority has marked is, with what was found', async () => {
    await takenDown();
    const employer = {
      _id: 'e-x',
      version: 0,
      auditHead: '',
      county: '140799',
      town: TOWN,
      village: '',
      sortKey: 'e-x',
      name: '某厂',
      nameKey: '某厂',
      kind: 'company',
      place: {},
      contact: { name: '', phone: '' },
      note: '',
    };
    const mark = {
      mark: 'arrears',
      on: '2026-01-01',
      words: '',
      from: '县劳动监察',
      official: true,
      by: { openid: '', name: '' },
      lifted: null,
    };
    const high = { minFen: 990_000, maxFen: 990_000, unit: 'month' as const, how: '' };
    await town.cloud.database.put('employers', { ...employer, status: 'watched', marks: [mark] } as never);
    await posting('j-marked', { employerId: 'e-x', pay: high, strength: 'light', age: { min: 16, max: null } });
    const all = async () => {
      const { items, others } = await mine();
      return [...items, ...others].find(({ job }) => job.id === 'j-marked');
    };
    expect((await all())?.reasons.find(({ rule }) => rule === 'employer')?.words).toContain('欠过工资');
    await town.cloud.database.put('employers', { ...employer, status: 'stopped', marks: [mark] } as never);
    expect(await all()).toBeUndefined();
  });

  test('what was full or past its day is not there', async () => {
    await posting('j-late', { until: '2026-03-01', pay: { minFen: 2_000_000, maxFen: 2_000_000, unit: 'month', how: '' } });
    await posting('j-full', { status: 'full', pay: { minFen: 2_000_000, maxFen: 2_000_000, unit: 'month', how: '' } });
    const { items, others } = await mine();
    expect([...items, ...others].map(({ job }) => job.id)).not.toEqual(expect.arrayContaining(['j-late']));
    expect([...items, ...others].map(({ job }) => job.id)).not.toEqual(expect.arrayContaining(['j-full']));
  });
});

describe('what it nets', () => {
  const far = {
    area: 'outside_province',
    channel: 'outside_province',
    spot: { kind: 'elsewhere' },
    place: { province: '广东省', city: '深圳市', county: '宝安区', address: '' },
  } as const;
  beforeAll(async () => {
    await takenDown();
    // At home since last November: nothing of this year is earned yet.
    for (const one of town.county.spells.filter((spell) => spell.person === me && (spell.end === null || spell.end >= '2026')))
      await town.cloud.database.put('spells', { ...one, end: '2025-11-30', status: 'ended' } as never);
  });
  const netsOf = async (id: string) => {
    const { items, others } = await mine();
    const found = [...items, ...others].find(({ job }) => job.id === id);
    if (!found) throw new Error(`${id} is not listed`);
    return found.nets;
  };

  test('outside the province: the fare, and after half a year the rest, by the numbers of the pack, as an estimate of which year', async () => {
    await posting('j-far', {
      ...far,
      pay: { minFen: 900_000, maxFen: 950_000, unit: 'month', how: '' },
      board: { food: true, lodging: false },
      transport: '自己坐车去',
      age: { min: 16, max: null },
      strength: 'light',
    });
    const nets = await netsOf('j-far');
    expect(nets.month).toEqual({ minFen: 900_000, maxFen: 950_000 });
    expect([...nets.subsidies].sort((a, b) => (a.programme > b.programme ? -1 : 1))).toEqual([
      expect.objectContaining({ programme: 'transport', state: 'then', amountFen: 150_000 }),
      expect.objectContaining({ programme: 'stabilisation', state: 'then', amountFen: 120_000 }),
    ]);
    expect(nets.subsidyFen).toBe(270_000);
    for (const { words, basis, conditions } of nets.subsidies) {
      expect(words).toContain('2026 年的办法还没出，照 2025 年的算');
      expect(basis).toContain('晋乡振发〔2023〕44号');
      expect(conditions.length).toBeGreaterThan(0);
    }
    expect(nets.subsidies.find(({ programme }) => programme === 'stabilisation')?.conditions.join()).toMatch(/6 个月/);
    expect(nets.note).toContain('以乡里审核为准');
    expect(nets.costs).toEqual(['不管住，租房自己出钱', '怎么去：自己坐车去']);
  });

  test('in the county there is no fare, and it says why', async () => {
    await posting('j-near', {
      pay: { minFen: 800_000, maxFen: 850_000, unit: 'month', how: '' },
      age: { min: 16, max: null },
      strength: 'light',
    });
    const fare = (await netsOf('j-near')).subsidies.find(({ programme }) => programme === 'transport');
    expect(fare).toMatchObject({ programme: 'transport', state: 'not', amountFen: 0 });
    expect(fare?.words).toMatch(/没有路费补贴/);
  });

  test('piece work has no month and no made-up number', async () => {
    await posting('j-piece', {
      pay: { minFen: 300, maxFen: 900, unit: 'piece', how: '' },
      age: { min: 16, max: null },
      strength: 'light',
      spot: { kind: 'village', code: VILLAGE },
    });
    await person({ tiedBy: ['看孩子'] });
    const nets = await netsOf('j-piece');
    expect(nets.month).toBeNull();
    expect(nets.monthWords).toContain('说不准');
    await person({ tiedBy: [] });
  });

  test('who is at it already gets nothing more by going, and it says so', async () => {
    const [spell] = town.county.spells.filter((one) => one.person === me && one.end === null);
    await town.cloud.database.put('spells', { ...spell, end: null } as never);
    const { subsidies, subsidyFen } = await netsOf('j-far');
    expect(subsidies.map(({ state }) => state)).toEqual(['anyway', 'anyway']);
    expect(subsidyFen).toBe(0);
    await town.cloud.database.put('spells', { ...spell, end: '2025-11-30', status: 'ended' } as never);
  });

  test('from August on half a year is reached in the next year alone, and it says so', async () => {
    town.cloud.clock.set('2026-08-10T02:00:00.000Z');
    await posting('j-august', {
      ...far,
      until: '2026-09-30',
      pay: { minFen: 990_000, maxFen: 990_000, unit: 'month', how: '' },
      board: { food: true, lodging: true },
      age: { min: 16, max: null },
      strength: 'light',
    });
    const steady = (await netsOf('j-august')).subsidies.find(({ programme }) => programme === 'stabilisation');
    expect(steady?.words).toContain('2027 年');
  });
});

describe('the people a posting fits', () => {
  const page = (who: string, input: { posting: string; who: 'ready' | 'unwilling'; village?: string; cursor?: string; limit?: number }) =>
    town.as(who).call('match.posting', input);
  beforeAll(async () => {
    town.cloud.clock.set('2026-08-10T02:00:00.000Z');
    await posting('j-open', { title: '缝纫', until: '2026-12-31', age: { min: 18, max: 60 }, strength: 'medium' });
  });

  test('who waits at home first, page by page, each once, all of the caller, none at work', async () => {
    const seen: { person: string; state: string; village: string }[] = [];
    let cursor: string | undefined;
    do {
      town.cloud.queries.take();
      const { items, next } = await page('clerk', { posting: 'j-open', who: 'ready', limit: 10, ...(cursor ? { cursor } : {}) });
      expect(town.cloud.queries.take().reduce((sum, one) => sum + one.examined, 0)).toBeLessThanOrEqual(60);
      seen.push(...items);
      cursor = next ?? undefined;
    } while (cursor !== undefined);
    expect(seen.length).toBeGreaterThan(3);
    expect(new Set(seen.map(({ person: id }) => id)).size).toBe(seen.length);
    const states = seen.map(({ state }) => state);
    expect(states.every((state) => ['just_back', 'waiting', 'cannot_leave', 'home_for_now'].includes(state))).toBe(true);
    expect(states.lastIndexOf('waiting') < states.indexOf('home_for_now') || !states.includes('home_for_now')).toBe(true);
    const all = (await town.cloud.database.all('whereabouts')) as unknown as { person: string; status: string; matchKeys?: string[] }[];
    expect(seen.map(({ person: id }) => id).sort()).toEqual(
      all
        .filter(({ matchKeys }) => matchKeys?.some((key) => key === 'wnm60' || key === 'hnm60'))
        .map(({ person: id }) => id)
        .sort(),
    );
  });

  test('a cadre sees their village alone; who said no is apart; nothing secret leaves', async () => {
    const ready = await page('cadre', { posting: 'j-open', who: 'ready', village: VILLAGE });
    const apart = await page('cadre', { posting: 'j-open', who: 'unwilling', village: VILLAGE });
    expect(new Set([...ready.items, ...apart.items].map(({ village }) => village)).size).toBeLessThanOrEqual(1);
    expect(apart.items.every(({ state }) => state === 'unwilling')).toBe(true);
    expect(ready.items.some(({ state }) => state === 'unwilling')).toBe(false);
    const numbers = town.county.persons.flatMap(({ idNumber, phone }) => [idNumber, phone].filter((one): one is string => Boolean(one)));
    expect(numbers.filter((number) => JSON.stringify([ready, apart]).includes(number))).toEqual([]);
  });

  test('a cadre at the door reads the same list in official words, with what is not recorded', async () => {
    const list = await town.as('cadre').call('match.person', { person: me });
    expect(list.items.length).toBeGreaterThan(0);
    expect(JSON.stringify(list.items)).toContain('岗位要求');
    expect(list.person.villageName).not.toBe('');
  });
});
