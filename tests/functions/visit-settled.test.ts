// What was settled at a door, once the cloud has it: a signature becomes the draft of a claim with the word and the picture it rests on,
// never a second one; whoever is not eligible any more, or claimed meanwhile, is told so and nothing else happens.

import { PRIVACY_VERSION } from '@shared/domain/privacy';
import type { BondRecord, ClaimRecord, DutyRecord, PersonRecord, SpellRecord, StandingRecord, VisitRecord } from '@shared/domain/records';
import type { AuditEntry } from '@shared/runtime/audit';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';
import { deviceOf, type Household, householdOf, opened, VILLAGE, visitTo } from '../support/visiting';

const ABOUT = { programme: 'transport', period: '2025' } as const;
/** What a newborn is in the registry. */
const BABY = { health: ['健康'], labourSkill: '无劳动力', studentStatus: '学龄前儿童' };
const AT = '2026-03-02T01:00:00.000Z';
const device = deviceOf(1);
let town: Town;
let serial = 0;

beforeAll(async () => {
  town = await openTown();
  for (const key of ['first', 'second', 'third', 'fourth']) people.set(key, await town.newcomer('labourer'));
  await town.as('cadre').call('list.village', { ...ABOUT, limit: 1 });
});
afterAll(() => town?.close());

const people = new Map<string, string>();
const personOf = (key: string) => town.personOf(people.get(key) ?? key);
const one = async <T>(collection: string, id: string) => (await town.cloud.database.get(collection, id)) as unknown as T | null;
const claimOf = (key: string) => one<ClaimRecord>('claims', `claim:transport:${personOf(key)}:2025:0`);
const homeOf = async (person: string): Promise<Household> => {
  const { items } = await opened(town.as('cadre'), device);
  const found = [...items.values()].find(({ household }) => household.persons.some(({ id }) => id === person));
  if (!found) throw new Error('not in the bundle');
  return found.household;
};

/** A visit at which somebody signs for their fare. */
async function signing(key: string) {
  const person = personOf(key);
  serial += 1;
  const photo = serial.toString(16).padStart(32, 'b');
  const home = await homeOf(person);
  const visit = visitTo(home, device, {
    more: { photos: [{ id: photo, kind: 'signature', person }], signs: [{ person, ...ABOUT, photo, at: AT }] },
  });
  return { person, photo, home, visit };
}

test('a signature without its picture, or for somebody of another household, is not taken', async () => {
  const { visit } = await signing('first');
  expect((await town.as('cadre').refused('visit.submit', { visit: { ...visit, photos: [] } })).code).toBe('bad_input');
  const [sign] = visit.signs ?? [];
  const other = { ...sign, person: town.county.persons.find(({ village }) => village !== VILLAGE)?._id };
  expect((await town.as('cadre').refused('visit.submit', { visit: { ...visit, signs: [other] } })).code).toBe('not_found');
  expect(await claimOf('first')).toBeNull();
});

test('signed at the door: the line’s claim is begun by who took it, with the word and then the picture; sent again nothing changes', async () => {
  const { person, photo, home, visit } = await signing('first');
  expect(home.persons.find(({ id }) => id === person)?.lines.map(({ programme }) => programme)).toContain('transport');
  const taken = await town.as('cadre').call('visit.submit', { visit });
  expect(taken.visit.became).toMatchObject([{ kind: 'sign', done: true, words: expect.stringContaining('草稿起好了') }]);
  expect(taken.visit.later).toEqual([]);
  const { openid } = town.as('cadre');
  expect(await claimOf('first')).toMatchObject({
    status: 'draft',
    filedBy: { openid, role: 'cadre' },
    filledBy: [openid],
    consent: { how: 'signed', on: '2026-03-02', by: { openid } },
  });
  expect(await one<StandingRecord>('standings', `standing:transport:2025:${person}`)).toMatchObject({ status: 'agreed', how: 'signed' });
  const fileID = await town.as('cadre').upload(jpeg({ mark: 51 }));
  await town.as('cadre').call('visit.photo', { visit: visit.id, photo, fileID });
  const claim = await claimOf('first');
  expect(claim?.signature?.sha256).toMatch(/^[0-9a-f]{64}$/);
  const kept = (await one<VisitRecord>('visits', visit.id))?.photos[0]?.proof;
  expect(claim?.signature).toEqual(kept);
  await town.as('cadre').call('visit.submit', { visit });
  expect((await claimOf('first'))?.version).toBe(claim?.version);
  // On the village list it is a line that can be sent, and the next door says so.
  const { items } = await town.as('cadre').call('list.village', { ...ABOUT, limit: 50 });
  expect(items.find((row) => row.person === person)).toMatchObject({ agreed: true, claimStatus: 'draft' });
  const after = (await homeOf(person)).persons.find(({ id }) => id === person);
  expect(after).toMatchObject({ lines: [{ programme: 'stabilisation' }], agreed: [expect.stringContaining('签过了')] });
});

