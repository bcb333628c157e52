// Crashes at every write of what the registry does in steps: a household moved, another head, records alike found and merged and parted again,
// what the data rules find. Nobody is lost or there twice, and the counts are those of the records.
import { checkSign } from '@shared/domain/fields/id-number';
import type {
  ApplicationRecord,
  FindingCountRecord,
  FindingRecord,
  HappeningRecord,
  HouseholdRecord,
  PersonRecord,
  PostingRecord,
  SpellRecord,
  TwinRecord,
} from '@shared/domain/records';
import type { JobRecord } from '@shared/runtime/jobs';
import { type Crashing, crashing } from '../support/crash';
import { openTown, type Town } from '../support/town';
import { unproved } from '../support/writes';

const ON = '2026-03-01';
let town: Town;
let crash: Crashing;

/** At every moment: everybody in one household that is there, each number once, each work somebody's. */
async function inOrder(): Promise<void> {
  const [persons, households, spells] = await Promise.all([
    crash.all<PersonRecord>('persons'),
    crash.all<HouseholdRecord>('households'),
    crash.all<SpellRecord>('spells'),
  ]);
  const homes = new Set(households.map(({ _id }) => _id));
  expect(persons.filter(({ household }) => !homes.has(household))).toEqual([]);
  const numbers = persons.map(({ idIndex }) => idIndex);
  expect(numbers.filter((one, i) => numbers.indexOf(one) !== i)).toEqual([]);
  const known = new Set(persons.map(({ _id }) => _id));
  expect(spells.filter(({ person }) => !known.has(person))).toEqual([]);
  // Never two heads of one household, moved or changed halfway.
  const heads = persons.filter(({ relation, status }) => relation === '户主' && status === 'active').map(({ household }) => household);
  expect(heads.filter((one, i) => heads.indexOf(one) !== i)).toEqual([]);
}

beforeAll(async () => {
  town = await openTown();
  crash = crashing(town, inOrder);
});
afterAll(async () => {
  crash.close();
  await town.close();
});

const one = async <T>(collection: string, id: string) => (await town.cloud.database.get(collection, id)) as unknown as T;
const membersOf = async (household: string) =>
  (await crash.all<PersonRecord>('persons')).filter((person) => person.household === household && person.status === 'active');

test('another head: everybody is to them what was said', async () => {
  const { household } = await one<PersonRecord>('persons', town.personOf('labourer'));
  const members = await membersOf(household);
  const next = members.find(({ relation }) => relation === '配偶') ?? members.find(({ relation }) => relation !== '户主');
  const relations = members.filter((person) => person !== next).map(({ _id }, i) => ({ person: _id, relation: i === 0 ? '配偶' : '其他' }));
  const { version } = await one<HouseholdRecord>('households', household);
  const { data } = await crash.ask('cadre', 'household.head', { household, version, head: next?._id ?? '', relations });
  const { job, deaths } = await crash.drive('cadre', data.task);
  expect(deaths).toBeGreaterThan(members.length);
  expect(job).toMatchObject({ failed: 0, result: { related: members.length } });
  const after = new Map((await membersOf(household)).map(({ _id, relation }) => [_id, relation]));
  expect(after).toEqual(new Map([...relations.map(({ person, relation }) => [person, relation] as const), [next?._id, '户主']]));
});

test('a household is moved once, with its people and their open work', async () => {
  const { household, village } = await one<PersonRecord>('persons', town.personOf('labourer'));
  const target = town.county.places.find((place) => place.level === 'village' && place._id !== village)?._id ?? '';
  const members = await membersOf(household);
  const { version } = await one<HouseholdRecord>('households', household);
  const { data } = await crash.ask('clerk', 'household.move', { household, version, village: target, group: '', on: ON, note: '' });
  const { job, deaths } = await crash.drive('clerk', data.task);
  expect(deaths).toBeGreaterThan(members.length);
  expect(job).toMatchObject({ failed: 0, result: { moved: job.total } });
  expect((await membersOf(household)).map((person) => person.village)).toEqual(members.map(() => target));
  const mine = new Set(members.map(({ _id }) => _id));
  const open = (await crash.all<SpellRecord>('spells')).filter(({ person, status }) => mine.has(person) && status === 'open');
  expect(open.map((spell) => spell.village)).toEqual(open.map(() => target));
  const happened = (await crash.all<HappeningRecord>('happenings')).filter((one) => one.household === household);
  expect(happened.filter(({ status }) => status === 'household_out' || status === 'household_in')).toHaveLength(2);
});

