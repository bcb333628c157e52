// Employers, their link and what residents report: who may not, a stranger's code, an expired one, another's posting; then the way through.
import type { EmployerRecord, PostingRecord, PostingReportRecord } from '@shared/domain/records';
import { employerIdOf } from '@shared/repos/employers';
import type { JobRecord } from '@shared/runtime/jobs';
import type { OutboxRow } from '@shared/runtime/outbox';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

const TOWN = '140799201000';
let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const fields = (name: string, more: object = {}) => ({
  ...{ name, kind: 'workshop' as const, note: '', contact: { name: '段师傅', phone: '19900000011' } },
  place: { province: '山西省', city: '晋中市', county: '云岭县', address: '青石乡政府东' },
  ...more,
});
const offerOf = (more: object = {}) => ({
  ...{
    title: '柳编工',
    address: '青石乡政府东 300 米',
    hours: '一天八小时',
    food: true,
    lodging: false,
    headcount: 6,
    until: '2026-06-01',
  },
  ...{
    strength: 'light' as const,
    age: { min: 18, max: null, why: '' },
    insurance: '',
    contract: '',
    transport: '',
    description: '坐着干',
  },
  pay: { minFen: 250000, maxFen: 300000, unit: 'month' as const, how: '月底发' },
  contact: { name: '段师傅', phone: '19900000011' },
  ...more,
});

async function kept(name: string) {
  const { employer } = await town.as('labour_clerk').call('employer.save', { employer: null, version: null, fields: fields(name) });
  return employer;
}
async function taken(name: string, who: string): Promise<string> {
  const { id } = await kept(name);
  const { code } = await town.as('labour_clerk').call('offer.make', { employer: id });
  await town.as(who).call('offer.take', { code });
  return id;
}
const posting = async (id: string) => (await town.cloud.database.get('postings', id)) as unknown as PostingRecord;
const employerNow = async (id: string) => (await town.cloud.database.get('employers', id)) as unknown as EmployerRecord;
/** As if somebody had checked it. */
const opened = async (id: string, status = 'open'): Promise<void> => {
  const found = await posting(id);
  const checked: PostingRecord = { ...found, status, checked: { by: '巩站长', on: '2026-03-02' } };
  await town.cloud.database.put('postings', checked);
};
const seeded = async (n: number): Promise<PostingRecord> =>
  ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).filter(({ status }) => status === 'open')[n] as PostingRecord;