test('handed in with the village’s list it keeps the signature, and whoever took it does not decide on it', async () => {
  const person = personOf('first');
  const about = { person, ...ABOUT };
  const line = await town.as('cadre').call('list.line', about);
  for (const { need, kinds } of line.evidence) {
    const wanted = need === 'any' ? kinds.slice(0, 1) : kinds;
    for (const [n, { kind }] of wanted.entries()) {
      const fileID = await town.as('cadre').upload(jpeg({ mark: 60 + n }));
      await town.as('cadre').call('list.picture', { ...about, kind, fileID });
    }
  }
  const minutes = { on: '2026-03-02', chair: '任某', attendees: ['任某'], decision: '同意上报' };
  const { task } = await town.as('cadre').call('list.send', { ...ABOUT, village: VILLAGE, persons: [person], minutes });
  while ((await town.as('cadre').call('task.drive', { task: task.id })).task.state === 'running');
  const claim = await claimOf('first');
  expect(claim).toMatchObject({
    status: 'in_stage',
    consent: { how: 'signed', note: '上门时本人签名' },
    signature: { mime: 'image/jpeg' },
  });
  expect(claim?.filledBy).toContain(town.as('cadre').openid);
});

test('claimed meanwhile by the person: said so, their claim is left as it is', async () => {
  const { person, visit } = await signing('second');
  const key = people.get('second') as string;
  await town.as(key).call('claim.draft', { person, ...ABOUT, seq: 0 });
  // As far as the person alone had come: the signature joins it.
  const begun = await claimOf('second');
  await town.cloud.database.put('claims', { ...begun, status: 'in_stage' } as never);
  const taken = await town.as('cadre').call('visit.submit', { visit });
  expect(taken.visit.became).toMatchObject([{ done: false, words: expect.stringContaining('已经报上去了') }]);
  expect(taken.visit.later).toEqual([taken.visit.became[0]?.words]);
  expect(await claimOf('second')).toMatchObject({ version: begun?.version, filedBy: { role: 'resident' } });
});

test('begun by the person and not handed in: the same claim goes on, theirs, with the word they gave', async () => {
  const { person, visit } = await signing('third');
  await town.as(people.get('third') as string).call('claim.draft', { person, ...ABOUT, seq: 0 });
  await town.as('cadre').call('visit.submit', { visit });
  const claims = ((await town.cloud.database.all('claims')) as unknown as ClaimRecord[]).filter((claim) => claim.person === person);
  expect(claims.map(({ status, filedBy, consent }) => [status, filedBy.role, consent?.how])).toEqual([['draft', 'resident', 'signed']]);
});

test('not eligible any more: nothing is begun, why is said, and somebody goes back to tell', async () => {
  const { person, visit } = await signing('fourth');
  const before = await one<{ household: string }>('persons', person);
  const house = await one<{ householdType: string; version: number }>('households', before?.household ?? '');
  await town.cloud.database.put('households', { ...house, householdType: '一般农户', monitoring: null } as never);
  const taken = await town.as('cadre').call('visit.submit', { visit });
  expect(taken.visit.became).toMatchObject([{ done: false, words: expect.stringContaining('没报上') }]);
  expect(await claimOf('fourth')).toBeNull();
  const duties = ((await town.cloud.database.all('duties')) as unknown as DutyRecord[]).filter(({ from }) => from.record === visit.id);
  expect(duties).toMatchObject([{ status: 'open', owner: town.as('cadre').openid, words: expect.stringContaining('跟本人说一声') }]);
});

test('who does not file in the village takes no signature into the list', async () => {
  const person = town.personOf('neighbour');
  const device3 = deviceOf(3);
  const { items } = await opened(town.as('clerk'), device3);
  const home = items.get(householdOf(town, 'neighbour'))?.household as Household;
  const photo = 'c'.repeat(32);
  const visit = visitTo(home, device3, {
    more: { photos: [{ id: photo, kind: 'signature', person }], signs: [{ person, ...ABOUT, photo, at: AT }] },
  });
  const taken = await town.as('clerk').call('visit.submit', { visit });
  expect(taken.visit.became).toMatchObject([{ done: false, words: expect.stringContaining('要由本村的村干部来报') }]);
  expect(await one('claims', `claim:transport:${person}:2025:0`)).toBeNull();
});

