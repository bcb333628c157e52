// The board: who may not, a posting from draft to its end, checked by somebody named, what may be the same, photos, and what ends by itself.
import type { Input } from '@shared/contract';
import { newPosting } from '@shared/domain/postings';
import type { PostingRecord } from '@shared/domain/records';
import { employerIdOf } from '@shared/repos/employers';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

type Fields = Input<'posting.write'>['fields'];
let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const fields = (more: Partial<Fields> = {}): Fields => ({
  title: '缝纫工',
  employer: '青石乡巧手帮扶车间',
  channel: 'workshop',
  area: 'in_county',
  place: { province: '山西省', city: '晋中市', county: '云岭县', address: '乡政府东 300 米' },
  spot: { kind: 'town_seat' },
  pay: { minFen: 280_000, maxFen: 420_000, unit: 'month', how: '每月 10 号发上月的' },
  board: { food: true, lodging: false },
  until: '2026-04-30',
  headcount: 12,
  hours: '早八点到晚六点',
  strength: 'light',
  age: { min: 18, max: null, why: '' },
  onlySex: null,
  skills: [],
  certificates: [],
  insurance: '工伤保险',
  contract: '签一年',
  transport: '有班车',
  description: '做手套',
  contact: { name: '许师傅', phone: '19900004321' },
  backing: null,
  ...more,
});
const write = (more: Partial<Fields> = {}, who = 'cadre') =>
  town.as(who).call('posting.write', { posting: null, version: null, fields: fields(more) });
async function waiting(more: Partial<Fields> = {}) {
  const { posting } = await write(more);
  const turned = await town.as('cadre').call('posting.turn', { posting: posting.id, version: posting.version, verb: 'submit' });
  return { posting: posting.id, version: turned.version };
}
async function opened(more: Partial<Fields> = {}) {
  const at = await waiting(more);
  const { version } = await town.as('labour_clerk').call('posting.turn', { ...at, verb: 'check', how: 'phone' });
  return { posting: at.posting, version };
}
const stored = async (id: string) => (await town.cloud.database.get('postings', id)) as unknown as PostingRecord;
const tenMinutes = () => town.cloud.trigger('work', 'ten_minutes');

describe('refused', () => {
  test('who does not write postings, or not here', async () => {
    for (const who of ['lead', 'auditor', 'labourer', 'visitor', 'payer', 'admin'])
      expect(await town.as(who).refused('posting.write', { posting: null, version: null, fields: fields() })).toMatchObject({
        code: 'not_allowed',
      });
    const at = await waiting({ title: '别村看不到' });
    const other = { posting: at.posting, version: at.version, fields: fields() };
    expect(await town.as('cadre_other').refused('posting.write', other)).toMatchObject({ code: 'not_found' });
    expect(await town.as('cadre_other').refused('posting.show', { posting: at.posting })).toMatchObject({ code: 'not_found' });
    expect(await town.as('visitor').refused('job.detail', { id: at.posting })).toMatchObject({ code: 'not_found' });
  });

  test('a cadre checks nothing, and changes nothing that residents see', async () => {
    const at = await waiting({ title: '自己不能核' });
    expect(await town.as('cadre').refused('posting.turn', { ...at, verb: 'check', how: 'phone' })).toMatchObject({
      code: 'not_possible_now',
    });
    expect(await town.as('cadre').refused('posting.turn', { ...at, verb: 'refuse', words: '不像真的' })).toMatchObject({
      code: 'not_possible_now',
    });
    const open = await opened({ title: '放出去了' });
    expect(await town.as('cadre').refused('posting.write', { ...open, fields: fields() })).toMatchObject({ code: 'not_possible_now' });
    expect(await town.as('cadre').refused('posting.turn', { ...open, verb: 'still' })).toMatchObject({ code: 'not_possible_now' });
  });

  test('half a posting, no way of checking, no why, an old version, a step there is not', async () => {
    const half = await write({ contact: { name: '', phone: '' }, until: '' });
    expect(half.lacks.map(({ field }) => field)).toEqual(['until', 'contactPhone']);
    const submit = { posting: half.posting.id, version: half.posting.version, verb: 'submit' as const };
    expect(await town.as('cadre').refused('posting.turn', submit)).toMatchObject({ code: 'bad_input' });
    const at = await waiting({ title: '剪线工' });
    const clerk = town.as('labour_clerk');
    expect(await clerk.refused('posting.turn', { ...at, verb: 'check' })).toMatchObject({ fields: { how: '选一样怎么核对的' } });
    expect(await clerk.refused('posting.turn', { ...at, verb: 'refuse' })).toMatchObject({ fields: { words: '写上为什么' } });
    expect(await clerk.refused('posting.turn', { ...at, version: 1 + at.version, verb: 'check', how: 'phone' })).toMatchObject({
      code: 'changed_meanwhile',
    });
    expect(await clerk.refused('posting.turn', { ...at, verb: 'full' })).toMatchObject({ code: 'not_possible_now' });
  });

  test('a stopped employer, however its name is written', async () => {
    const at = await waiting({ title: '打包工', employer: '云岭县黑心货运有限公司', contact: { name: '王', phone: '19900007777' } });
    const employer = {
      _id: employerIdOf('140799201000', '云岭县黑心货运'),
      name: '云岭县黑心货运',
      nameKey: '云岭县黑心货运',
      marks: [],
      openids: [],
      status: 'stopped',
      sortKey: 'x',
    };
    await town.cloud.database.put('employers', employer as never);
    const refused = await town.as('labour_clerk').refused('posting.turn', { ...at, verb: 'check', how: 'known' });
    expect(refused).toMatchObject({ code: 'not_possible_now' });
    expect((await stored(at.posting)).status).toBe('waiting');
  });
});