describe('refused', () => {
  test('whoever does not check postings', async () => {
    const { id: employer, version } = await kept('拒绝厂');
    for (const who of ['cadre', 'head', 'lead', 'auditor', 'labourer', 'visitor']) {
      const as = town.as(who);
      expect(await as.refused('employer.save', { employer: null, version: null, fields: fields('别的厂') })).toMatchObject({
        code: 'not_allowed',
      });
      expect(await as.refused('employer.stop', { employer, version, why: '不好' })).toMatchObject({ code: 'not_allowed' });
      expect(await as.refused('offer.make', { employer })).toMatchObject({ code: 'not_allowed' });
      expect(await as.refused('report.answer', { posting: 'x', result: 'kept', words: '没错' })).toMatchObject({ code: 'not_allowed' });
    }
    for (const who of ['labourer', 'visitor', 'payer'])
      expect(await town.as(who).refused('employer.show', { employer })).toMatchObject({ code: 'not_allowed' });
    expect(await town.as('labour_clerk').refused('employer.show', { employer: `employer:${TOWN}:none` })).toMatchObject({
      code: 'not_found',
    });
  });

  test('the same employer twice, another name, somebody who wrote meanwhile, no reason', async () => {
    const { id: employer, version } = await kept('槐香里鞋厂');
    const again = { employer: null, version: null, fields: fields('槐香里 鞋厂（招工点）有限公司') };
    expect(await town.as('clerk').refused('employer.save', { ...again, fields: fields('槐香里鞋厂有限公司') })).toMatchObject({
      code: 'already_done',
    });
    expect(await town.as('clerk').refused('employer.save', { employer, version, fields: fields('别家') })).toMatchObject({
      fields: { name: '换了名字就是另一家，另登一家' },
    });
    expect(await town.as('clerk').refused('employer.stop', { employer, version: 9, why: '不好' })).toMatchObject({
      code: 'changed_meanwhile',
    });
    expect(await town.as('clerk').refused('employer.stop', { employer, version, why: '' })).toMatchObject({ code: 'bad_input' });
    expect(await town.as('clerk').refused('employer.lift', { employer, version, at: 0, why: '查清了' })).toMatchObject({
      code: 'not_possible_now',
    });
    expect(await town.as('clerk').refused('employer.resume', { employer, version, why: '查清了' })).toMatchObject({
      code: 'not_possible_now',
    });
  });

  test('a code nobody made, one used already, one of seven days ago, one of a stopped employer', async () => {
    const { id: employer } = await kept('石榴岗被服厂');
    expect(await town.as('visitor').refused('offer.open', { code: 'a'.repeat(20) })).toMatchObject({ code: 'not_found' });
    const { code } = await town.as('labour_clerk').call('offer.make', { employer });
    expect(await town.as('visitor').call('offer.open', { code })).toMatchObject({ name: '石榴岗被服厂', townName: '青石乡' });
    expect(await town.as('visitor').refused('bond.open', { code })).toMatchObject({ code: 'not_found' });
    await town.as('visitor').call('offer.take', { code });
    expect(await town.as('labourer').refused('offer.take', { code })).toMatchObject({ code: 'not_found' });
    const { code: old } = await town.as('labour_clerk').call('offer.make', { employer });
    const stored = JSON.stringify(await town.cloud.database.all('codes'));
    expect([stored.includes(code), stored.includes(old)]).toEqual([false, false]);
    town.cloud.clock.advance(7 * 86_400_000);
    expect(await town.as('labourer').refused('offer.take', { code: old })).toMatchObject({ code: 'not_found' });
    const { code: third } = await town.as('labour_clerk').call('offer.make', { employer });
    await town.as('labour_clerk').call('employer.stop', { employer, version: (await employerNow(employer)).version, why: '查着' });
    expect(await town.as('labourer').refused('offer.take', { code: third })).toMatchObject({ code: 'not_found' });
    expect(await town.as('labour_clerk').refused('offer.make', { employer })).toMatchObject({ code: 'not_possible_now' });
  });

  test('another’s posting, one that was let out, words nobody may read, an offer that cannot be', async () => {
    const employer = await taken('北坡春食品厂', 'visitor');
    const other = await taken('双泉湾饭庄', 'labourer');
    const { posting: mine } = await town.as('visitor').call('offer.send', { employer, posting: null, version: null, fields: offerOf() });
    const theirs = { employer: other, posting: mine.id, version: mine.version, fields: offerOf() };
    expect(await town.as('labourer').refused('offer.send', theirs)).toMatchObject({ code: 'not_found' });
    expect(await town.as('labourer').refused('offer.send', { ...theirs, employer })).toMatchObject({ code: 'not_found' });
    expect(await town.as('labourer').refused('offer.say', { posting: mine.id, version: mine.version, to: 'stopped' })).toMatchObject({
      code: 'not_found',
    });
    const own = { employer, posting: mine.id, version: mine.version };
    expect(await town.as('visitor').refused('offer.send', { ...own, version: 9, fields: offerOf() })).toMatchObject({
      code: 'changed_meanwhile',
    });
    expect(await town.as('visitor').refused('offer.say', { posting: mine.id, version: mine.version, to: 'open' })).toMatchObject({
      code: 'not_possible_now',
    });
    expect(await town.as('visitor').refused('offer.send', { ...own, fields: offerOf({ until: '2026-01-01' }) })).toMatchObject({
      fields: { until: '日子要在今天或以后' },
    });
    expect(await town.as('visitor').refused('job.detail', { id: mine.id })).toMatchObject({ code: 'not_found' });
    await opened(mine.id);
    expect(await town.as('visitor').refused('offer.send', { ...own, fields: offerOf() })).toMatchObject({ code: 'not_possible_now' });
  });

  test('a report of nothing, without words, of what was taken down', async () => {
    const { _id } = await seeded(0);
    const report = { posting: _id, reason: 'other' as const, words: '' };
    expect(await town.as('visitor').refused('report.write', report)).toMatchObject({ fields: { words: '写一句哪里不对' } });
    expect(await town.as('visitor').refused('report.write', { ...report, posting: 'none' })).toMatchObject({ code: 'not_found' });
    expect(await town.as('clerk').refused('report.answer', { posting: _id, result: 'kept', words: '没错' })).toMatchObject({
      code: 'not_possible_now',
    });
  });
});