test('handed over to another village, the last of a household closes it once', async () => {
  const person = town.personOf(await town.newcomer('unknown_wage'));
  const { household, village } = await one<PersonRecord>('persons', person);
  const target = (await crash.all<HouseholdRecord>('households')).find((home) => home.village !== village && home.status === 'active');
  const input = { household, person, village: target?.village ?? '', on: ON, note: '' };
  const { data: asked } = await crash.ask('cadre', 'handover.propose', input);
  const at = { handover: asked.handover.id, version: asked.handover.version, household: target?._id ?? '', relation: '其他' };
  const { data: taken } = await crash.ask('clerk', 'handover.accept', at);
  const { job } = await crash.drive('clerk', taken.task ?? '');
  expect(job).toMatchObject({ failed: 0, result: { moved: job.total } });
  expect(await one<PersonRecord>('persons', person)).toMatchObject({ household: target?._id, village: target?.village });
  expect(await one<HouseholdRecord>('households', household)).toMatchObject({ status: 'gone', gone: { into: target?._id } });
  const rows = (await crash.all<HappeningRecord>('happenings')).filter((row) => row.person === person);
  expect(rows.map(({ status }) => status).sort()).toEqual(['in_from', 'out_to']);
});

const withCheck = (digits: string) => `${digits}${checkSign(digits)}`;
/** The same person a second time under a stand-in number, with work of its own and somebody who acts for them. */
async function doubled(like: string): Promise<string> {
  const { name, born, sex, household } = await one<PersonRecord>('persons', like);
  const values = {
    name,
    idNumber: withCheck('99999919900101001'),
    born,
    sex,
    relation: '其他',
    labourSkill: '普通劳动力',
    health: ['健康'],
    schooling: '高中',
  };
  const { sheet } = await town.as('cadre').call('person.add', { household, how: 'missed', on: ON, note: '', values });
  const [spell] = await crash.all<SpellRecord>('spells');
  await town.cloud.database.import('spells', [
    {
      ...spell,
      _id: 's-double',
      person: sheet.id,
      start: '2020-03-01',
      end: '2020-11-30',
      status: 'ended',
      sortKey: `${sheet.id}:2020-03-01:s-double`,
    },
  ]);
  const { code } = await town.as('cadre').call('bond.issue', { person: sheet.id });
  await town.as('o-self').call('consent.agree', { version: (await town.as('o-self').call('consent.state', {})).version });
  await town.as('o-self').call('bond.take', { code, as: 'self' });
  return sheet.id;
}

test('records alike are found once; merged and parted again, work and helpers go along whole', async () => {
  const keep = town.personOf(await town.newcomer('unknown_wage'));
  const drop = await doubled(keep);
  const { village } = await one<PersonRecord>('persons', keep);
  const { data: look } = await crash.ask('clerk', 'twin.find', { village });
  expect((await crash.drive('clerk', look.task)).job.failed).toBe(0);
  const pairs = (await crash.all<TwinRecord>('twins')).map(({ a, b }) => [a, b].sort().join());
  expect(pairs).toContain([keep, drop].sort().join());
  expect(new Set(pairs).size).toBe(pairs.length);

  const versions = async () => ({
    keep,
    keepVersion: (await one<PersonRecord>('persons', keep)).version,
    drop,
    dropVersion: (await one<PersonRecord>('persons', drop)).version,
  });
  // Both want one job, where the one that goes was taken; it wants another besides.
  const open = (await crash.all<PostingRecord>('postings')).filter(({ status, until }) => status === 'open' && until > '2026-03-20');
  const [both, alone] = open.slice(0, 2).map(({ _id }) => _id) as [string, string];
  await town.as('cadre').call('application.record', { person: keep, posting: both });
  for (const posting of [both, alone]) await town.as('cadre').call('application.record', { person: drop, posting });
  await town.as('clerk').call('application.move', { application: `${both}:${drop}`, version: 0, verb: 'take' });
  const wishes = async () =>
    (await crash.all<ApplicationRecord>('applications'))
      .filter(({ status }) => status !== 'merged')
      .map(({ posting, person, status }) => `${posting} ${person} ${status}`)
      .sort();
  const wanted = await wishes();
  const { data: merged } = await crash.ask('cadre', 'merge.ask', { ...(await versions()), take: [], note: '' });
  const { job } = await crash.drive('cadre', merged.task ?? '');
  expect(job).toMatchObject({ failed: 0, result: { moved: 4 } });
  expect(await wishes()).toEqual([`${both} ${keep} taken`, `${alone} ${keep} wants`].sort());
  expect(await one<PostingRecord>('postings', both)).toMatchObject({ taken: 1 });
  expect(await one<SpellRecord>('spells', 's-double')).toMatchObject({ person: keep });
  expect((await town.as('o-self').call('session.me', {})).persons.map(({ id }) => id)).toContain(keep);

  const { data: parted } = await crash.ask('cadre', 'merge.undo', { merge: merged.merge.id, version: merged.merge.version, note: '' });
  const { job: back } = await crash.drive('cadre', parted.task ?? '');
  expect(back).toMatchObject({ failed: 0, result: { moved: 4 } });
  expect(await wishes()).toEqual(wanted);
  expect(await one<PostingRecord>('postings', both)).toMatchObject({ taken: 1 });
  expect(await one<SpellRecord>('spells', 's-double')).toMatchObject({ person: drop });
  expect((await town.as('o-self').call('session.me', {})).persons.map(({ id }) => id)).toEqual([drop]);
});