test('from a draft to residents, with who checked it and when; asked again; full; back and checked anew; stopped', async () => {
  const clerk = town.as('labour_clerk');
  const at = await opened({ title: '手套缝纫' });
  const open = await stored(at.posting);
  expect(open).toMatchObject({
    status: 'open',
    village: '140799201201',
    askAgainOn: '2026-04-01',
    checked: { how: 'phone', on: '2026-03-02' },
  });
  expect(open.checked?.by).toContain('青石乡劳动就业站');
  expect(open.cells.length).toBeGreaterThan(0);
  expect(await town.as('visitor').call('job.detail', { id: at.posting })).toMatchObject({ title: '手套缝纫' });
  await town.cloud.database.put('postings', { ...open, askAgainOn: '2026-03-01' } as never);
  expect((await clerk.call('posting.due', {})).items.map(({ id }) => id)).toContain(at.posting);
  const still = await clerk.call('posting.turn', { ...at, verb: 'still', headcount: 5, until: '2026-05-01' });
  expect(await stored(at.posting)).toMatchObject({ headcount: 5, until: '2026-05-01', askAgainOn: '2026-04-01' });
  expect((await clerk.call('posting.due', {})).items.map(({ id }) => id)).not.toContain(at.posting);
  const full = await town.as('cadre').call('posting.turn', { posting: at.posting, version: still.version, verb: 'full' });
  expect((await stored(at.posting)).cells).toEqual([]);
  const back = await town.as('cadre').call('posting.turn', { posting: at.posting, version: full.version, verb: 'reopen' });
  expect(back.status).toBe('waiting');
  const again = await clerk.call('posting.turn', { posting: at.posting, version: back.version, verb: 'check', how: 'visited' });
  const stop = await clerk.call('posting.turn', { posting: at.posting, version: again.version, verb: 'stop', words: '老板说不招了' });
  expect(stop.status).toBe('stopped');
  expect(await town.as('visitor').refused('job.detail', { id: at.posting })).toMatchObject({ code: 'not_found' });
});

test('work in a village of the township: offered by name, refused where there is no such village, near for whoever lives there', async () => {
  const { spots, near } = await town.as('cadre').call('paste.setting', {});
  const villages = spots.filter(({ spot }) => spot.kind === 'village');
  expect(villages.map(({ name }) => near.includes(name))).toEqual(villages.map(() => true));
  // A village's cadre may say that it is in another village.
  const other = villages.find(({ spot }) => spot.kind === 'village' && spot.code === '140799201202');
  expect(other).toBeDefined();
  const nowhere = fields({ title: '摘果子', spot: { kind: 'village', code: '140799209999' } });
  const refused = await town.as('cadre').refused('posting.write', { posting: null, version: null, fields: nowhere });
  expect(refused).toMatchObject({ code: 'bad_input', fields: { spot: '没有这个村' } });
  const own = { title: '摘果子', employer: '石桥村果园', contact: { name: '王', phone: '19900004451' } };
  const at = await opened({ ...own, spot: { kind: 'village', code: '140799201201' } });
  const shown = await town.as('labour_clerk').call('posting.show', { posting: at.posting });
  expect(near).toContain(shown.spotWords);
  expect(shown.spotWords).not.toBe('');
  const person = town.personOf('labourer');
  const { items } = await town.as('labourer').call('job.list', { near: true, person });
  expect(items.find(({ id }) => id === at.posting)).toMatchObject({ km: 0 });
});

