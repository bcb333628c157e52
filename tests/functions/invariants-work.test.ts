// Long work has the rights of whoever asked for it, as of now: at each step, in their place; nobody else reads what it says of people.
import type { Grant, StaffRecord } from '@shared/domain/records';
import { type JobRecord, newJob } from '@shared/runtime/jobs';
import { BEGINS, openTown, type Town } from '../support/town';

const PLACE = { county: '140799', town: '140799201000', village: '140799201201' };
const TOWN = { ...PLACE, village: '' };
const COUNTY = { ...TOWN, town: '' };

/** Every kind of work, the place it is about, and who may be asked for it and may look at it there. */
const WORK: { kind: string; place: typeof PLACE; role: Grant['role']; readers: string[] }[] = [
  { kind: 'pack.preview', place: COUNTY, role: 'station_clerk', readers: ['admin', 'o-county-lead', 'o-county-auditor', 'o-county-clerk'] },
  {
    kind: 'publicity.post',
    place: PLACE,
    role: 'cadre',
    readers: ['cadre', 'head', 'clerk', 'lead', 'o-county-lead', 'o-county-auditor', 'o-county-clerk'],
  },
  {
    kind: 'publicity.close',
    place: PLACE,
    role: 'cadre',
    readers: ['cadre', 'head', 'clerk', 'lead', 'o-county-lead', 'o-county-auditor', 'o-county-clerk'],
  },
  {
    kind: 'review.bulk',
    place: TOWN,
    role: 'station_clerk',
    readers: ['clerk', 'lead', 'o-county-lead', 'o-county-auditor', 'o-county-clerk'],
  },
  {
    kind: 'trace.look',
    place: TOWN,
    role: 'auditor',
    readers: ['clerk', 'lead', 'o-payer', 'o-county-lead', 'o-county-auditor', 'o-county-clerk'],
  },
  ...['pay.check', 'pay.build', 'pay.dismiss', 'pay.results'].map((kind) => ({
    kind,
    place: TOWN,
    role: 'payer' as const,
    readers: ['clerk', 'lead', 'o-payer', 'o-county-lead', 'o-county-auditor', 'o-county-clerk'],
  })),
  ...['opening.check', 'opening.apply', 'opening.undo'].map((kind) => ({
    kind,
    place: TOWN,
    role: 'station_clerk' as const,
    readers: ['clerk', 'lead', 'o-county-lead', 'o-county-auditor', 'o-county-clerk'],
  })),
  ...['postings.look', 'postings.bring', 'postings.unbring'].map((kind) => ({
    kind,
    place: TOWN,
    role: 'labour_clerk' as const,
    readers: ['clerk', 'lead', 'o-labour', 'o-county-lead', 'o-county-auditor', 'o-county-clerk'],
  })),
  { kind: 'list.file', place: PLACE, role: 'cadre', readers: ['cadre', 'head', 'lead', 'o-county-lead', 'o-county-auditor'] },
];
const LOOKERS = [
  'cadre',
  'cadre_other',
  'head',
  'clerk',
  'lead',
  'admin',
  'o-payer',
  'o-labour',
  'o-county-lead',
  'o-county-auditor',
  'o-county-clerk',
];

let town: Town;
const grant = (role: Grant['role'], level: Grant['level'], code: string): Grant => ({ role, level, code, from: '2024-01-01', until: null });

async function staff(openid: string, grants: Grant[]): Promise<void> {
  const one: StaffRecord = {
    _id: openid,
    version: 0,
    auditHead: '',
    name: '测试员',
    title: '测试',
    phone: '19900000000',
    status: 'active',
    grants,
    self: null,
    relatives: [],
  };
  await town.cloud.database.put('staff', one);
}

beforeAll(async () => {
  town = await openTown();
  await staff('o-payer', [grant('payer', 'town', TOWN.town)]);
  await staff('o-labour', [grant('labour_clerk', 'town', TOWN.town)]);
  await staff('o-county-lead', [grant('lead', 'county', COUNTY.county)]);
  await staff('o-county-auditor', [grant('auditor', 'county', COUNTY.county)]);
  await staff('o-county-clerk', [grant('station_clerk', 'county', COUNTY.county)]);
});
afterAll(() => town?.close());

/** Work that stands still: another is at it until tomorrow. */
const planted = (kind: string, place: typeof PLACE, owner: string, more: Partial<JobRecord> = {}) =>
  town.cloud.database.put('jobs', {
    ...newJob(kind, `${owner}-${place.village || place.town || place.county}`, {}, { owner, ...place }, BEGINS),
    troubles: [{ key: '周满仓', words: '卡不对' }],
    ...more,
  });