/** A second record of a household: its head and a child under numbers of the system's own. */
async function homeAgain(like: string): Promise<string> {
  const { headName, group, householdType, village } = await one<HouseholdRecord>('households', like);
  const values = { labourSkill: '普通劳动力', health: ['健康'], schooling: '初中', born: '1963-01-01', sex: '男' };
  const { sheet } = await town.as('cadre').call('household.add', {
    village,
    on: ON,
    note: '',
    values: { code: `${village}99001`, group, householdType },
    head: { ...values, name: headName, idNumber: withCheck('99999919630101201') },
  });
  await town.as('cadre').call('person.add', {
    household: sheet.id,
    how: 'missed',
    on: ON,
    note: '',
    values: { ...values, name: '周小麦', idNumber: withCheck('99999919630101203'), relation: '之子' },
  });
  return sheet.id;
}

test('households alike are found once; merged and parted again, everybody and what is theirs goes along whole', async () => {
  const { household: keep, village } = await one<PersonRecord>('persons', town.personOf(await town.newcomer('unknown_wage')));
  const drop = await homeAgain(keep);
  const { data: look } = await crash.ask('cadre', 'household.findTwins', { village });
  expect((await crash.drive('cadre', look.task)).job.failed).toBe(0);
  const pairs = (await crash.all<{ a: string; b: string }>('home_twins')).map(({ a, b }) => [a, b].sort().join());
  expect(pairs).toContain([keep, drop].sort().join());
  expect(new Set(pairs).size).toBe(pairs.length);

  const coming = await membersOf(drop);
  const [mine, other] = [await one<HouseholdRecord>('households', keep), await one<HouseholdRecord>('households', drop)];
  const relations = coming.map(({ _id, relation }) => ({ person: _id, relation: relation === '户主' ? '之兄弟姐妹' : relation }));
  const input = { keep, keepVersion: mine.version, drop, dropVersion: other.version, take: ['code'], relations, note: '' };
  const { data: merged } = await crash.ask('cadre', 'household.mergeAsk', input);
  const { job } = await crash.drive('cadre', merged.task ?? '');
  expect(job).toMatchObject({ failed: 0, result: { moved: job.total } });
  expect((await membersOf(drop)).length).toBe(0);
  expect((await membersOf(keep)).map(({ _id }) => _id)).toEqual(expect.arrayContaining(coming.map(({ _id }) => _id)));

  const { data: parted } = await crash.ask('cadre', 'household.mergeUndo', {
    merge: merged.merge.id,
    version: merged.merge.version,
    note: '',
  });
  const { job: back } = await crash.drive('cadre', parted.task ?? '');
  expect(back).toMatchObject({ failed: 0, result: { moved: back.total } });
  expect((await membersOf(drop)).map(({ _id, relation }) => [_id, relation])).toEqual(coming.map(({ _id, relation }) => [_id, relation]));
  const homes = [await one<HouseholdRecord>('households', keep), await one<HouseholdRecord>('households', drop)];
  expect(homes.map(({ code, status }) => [code, status])).toEqual([mine, other].map(({ code }) => [code, 'active']));
});

/** The counts of a village are its findings'. */
async function counted(village: string): Promise<void> {
  const own = (await crash.all<FindingRecord>('findings')).filter((finding) => finding.village === village);
  const counts = await one<FindingCountRecord | null>('finding_counts', village);
  const sum = (status: 'open' | 'explained') => Object.values(counts?.rules ?? {}).reduce((all, rule) => all + rule[status], 0);
  expect([sum('open'), sum('explained')]).toEqual([
    own.filter(({ status }) => status === 'open').length,
    own.filter(({ status }) => status === 'explained').length,
  ]);
}

test('a village is looked through by the rules, each finding once; explained and asked again, the counts follow', async () => {
  await town.cloud.trigger('work', 'nightly');
  const jobs = (await crash.all<JobRecord>('jobs')).filter(({ kind }) => kind === 'look.village');
  const [job] = jobs;
  if (!job) throw new Error('nothing is looked through');
  await crash.drive('clerk', job._id);
  await counted(job.village);
  const findings = (await crash.all<FindingRecord>('findings')).filter(({ village }) => village === job.village);
  expect(findings.length).toBeGreaterThan(5);
  const { items } = await town.as('clerk').call('finding.list', { village: job.village, limit: 50 });
  const finding = items.find(({ explainable }) => explainable)?.id ?? '';
  const about = { finding, words: '问过本人，就是这么多' };
  expect((await crash.ask('clerk', 'finding.explain', about)).data.finding.status).toBe('explained');
  await counted(job.village);
  expect((await crash.ask('clerk', 'finding.reopen', { finding })).data.finding.status).toBe('open');
  await counted(job.village);
});

test('the trail of it all is whole', () =>
  crash.trailIsWhole([
    'persons',
    'households',
    'spells',
    'merges',
    'twins',
    'bonds',
    'explanations',
    'applications',
    'duties',
    'postings',
  ]));

test('everything that writes in steps here was killed at every write', () => {
  expect(unproved('registry', crash.proved)).toEqual([]);
});