test('who checks notes what was found: staff read it with the name, residents only who, when and how; refusing keeps its reason', async () => {
  const at = await waiting({ title: '装箱工', employer: '云岭县满仓粮油', contact: { name: '王', phone: '19900004441' } });
  const note = '打电话问过老板，工资按月发';
  expect(await town.as('cadre').refused('posting.turn', { ...at, verb: 'check', how: 'phone', words: note })).toMatchObject({
    code: 'not_possible_now',
  });
  await town.as('labour_clerk').call('posting.turn', { ...at, verb: 'check', how: 'phone', words: ` ${note} ` });
  const { posting } = await town.as('cadre').call('posting.show', { posting: at.posting });
  expect(posting).toMatchObject({ checked: { how: 'phone', on: '2026-03-02', note }, why: '' });
  const seen = await town.as('visitor').call('job.detail', { id: at.posting });
  expect(seen.checked).toEqual({ by: posting.checked?.by, on: '2026-03-02', how: 'phone' });
  expect(JSON.stringify(seen)).not.toContain('按月发');
  const plain = await opened({ title: '装箱工乙', employer: '云岭县满仓粮油二', contact: { name: '王', phone: '19900004442' } });
  expect((await town.as('cadre').call('posting.show', { posting: plain.posting })).posting.checked).toMatchObject({ note: '' });
  const no = await waiting({ title: '装箱工丙', employer: '云岭县满仓粮油三', contact: { name: '王', phone: '19900004443' } });
  await town.as('labour_clerk').call('posting.turn', { ...no, verb: 'refuse', words: '电话打不通' });
  expect(await stored(no.posting)).toMatchObject({ status: 'refused', why: '电话打不通', checked: null });
});

test('it is asked about again after as many days as the installation says', async () => {
  const settings = (await town.cloud.database.get('settings', 'installation')) as object;
  await town.cloud.database.put('settings', { ...settings, postings: { askAgainDays: 10 } } as never);
  const at = await opened({ title: '搬货', employer: '云岭县十日行', contact: { name: '王', phone: '19900004444' } });
  expect(await stored(at.posting)).toMatchObject({ askAgainOn: '2026-03-12' });
  expect((await town.as('cadre').call('posting.show', { posting: at.posting })).askAgainDays).toBe(10);
  await town.cloud.database.put('settings', settings as never);
});

test('a clerk mends what is open, and never leaves it half', async () => {
  const at = await opened({ title: '锁边' });
  const clerk = town.as('clerk');
  expect(await clerk.refused('posting.write', { ...at, fields: fields({ title: '锁边', headcount: 0 }) })).toMatchObject({
    code: 'bad_input',
  });
  const { posting } = await clerk.call('posting.write', { ...at, fields: fields({ title: '锁边', headcount: 3 }) });
  expect(posting).toMatchObject({ status: 'open', headcount: 3 });
});

test('a draft is dropped and on no list any more', async () => {
  const { posting } = await write({ title: '写错了' });
  await town.as('cadre').call('posting.turn', { posting: posting.id, version: posting.version, verb: 'drop' });
  const { items } = await town.as('cadre').call('posting.list', { status: 'draft', limit: 50 });
  expect(items.map(({ id }) => id)).not.toContain(posting.id);
});