test('an employer is found by either spelling, marked, told of when an authority said so, and lifted with a reason', async () => {
  const { id: employer } = await kept('云阶台电子有限公司');
  expect(employer).toBe(employerIdOf(TOWN, '云阶台 电子'));
  const clerk = town.as('labour_clerk');
  expect((await town.as('cadre').call('employer.find', { text: '云阶台电子公司' })).items.map(({ id }) => id)).toEqual([employer]);
  const mark = { employer, version: 0, mark: 'arrears' as const, words: '欠三个人两个月', from: '本乡群众反映', official: false };
  const { employer: first } = await clerk.call('employer.mark', mark);
  expect(first).toMatchObject({ status: 'watched', marks: ['arrears'], held: [{ by: expect.any(String), lifted: null, official: false }] });
  const { employer: second } = await clerk.call('employer.mark', {
    ...mark,
    version: 1,
    mark: 'fee',
    official: true,
    from: '县人社局通报',
  });
  expect((await town.as('cadre').call('employer.list', { status: 'watched' })).items.map(({ id }) => id)).toContain(employer);
  const { employer: third } = await clerk.call('employer.lift', { employer, version: second.version, at: 0, why: '钱都给了' });
  expect(third).toMatchObject({ status: 'watched', marks: ['fee'] });
  const { employer: last } = await clerk.call('employer.lift', { employer, version: third.version, at: 1, why: '通报撤了' });
  expect(last).toMatchObject({ status: 'good', marks: [] });
  expect(last.held.map(({ lifted }) => lifted?.why)).toEqual(['钱都给了', '通报撤了']);
});

const heard = async (id: string) =>
  ((await town.cloud.database.all('outbox')) as unknown as OutboxRow[])
    .filter(({ subject, kind }) => subject === id && kind === 'offer')
    .map(({ openid, title, text }) => ({ openid, title, text }));