const idOf = (kind: string, place: typeof PLACE, owner: string) => `job:${kind}:${owner}-${place.village || place.town || place.county}`;

/** What somebody may have become who asked when they still held the role where the work is. */
const BECAME: { what: string; grants: (role: Grant['role'], place: typeof PLACE) => Grant[]; status?: StaffRecord['status'] }[] = [
  { what: 'of another role there', grants: () => [grant('admin', 'county', COUNTY.county)] },
  {
    what: 'of the same role elsewhere',
    grants: (role, place) => [
      place.village !== ''
        ? grant(role, 'village', '140799201202')
        : grant(role, 'town', place.town === '' ? '140798201000' : '140799202000'),
    ],
  },
  { what: 'of a term that is over', grants: (role) => [{ ...grant(role, 'county', COUNTY.county), until: '2026-03-01' }] },
];
// An administrator may preview what they wrote.
const cases = WORK.flatMap((work) =>
  BECAME.filter(({ what }) => work.kind !== 'pack.preview' || !what.startsWith('of another role')).map((became) => ({
    ...work,
    ...became,
  })),
);

test.each(cases)('$kind stops when whoever asked is by now $what, whoever drives it', async ({ kind, place, role, what, grants }) => {
  const owner = `o-moved-${BECAME.findIndex((one) => one.what === what)}-${kind.replace('.', '-')}`;
  await staff(owner, grants(role, place));
  await planted(kind, place, owner);
  await town.cloud.trigger('work', 'minute');
  expect(await town.cloud.database.get('jobs', idOf(kind, place, owner))).toMatchObject({ state: 'stopped', done: 0, failed: 0 });
});

test.each(WORK)(
  '$kind is read where it is by those whose work it is and by who looks on, and by nobody else',
  async ({ kind, place, readers }) => {
    await planted(kind, place, 'o-somebody', { lease: 'x', leaseUntil: '2026-03-03T01:00:00.000Z' });
    const served: string[] = [];
    for (const who of LOOKERS) {
      const reply = await town.as(who).reply('task.drive', { task: idOf(kind, place, 'o-somebody') });
      if (reply.ok) served.push(who);
      else expect(reply.error.code).toBe('not_found');
    }
    expect(served).toEqual(LOOKERS.filter((who) => readers.includes(who)));
  },
);

test('who only looks on drives nothing', async () => {
  await staff('o-asks', [grant('payer', 'town', TOWN.town)]);
  await planted('pay.check', TOWN, 'o-asks', { input: { level: 'town', code: TOWN.town } });
  for (const who of ['lead', 'o-county-auditor'])
    expect((await town.as(who).call('task.drive', { task: idOf('pay.check', TOWN, 'o-asks') })).task.state).toBe('running');
  expect((await town.as('clerk').call('task.drive', { task: idOf('pay.check', TOWN, 'o-asks') })).task.state).toBe('finished');
});

describe('work whose owner is gone', () => {
  const OWNER = 'o-gone';
  const task = idOf('pay.check', TOWN, OWNER);
  beforeAll(async () => {
    await staff(OWNER, [grant('cadre', 'village', '140799201203')]);
    await planted('pay.check', TOWN, OWNER, { input: { level: 'town', code: TOWN.town } });
    await town.cloud.trigger('work', 'minute');
  });

  test('is taken over by those whose work it is alone, and not by whoever looks on', async () => {
    for (const who of ['cadre', 'lead', 'admin', 'o-labour', 'o-county-auditor', OWNER])
      expect(['not_found', 'not_allowed']).toContain((await town.as(who).refused('task.again', { task })).code);
    expect(await town.cloud.database.get('jobs', task)).toMatchObject({ state: 'stopped', owner: OWNER });
  });

  test('goes on with the rights of whoever took it over, once, and the trail says from whom', async () => {
    const request = 'request-again-0001';
    await town.as('clerk').call('task.again', { task }, request);
    await town.as('clerk').call('task.again', { task }, request);
    expect(await town.cloud.database.get('jobs', task)).toMatchObject({ state: 'running', owner: town.as('clerk').openid });
    expect((await town.as('clerk').call('task.drive', { task })).task.state).toBe('finished');
    expect((await town.as('o-payer').call('task.again', { task })).task.state).toBe('finished');
    const trail = (await town.cloud.database.all('audits')).filter(({ verb, record }) => verb === 'take_over' && record === task);
    expect(trail.filter(({ detail }) => (detail as { from: string }).from === OWNER)).toHaveLength(1);
  });
});