test('what may be the same is shown beside it until somebody decides', async () => {
  const one = await opened({ title: '电焊工', employer: '云岭县同辉机械有限公司', contact: { name: '李', phone: '19900008888' } });
  const two = await waiting({ title: '电焊工（熟手）', employer: '云岭县同辉机械', contact: { name: '李', phone: '19900009998' } });
  const clerk = town.as('labour_clerk');
  const shown = await clerk.call('posting.show', { posting: two.posting });
  expect(shown.alike.map(({ posting, why }) => [posting.id, why])).toEqual([[one.posting, '同一家，工种差不多']]);
  expect(await town.as('cadre').refused('posting.differ', { ...two, other: one.posting })).toMatchObject({ code: 'not_allowed' });
  const kept = await clerk.call('posting.differ', { ...two, other: one.posting });
  expect(kept.alike).toEqual([]);
  expect((await clerk.call('posting.show', { posting: one.posting })).alike).toEqual([]);
});

test('photos: at most four, pictures only, taken away again', async () => {
  const { posting } = await write({ title: '有照片' });
  const cadre = town.as('cadre');
  let { version } = posting;
  const first = { posting: posting.id, version, fileID: await cadre.upload(Buffer.from('not a picture')) };
  expect(await cadre.refused('posting.photo', first)).toMatchObject({ code: 'file_refused' });
  for (let n = 0; n < 4; n += 1) {
    const shown = await cadre.call('posting.photo', { posting: posting.id, version, fileID: await cadre.upload(jpeg({ mark: n })) });
    version = shown.posting.version;
    expect(shown.pictures).toHaveLength(n + 1);
  }
  const fifth = { posting: posting.id, version, fileID: await cadre.upload(jpeg({ mark: 5 })) };
  expect(await cadre.refused('posting.photo', fifth)).toMatchObject({ code: 'not_possible_now' });
  const less = await cadre.call('posting.unphoto', { posting: posting.id, version, index: 0 });
  expect(less.pictures).toHaveLength(3);
  // Residents see them once it was checked, never before.
  expect(await town.as('visitor').refused('job.photos', { id: posting.id })).toMatchObject({ code: 'not_found' });
  const sent = await cadre.call('posting.turn', { posting: posting.id, version: less.posting.version, verb: 'submit' });
  await town.as('labour_clerk').call('posting.turn', { posting: posting.id, version: sent.version, verb: 'check', how: 'visited' });
  expect((await town.as('visitor').call('job.detail', { id: posting.id })).photos).toBe(3);
  expect((await town.as('visitor').call('job.photos', { id: posting.id })).photos).toHaveLength(3);
});

test('a village’s cadre reads what the township offers to everybody, and nothing of others that is not out yet', async () => {
  const open = await opened({ title: '乡里放出去的' });
  const cadre = town.as('cadre_other');
  const ids = async (status: 'open' | 'waiting' | 'draft') =>
    (await cadre.call('posting.list', { status, limit: 50 })).items.map(({ id }) => id);
  expect(await ids('open')).toContain(open.posting);
  const hidden = await waiting({ title: '还没核对的' });
  expect(await ids('waiting')).not.toContain(hidden.posting);
  expect(await ids('draft')).not.toContain(hidden.posting);
});

test('counts by state for the board', async () => {
  const { counts, writes, checks } = await town.as('cadre').call('posting.counts', {});
  expect(counts.find(({ status }) => status === 'waiting')?.count).toBeGreaterThan(0);
  expect([writes, checks]).toEqual([true, false]);
  expect(await town.as('lead').call('posting.counts', {})).toMatchObject({ writes: false, checks: false });
});

test('past its last day it ends by itself: not on the day, at most fifty at once, and once', async () => {
  const place = { county: '140799000000', town: '140799201000', village: '' };
  const by = { openid: '', name: '甲' };
  for (let n = 0; n < 60; n += 1) {
    const draft = newPosting({
      id: `j-old-${n}`,
      fields: fields({ until: '2026-03-02' }),
      source: 'typed',
      employerId: '',
      place,
      by,
      today: '2026-02-01',
    });
    await town.cloud.database.put('postings', { ...draft, status: 'open' } as never);
  }
  const open = async () =>
    (await Promise.all(Array.from({ length: 60 }, (_, n) => stored(`j-old-${n}`)))).filter(({ status }) => status === 'open').length;
  await tenMinutes();
  expect(await open()).toBe(60);
  town.cloud.clock.advance(86_400_000);
  await tenMinutes();
  expect(await open()).toBeGreaterThanOrEqual(10);
  await tenMinutes();
  await tenMinutes();
  expect(await open()).toBe(0);
  expect(await stored('j-old-59')).toMatchObject({ status: 'expired', cells: [], version: 1 });
});