describe('where the work is, its photos, and what the employer hears', () => {
  const VILLAGE = '140799201202';
  const sent = async (employer: string, more: object = {}) =>
    (await town.as('visitor').call('offer.send', { employer, posting: null, version: null, fields: offerOf(more) })).posting;
  let employer = '';
  beforeAll(async () => {
    employer = await taken('三岔口砖厂', 'visitor');
  });

  test('refused: a village there is not; photos of others, of what was let out, a fifth, no picture', async () => {
    const bad = { employer, posting: null, version: null, fields: offerOf({ spot: { kind: 'village', code: '140799209999' } }) };
    expect(await town.as('visitor').refused('offer.send', bad)).toMatchObject({ fields: { spot: '没有这个村' } });
    let own = await sent(employer, { title: '烧窑工' });
    const visitor = town.as('visitor');
    const photo = async (who: string, bytes: Uint8Array) => ({
      posting: own.id,
      version: own.version,
      fileID: await town.as(who).upload(bytes),
    });
    for (const who of ['labourer', 'labour_clerk'])
      expect(await town.as(who).refused('offer.photo', await photo(who, jpeg({ mark: 1 })))).toMatchObject({ code: 'not_found' });
    expect(await visitor.refused('offer.photo', await photo('visitor', Buffer.from('no picture')))).toMatchObject({ code: 'file_refused' });
    for (const mark of [1, 2, 3, 4]) own = (await visitor.call('offer.photo', await photo('visitor', jpeg({ mark })))).posting;
    expect(own).toMatchObject({ photos: 4, pictures: [1, 2, 3, 4].map(() => expect.stringContaining('http')) });
    expect(await visitor.refused('offer.photo', await photo('visitor', jpeg({ mark: 5 })))).toMatchObject({ code: 'not_possible_now' });
    expect(await town.as('labourer').refused('offer.unphoto', { posting: own.id, version: own.version, index: 0 })).toMatchObject({
      code: 'not_found',
    });
    own = (await visitor.call('offer.unphoto', { posting: own.id, version: own.version, index: 0 })).posting;
    expect(own.photos).toBe(3);
    await opened(own.id);
    expect(await visitor.refused('offer.unphoto', { posting: own.id, version: own.version, index: 0 })).toMatchObject({
      code: 'not_possible_now',
    });
  });

  test('a village of the township, far away, and as the station wrote the employer down', async () => {
    const { employers, home } = await town.as('visitor').call('offer.mine', {});
    expect(employers.find(({ id }) => id === employer)?.villages.map(({ code }) => code)).toContain(VILLAGE);
    const near = await posting((await sent(employer, { title: '看窑', spot: { kind: 'village', code: VILLAGE } })).id);
    expect(near).toMatchObject({
      spot: { kind: 'village', code: VILLAGE },
      area: 'in_county',
      place: { ...home, address: '青石乡政府东 300 米' },
    });
    const place = { province: '广东省', city: '深圳市', county: '宝安区' };
    const far = await sent(employer, { title: '驻外看场', spot: { kind: 'elsewhere' }, place });
    expect(await posting(far.id)).toMatchObject({ spot: { kind: 'elsewhere' }, area: 'outside_province', place });
    // Written anew nearer home, the distance follows; a form that says nothing of it leaves it.
    const back = { employer, posting: far.id, version: far.version, fields: offerOf({ title: '驻外看场', spot: { kind: 'town_seat' } }) };
    const { posting: again } = await town.as('visitor').call('offer.send', back);
    expect(await posting(far.id)).toMatchObject({ spot: { kind: 'town_seat' }, area: 'in_county', place: { ...home } });
    await town.as('visitor').call('offer.send', { ...back, version: again.version, fields: offerOf({ title: '驻外看场' }) });
    expect(await posting(far.id)).toMatchObject({ spot: { kind: 'town_seat' }, area: 'in_county' });
  });

  test('checked, asked again, refused with why, past its day: whoever writes for it hears of each once, and reads it on the page', async () => {
    const clerk = town.as('labour_clerk');
    const { openid } = town.as('visitor');
    const one = await sent(employer, { title: '码砖工' });
    const at = { posting: one.id, version: one.version };
    const checked = await clerk.call('posting.turn', { ...at, verb: 'check', how: 'visited' });
    await town.cloud.database.put('postings', { ...(await posting(one.id)), askAgainOn: '2026-03-02' } as never);
    const still = await clerk.call('posting.turn', {
      posting: one.id,
      version: checked.version,
      verb: 'still',
      headcount: 3,
      until: '2026-05-01',
    });
    await clerk.call('posting.turn', { posting: one.id, version: still.version, verb: 'stop', words: '工人说不对' });
    expect(await heard(one.id)).toEqual([
      { openid, title: '「码砖工」核对过了', text: '放出去了，招到6月1日。招满了、不招了，进来点一下。' },
      { openid, title: '「码砖工」问过，还招', text: '还要 3 人，招到5月1日。' },
      { openid, title: '「码砖工」撤下了', text: '工人说不对。' },
    ]);
    const two = await sent(employer, { title: '装窑工' });
    await clerk.call('posting.turn', { posting: two.id, version: two.version, verb: 'refuse', words: '电话打不通' });
    expect(await heard(two.id)).toContainEqual({ openid, title: '「装窑工」没放出去', text: '电话打不通。改好再送一次。' });
    const { employers } = await town.as('visitor').call('offer.mine', {});
    const shown = employers.flatMap(({ postings }) => postings).find(({ id }) => id === two.id);
    expect(shown).toMatchObject({ status: 'refused', why: '电话打不通' });
    const three = await sent(employer, { title: '拉土工' });
    await opened(three.id);
    await town.cloud.database.put('postings', { ...(await posting(three.id)), until: '2026-03-01' } as never);
    await town.cloud.trigger('work', 'ten_minutes');
    expect(await heard(three.id)).toContainEqual({
      openid,
      title: '「拉土工」到日子了',
      text: expect.stringContaining('还招就点「还招」'),
    });
  });
});