describe('a helper agreed to at the door', () => {
  const photo = 'd'.repeat(32);
  let bond = '';
  const named = async (key: string, name: string) => {
    const person = personOf(key);
    const helper = { person, name, relation: '闺女' as const, phone: '19900077001', photo, at: AT };
    return visitTo(await homeOf(person), device, { more: { photos: [{ id: photo, kind: 'signature', person }], helpers: [helper] } });
  };

  test('waits for her WeChat: an invitation, its telephone sealed; no code before the signature is there', async () => {
    const visit = await named('second', '周小燕');
    const taken = await town.as('cadre').call('visit.submit', { visit });
    expect(taken.visit.became).toMatchObject([{ kind: 'helper', done: true, words: expect.stringContaining('等周小燕用微信认') }]);
    bond = taken.visit.became[0]?.record as string;
    const kept = await one<BondRecord>('bonds', bond);
    expect(kept).toMatchObject({ status: 'invited', openid: '', name: '周小燕', relation: '闺女', helperPhone: { tail: '7001' } });
    expect(JSON.stringify([kept, await one('visits', visit.id)])).not.toContain('19900077001');
    const ask = { person: personOf('second'), bond };
    expect((await town.as('cadre').refused('bond.issue', ask)).message).toContain('签的名还没传上来');
    const fileID = await town.as('cadre').upload(jpeg({ mark: 71 }));
    await town.as('cadre').call('visit.photo', { visit: visit.id, photo, fileID });
    expect((await town.as('cadre').refused('bond.issue', { ...ask, person: personOf('third') })).code).toBe('not_possible_now');
    expect((await town.as('cadre_other').refused('bond.issue', ask)).code).toBe('not_found');
  });

  test('her own telephone finds what waits for her: as whom and for whom, good for her WeChat alone; another number finds nothing', async () => {
    const [girl, other] = [town.as('o-girl'), town.as('o-other')];
    for (const who of [girl, other]) await who.call('consent.agree', { version: PRIVACY_VERSION });
    const phoneCode = (openid: string, phone: string) => town.cloud.openData.phoneCode(openid, phone);
    expect((await other.refused('bond.byPhone', { phoneCode: phoneCode(other.openid, '19900077002') })).code).toBe('not_found');
    const { offers } = await girl.call('bond.byPhone', { phoneCode: phoneCode(girl.openid, '19900077001') });
    expect(offers).toEqual([
      { code: expect.any(String), maskedName: '周**', villageName: '石桥村', helper: { name: '周小燕', relation: '闺女' } },
    ]);
    const code = offers[0]?.code as string;
    expect((await other.refused('bond.take', { code, as: 'helper', relation: '闺女', name: '周小燕' })).code).toBe('not_found');
    expect((await girl.refused('bond.take', { code, as: 'self' })).code).toBe('not_allowed');
    expect(await one<BondRecord>('bonds', bond)).toMatchObject({ status: 'invited', openid: '' });
  });

  test('her code lets her in as agreed, for a year from that day; nobody else, and not as the person', async () => {
    const { code } = await town.as('cadre').call('bond.issue', { person: personOf('second'), bond });
    expect(await town.as('o-girl').call('bond.open', { code })).toMatchObject({ helper: { name: '周小燕', relation: '闺女' } });
    expect((await town.as('o-girl').refused('bond.take', { code, as: 'self' })).code).toBe('not_allowed');
    expect((await town.as('cadre').refused('bond.take', { code, as: 'helper', relation: '老伴', name: '别人' })).code).toBe('not_allowed');
    const taken = await town.as('o-girl').call('bond.take', { code, as: 'helper', relation: '老伴', name: '别人' });
    expect(taken).toMatchObject({
      confirmed: true,
      bond: { name: '周小燕', relation: '闺女', status: 'confirmed', how: 'signed', until: '2027-03-01' },
    });
    expect(await one<BondRecord>('bonds', bond)).toMatchObject({ status: 'ended', ended: { why: '用微信认上了' } });
    expect((await town.as('o-other').refused('bond.take', { code, as: 'helper', relation: '闺女', name: '周小燕' })).code).toBe(
      'not_found',
    );
    expect((await town.as('o-girl').call('claim.mine', { person: personOf('second') })).claims.length).toBeGreaterThanOrEqual(0);
    // Taken up, it waits for nobody any more.
    const late = town.cloud.openData.phoneCode(town.as('o-other').openid, '19900077001');
    expect((await town.as('o-other').refused('bond.byPhone', { phoneCode: late })).code).toBe('not_found');
    const { bonds } = await town.as(people.get('second') as string).call('bond.mine', {});
    expect(bonds.filter(({ name }) => name === '周小燕')).toMatchObject([{ status: 'confirmed' }]);
  });

  test('named again at another door she is there already; taken back before she came, her code is worth nothing', async () => {
    const again = await town.as('cadre').call('visit.submit', { visit: await named('second', '周小燕') });
    expect(again.visit.became).toMatchObject([{ done: false, words: expect.stringContaining('已经在替') }]);
    const visit = await named('third', '周小凤');
    const taken = await town.as('cadre').call('visit.submit', { visit });
    const invited = taken.visit.became[0]?.record as string;
    const fileID = await town.as('cadre').upload(jpeg({ mark: 72 }));
    await town.as('cadre').call('visit.photo', { visit: visit.id, photo, fileID });
    const { code } = await town.as('cadre').call('bond.issue', { person: personOf('third'), bond: invited });
    await town.as(people.get('third') as string).call('bond.end', { bond: invited, why: '' });
    const ask = { code, as: 'helper', relation: '闺女', name: '周小凤' } as const;
    expect((await town.as('o-late').refused('bond.take', ask)).code).toBe('not_found');
    expect((await town.as('o-late').refused('bond.open', { code })).code).toBe('not_found');
  });
});