test('an offer waits, is said full and open, and all of it goes when the employer is stopped', async () => {
  const employer = await taken('青石乡柳编合作社', 'neighbour');
  const as = town.as('neighbour');
  const send = async (title: string) =>
    (await as.call('offer.send', { employer, posting: null, version: null, fields: offerOf({ title }) })).posting;
  const [first, second, third] = [await send('柳编工'), await send('装车工'), await send('看门的')];
  expect(await posting(first.id)).toMatchObject({
    status: 'waiting',
    source: 'workshop',
    channel: 'workshop',
    employerId: employer,
    cells: [],
    checked: null,
  });
  await opened(first.id, 'refused');
  const again = { employer, posting: first.id, version: first.version, fields: offerOf({ title: '柳编学徒' }) };
  expect((await as.call('offer.send', again)).posting).toMatchObject({ status: 'waiting', title: '柳编学徒' });
  await opened(second.id);
  const { posting: full } = await as.call('offer.say', { posting: second.id, version: second.version, to: 'full' });
  // What was full is looked at anew before residents see it.
  const { posting: again2 } = await as.call('offer.say', { posting: second.id, version: full.version, to: 'open' });
  expect([full.status, again2.status]).toEqual(['full', 'waiting']);
  await opened(second.id);
  expect((await as.call('offer.say', { posting: third.id, version: third.version, to: 'stopped' })).posting).toMatchObject({
    status: 'stopped',
    why: '用工方说不招了',
  });
  const { employers } = await as.call('offer.mine', {});
  expect(employers).toMatchObject([{ id: employer, stopped: false }]);
  expect(employers[0]?.postings.map(({ status }) => status).sort()).toEqual(['open', 'stopped', 'waiting']);
  const { version } = await employerNow(employer);
  const mark = { employer, version, mark: 'fraud' as const, words: '收了钱人没了', from: '县公安局通报', official: true };
  const { employer: stopped } = await town.as('clerk').call('employer.mark', mark);
  expect(stopped.status).toBe('stopped');
  const [job] = ((await town.cloud.database.all('jobs')) as unknown as JobRecord<{ employer: string }>[]).filter(
    ({ kind, input }) => kind === 'employer.stop' && input.employer === employer,
  );
  const { task } = await town.as('clerk').call('task.drive', { task: job?._id ?? '' });
  expect(task).toMatchObject({ state: 'finished', result: { stopped: 2 } });
  for (const { id } of [first, second]) expect(await posting(id)).toMatchObject({ status: 'stopped', cells: [] });
  expect(await as.refused('offer.send', { employer, posting: null, version: null, fields: offerOf() })).toMatchObject({
    code: 'not_possible_now',
  });
  expect(await town.as('clerk').refused('employer.resume', { employer, version: stopped.version, why: '说清了' })).toMatchObject({
    code: 'not_possible_now',
  });
});

test('reports wait urgent first, one answer answers those of the posting, and whoever reported hears of it', async () => {
  const [one, other] = [await seeded(1), await seeded(2)];
  const report = (who: string, about: PostingRecord, reason: 'filled' | 'asks_money' | 'pay_differs') =>
    town.as(who).call('report.write', { posting: about._id, reason, words: '' });
  const people = ['visitor', 'labourer', 'neighbour', 'kin', 'cadre', 'head'];
  await report('labourer', other, 'pay_differs');
  for (const who of people) await report(who, one, 'filled');
  await report('visitor', one, 'filled');
  await report('cadre_other', other, 'asks_money');
  const list = () => town.as('clerk').call('report.list', { status: 'open' });
  const { items, answers } = await list();
  expect(answers).toBe(true);
  expect(items.map(({ urgent }) => urgent)).toEqual(
    [...items].sort((a, b) => Number(b.urgent) - Number(a.urgent)).map(({ urgent }) => urgent),
  );
  expect(items.filter(({ posting }) => posting === one._id)).toHaveLength(people.length);
  expect(items.filter(({ posting, urgent }) => posting === one._id && urgent).length).toBeGreaterThanOrEqual(4);
  expect(items.find(({ reason }) => reason === 'asks_money')).toMatchObject({ urgent: true, postingStatus: 'open' });
  expect((await posting(one._id)).status).toBe('open');
  const answer = { posting: one._id, result: 'full' as const, words: '打电话问了，招满了' };
  expect(await town.as('clerk').call('report.answer', answer)).toEqual({ answered: 4, left: true });
  expect(await town.as('clerk').call('report.answer', answer)).toEqual({ answered: 2, left: false });
  expect((await posting(one._id)).status).toBe('full');
  const told = ((await town.cloud.database.all('outbox')) as unknown as OutboxRow[]).filter(({ kind }) => kind === 'report_answered');
  expect(told.map(({ openid }) => openid).sort()).toEqual(people.map((who) => town.as(who).openid).sort());
  await town.as('labour_clerk').call('report.answer', { posting: other._id, result: 'stopped', words: '真的收钱，撤了' });
  expect(await posting(other._id)).toMatchObject({ status: 'stopped', why: '真的收钱，撤了' });
  expect((await town.as('lead').call('report.list', { status: 'answered' })).items).toHaveLength(8);
  expect((await list()).items).toEqual([]);
  const stored = (await town.cloud.database.all('posting_reports')) as unknown as PostingReportRecord[];
  expect(stored.every(({ _id, openid }) => !_id.includes(openid))).toBe(true);
});

test('stopped after a report, with the most reports at once and everybody who writes for it: the employer hears why', async () => {
  const employer = await taken('南洼煤场', 'visitor');
  const { openid } = town.as('visitor');
  const wrong = (
    await town.as('visitor').call('offer.send', { employer, posting: null, version: null, fields: offerOf({ title: '看磅的' }) })
  ).posting;
  await opened(wrong.id);
  for (const who of ['labourer', 'neighbour', 'daughter', 'kin', 'payer'])
    await town.as(who).call('report.write', { posting: wrong.id, reason: 'asks_money', words: '' });
  // Most reports at once and everybody who writes for it: still one transaction.
  const writers = ['o-writer-1', 'o-writer-2', 'o-writer-3', openid];
  await town.cloud.database.put('employers', { ...(await employerNow(employer)), openids: writers } as never);
  await town.as('labour_clerk').call('report.answer', { posting: wrong.id, result: 'stopped', words: '问了，真要钱' });
  expect((await heard(wrong.id)).map(({ openid: who, text }) => [who, text]).sort()).toEqual(
    writers
      .slice(1)
      .map((who) => [who, '问了，真要钱。'])
      .sort(),
  );
});