describe('who came and who went', () => {
  test('somebody gone is taken off as the registry does it: with the day, the work ended, what happened', async () => {
    const key = await town.newcomer('labourer');
    const person = town.personOf(key);
    const goings = [{ person, why: 'army' as const, on: '2026-02-20', at: AT }];
    const visit = visitTo(await homeOf(person), device, { more: { goings } });
    const taken = await town.as('cadre').call('visit.submit', { visit });
    expect(taken.visit.became).toMatchObject([{ kind: 'going', done: true, words: expect.stringContaining('参军') }]);
    expect(await one<PersonRecord>('persons', person)).toMatchObject({ status: 'gone', gone: { why: 'army', on: '2026-02-20' } });
    const spells = ((await town.cloud.database.all('spells')) as unknown as SpellRecord[]).filter((spell) => spell.person === person);
    expect(spells.filter(({ end }) => end === null)).toEqual([]);
    const { items } = await town.as('cadre').call('happening.of', { person });
    expect(items).toMatchObject([{ kind: 'left', on: '2026-02-20', words: expect.stringContaining('上门时家里人说的') }]);
    await town.as('cadre').call('visit.submit', { visit });
    expect((await town.as('cadre').call('happening.of', { person })).items).toHaveLength(1);
    // Told again by somebody else who was there: nothing is left to be done.
    const again = await town.as('cadre2').call('visit.submit', { visit: { ...visit, id: `visit:${'e'.repeat(32)}`, device: deviceOf(2) } });
    expect(again.visit.became).toMatchObject([{ done: true, words: expect.stringContaining('已经登记过') }]);
  });

  test('a day that cannot be is refused by the registry’s own rule, and waits to be put right', async () => {
    const person = town.personOf(people.get('fourth') as string);
    const goings = [{ person, why: 'dead' as const, on: '1900-01-01', at: AT }];
    const taken = await town.as('cadre').call('visit.submit', { visit: visitTo(await homeOf(person), device, { more: { goings } }) });
    expect(taken.visit.became).toMatchObject([{ done: false, words: expect.stringContaining('比出生日期还早') }]);
    expect(await one<PersonRecord>('persons', person)).toMatchObject({ status: 'active' });
  });

  test('somebody new waits for the identity number, with who they are; what no phone should keep is not even taken', async () => {
    const person = town.personOf(people.get('fourth') as string);
    const coming = { how: 'born' as const, name: '周小宝', sex: '男', relation: '之子', on: '2026-02-11', at: AT };
    const visit = visitTo(await homeOf(person), device, { more: { comings: [coming] } });
    const typed = { ...visit, comings: [{ ...coming, idNumber: '140799202602110012' }] };
    expect((await town.as('cadre').refused('visit.submit', { visit: typed })).code).toBe('bad_input');
    const taken = await town.as('cadre').call('visit.submit', { visit });
    expect(taken.visit.later).toContainEqual(expect.stringContaining('周小宝（男，之子）2月11日出生，登记新人口：还差身份证号'));
    const duties = ((await town.cloud.database.all('duties')) as unknown as DutyRecord[]).filter(({ from }) => from.record === visit.id);
    expect(duties).toMatchObject([{ owner: town.as('cadre').openid, status: 'open', dueOn: '2026-03-09' }]);
  });

  const dutiesOf = async (visit: string) =>
    ((await town.cloud.database.all('duties')) as unknown as DutyRecord[]).filter(({ from }) => from.record === visit);

  test('registered from the duty: refused for another household, a done one and one about something else; then both in one, once', async () => {
    const cadre = town.as('cadre');
    const home = await homeOf(town.personOf(people.get('fourth') as string));
    const coming = { how: 'born' as const, name: '周小满', sex: '男', relation: '之子', on: '2026-02-12', at: AT };
    const promises = [{ words: '带表来', dueOn: '2026-03-09', person: null }];
    const visit = visitTo(home, device, { more: { id: `visit:${'c'.repeat(32)}`, comings: [coming], promises } });
    await cadre.call('visit.submit', { visit });
    const [duty, other] = (await dutiesOf(visit.id)).sort((a, b) => Number(!a.newcomer) - Number(!b.newcomer)) as [DutyRecord, DutyRecord];
    const { at: _at, ...told } = coming;
    expect((await cadre.call('duty.one', { duty: duty._id })).duty.newcomer).toEqual(told);
    expect((await town.as('cadre_other').refused('duty.one', { duty: duty._id })).code).toBe('not_found');
    const values = { ...BABY, name: coming.name, relation: coming.relation, idNumber: '140799202602120015' };
    const input = { household: home.id, how: 'born' as const, on: coming.on, note: '', values, duty: duty._id };
    const elsewhere = householdOf(town, 'neighbour');
    expect((await cadre.refused('person.add', { ...input, household: elsewhere })).message).toContain('另一户');
    expect((await cadre.refused('person.add', { ...input, duty: other._id })).message).toContain('不是登记新来的人');
    expect((await cadre.refused('person.add', { ...input, duty: 'duty:none' })).code).toBe('not_found');
    expect((await one<DutyRecord>('duties', duty._id))?.status).toBe('open');
    const { sheet } = await cadre.call('person.add', input);
    expect(await one<DutyRecord>('duties', duty._id)).toMatchObject({ status: 'done', person: sheet.id, personName: '周小满' });
    expect((await one<PersonRecord>('persons', sheet.id))?.sortKey).toMatch(new RegExp(`:${sheet.id}$`));
    expect((await cadre.refused('person.add', input)).message).toContain('登记好了：周小满');
  });

  test('back from the army: the duty is about whom the registry knows as gone, is never registered anew, and closes as they are restored', async () => {
    const cadre = town.as('cadre');
    const key = await town.newcomer('labourer');
    const person = town.personOf(key);
    const home = await homeOf(person);
    const before = (await one<PersonRecord>('persons', person)) as PersonRecord;
    await cadre.call('person.leave', { person, version: before.version, why: 'army', on: '2026-02-01', note: '' });
    const coming = { how: 'back' as const, name: before.name, sex: before.sex, relation: before.relation, on: '2026-03-01', at: AT };
    const visit = visitTo(home, device, { more: { id: `visit:${'9'.repeat(32)}`, comings: [coming] } });
    await cadre.call('visit.submit', { visit });
    const [duty] = await dutiesOf(visit.id);
    expect(duty).toMatchObject({ person, status: 'open', newcomer: { how: 'back' } });
    const input = { household: home.id, how: 'missed' as const, on: coming.on, note: '', values: BABY, duty: duty?._id as string };
    expect((await cadre.refused('person.add', input)).next).toContain('恢复在册');
    const gone = (await one<PersonRecord>('persons', person)) as PersonRecord;
    await cadre.call('person.restore', { person, version: gone.version, note: '' });
    expect(await one<PersonRecord>('persons', person)).toMatchObject({ status: 'active', gone: null });
    expect(await one<DutyRecord>('duties', duty?._id as string)).toMatchObject({
      status: 'done',
      outcome: { words: expect.stringContaining('恢复在册') },
    });
  });
});

test('each step is in the trail under who was at the door', async () => {
  const audits = (await town.cloud.database.all('audits')) as unknown as AuditEntry[];
  const begun = audits.filter(({ verb, record }) => verb === 'begin' && record === `claim:transport:${personOf('first')}:2025:0`);
  expect(begun).toMatchObject([{ by: { openid: town.as('cadre').openid, role: 'cadre' }, detail: { agreed: 'signed' } }]);
});
