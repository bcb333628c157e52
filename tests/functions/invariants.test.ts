// The invariants over what is not money: codes, words that others read, days, people of other places, deeds on somebody's word.
import type { ActionName } from '@shared/contract';
import { PRIVACY_VERSION } from '@shared/domain/privacy';
import type { PersonRecord, StaffRecord } from '@shared/domain/records';
import { handedIn } from '../support/claiming';
import { hung } from '../support/posting';
import { openTown, type Town } from '../support/town';

const YEAR = { programme: 'transport', period: '2025' } as const;
const MINUTES = { on: '2026-03-02', place: '村委会', chair: '任某', attendees: ['任某', '周某'], decision: '逐人念过，都同意上报。' };
const BAD = '来赌博，天天赢';
let town: Town;
let posted: { id: string; version: number; code: string };

beforeAll(async () => {
  town = await openTown();
  const { claim } = { claim: await handedIn(town, 'neighbour') };
  await town.as('cadre').call('claim.review', { claim: claim.id, version: claim.version, verb: 'approve' });
  posted = await hung(town, claim.id);
});
afterAll(() => town?.close());

const person = (key: string) => town.personOf(key);

describe('a personal code', () => {
  test('lets in nobody who issued it', async () => {
    const { code } = await town.as('cadre').call('bond.issue', { person: person('kin') });
    expect((await town.as('cadre').refused('bond.take', { code, as: 'self' })).code).toBe('not_allowed');
    expect((await town.as('cadre').refused('bond.take', { code, as: 'helper', relation: '儿子', name: '任某' })).code).toBe('not_allowed');
    expect((await town.as('o-owner').call('bond.take', { code, as: 'self' })).confirmed).toBe(true);
  });
});

describe('words that others will read pass the content check', () => {
  const CASES: { action: ActionName; who: string; field: string; input: () => Promise<object> | object }[] = [
    {
      action: 'list.say',
      who: 'cadre',
      field: 'note',
      input: () => ({ person: person('labourer'), ...YEAR, said: 'declined', how: 'phone', on: '2026-03-02', note: BAD }),
    },
    {
      action: 'list.fill',
      who: 'cadre',
      field: 'fact.value',
      input: async () => ({
        person: person('labourer'),
        ...YEAR,
        spell: (await town.as('cadre').call('list.line', { person: person('labourer'), ...YEAR })).spells[0]?.id,
        fact: { field: 'employer', value: BAD },
        how: 'phone',
      }),
    },
    {
      action: 'list.send',
      who: 'cadre',
      field: 'minutes.decision',
      input: () => ({ ...YEAR, village: '140799201201', persons: [person('labourer')], minutes: { ...MINUTES, decision: BAD } }),
    },
    {
      action: 'publicity.minutes',
      who: 'cadre',
      field: 'place',
      input: () => ({ publicity: posted.id, version: posted.version, ...MINUTES, writer: '', place: '赌博屋' }),
    },
    { action: 'opening.set', who: 'clerk', field: 'note', input: () => ({ ...YEAR, open: true, note: BAD }) },
    {
      action: 'person.setContact',
      who: 'cadre',
      field: 'contact.name',
      input: () => ({
        person: person('labourer'),
        version: 0,
        contact: { kind: 'family', name: '赌博', relation: '儿子', phone: '19900000001' },
      }),
    },
    {
      action: 'staff.invite',
      who: 'admin',
      field: 'title',
      input: () => ({
        name: '某某',
        title: '赌博专干',
        phone: '19900000001',
        grant: { role: 'station_clerk', level: 'town', code: '140799201000', from: '2026-03-02', until: null },
      }),
    },
    {
      action: 'bond.take',
      who: 'o-helper',
      field: 'name',
      input: async () => ({
        code: (await town.as('cadre').call('bond.issue', { person: person('kin') })).code,
        as: 'helper',
        relation: '儿子',
        name: '赌博',
      }),
    },
    { action: 'complaint.write', who: 'visitor', field: 'text', input: () => ({ kind: 'complaint', text: BAD }) },
    { action: 'publicity.object', who: 'visitor', field: 'text', input: () => ({ code: posted.code, no: 1, kind: 'other', text: BAD }) },
  ];
  test.each(CASES)('$action: $field', async ({ action, who, field, input }) => {
    const refusal = await town.as(who).refused(action, await input());
    expect(refusal.code).toBe('bad_input');
    expect(Object.keys(refusal.fields ?? {})).toEqual([field]);
  });
});

describe('a day that does not exist is none', () => {
  test.each(['2026-02-30', '2026-13-01', '0000-00-00', '2026-3-1', '2026-03-02T00:00:00Z', ''])('%p', async (on) => {
    expect(
      (await town.as('cadre').refused('list.say', { person: person('labourer'), ...YEAR, said: 'agreed', how: 'phone', on })).code,
    ).toBe('bad_input');
    const grant = { role: 'payer', level: 'town', code: '140799201000', from: on, until: null };
    expect((await town.as('admin').refused('staff.invite', { name: '某', title: '某', phone: '19900000001', grant })).code).toBe(
      'bad_input',
    );
  });
});

describe('people of other places', () => {
  test('put on a village’s list are not filed and show neither name nor sum', async () => {
    const other = (await town.cloud.database.all('persons')).find(({ village }) => village === '140799201202') as unknown as PersonRecord;
    const about = { _id: `transport:2025:${other._id}`, programme: 'transport', period: '2025', person: other._id };
    await town.cloud.database.put('assessments', { ...about, village: other.village, amountFen: 150_000 } as { _id: string });
    const input = { ...YEAR, village: '140799201201', minutes: MINUTES, persons: [other._id] };
    const sent = await town.as('cadre').call('list.send', input);
    const { task } = await town.as('cadre').call('task.drive', { task: sent.task.id });
    expect(task).toMatchObject({ state: 'finished', done: 0, failed: 1 });
    expect(JSON.stringify(task)).not.toContain(other.name);
    expect(await town.cloud.database.get('minutes', sent.minutes)).toMatchObject({ sumFen: 0 });
  });

  test('are named by a preview of a policy only to those whose place they live in', async () => {
    const clerk = town.as('clerk');
    const begun = { version: 'transport@2025-44', suffix: '2026-place', periods: ['2025'], from: '2026-03-02' };
    const { draft } = await clerk.call('pack.begin', begun);
    const { draft: looked } = await clerk.call('pack.preview', { draft: draft.id, version: draft.version });
    const task = looked.preview?.job as string;
    while ((await clerk.call('task.drive', { task })).task.state === 'running');
    const staff: StaffRecord = {
      _id: 'o-village-auditor',
      version: 0,
      auditHead: '',
      name: '监督员',
      title: '村监督员',
      phone: '19900000000',
      status: 'active',
      grants: [{ role: 'auditor', level: 'village', code: '140799201202', from: '2024-01-01', until: null }],
      self: null,
      relatives: [],
    };
    await town.cloud.database.put('staff', staff);
    const rows = async (who: string) => {
      const all = [];
      for (const part of ['gains', 'more', 'loses', 'less', 'unsure', 'same'] as const)
        for (let cursor: string | undefined; ; ) {
          const page = await town.as(who).call('pack.previewRows', { draft: draft.id, part, limit: 50, cursor });
          all.push(...page.rows);
          if (page.next === null) break;
          cursor = page.next;
        }
      return all;
    };
    const seen = new Set((await rows('clerk')).map(({ villageName }) => villageName));
    expect(seen.size).toBeGreaterThan(1);
    expect(new Set((await rows('o-village-auditor')).map(({ villageName }) => villageName)).size).toBeLessThanOrEqual(1);
  });
});

describe('on somebody’s word', () => {
  test('a cadre takes a claim back: how they said it is kept, and whoever has their affairs on a phone reads it', async () => {
    const claim = await handedIn(town, 'labourer');
    const input = { claim: claim.id, version: claim.version, verb: 'withdraw', how: 'phone', text: '电话里说不要了' } as const;
    for (const who of ['cadre_other', 'clerk', 'lead', 'neighbour', 'labourer'])
      expect(['not_allowed', 'not_found']).toContain((await town.as(who).refused('case.onWord', input)).code);
    expect((await town.as('cadre').refused('case.onWord', { ...input, text: '' })).code).toBe('bad_input');
    await town.as('cadre').call('case.onWord', input);
    expect(await town.cloud.database.get('claims', claim.id)).toMatchObject({
      status: 'withdrawn',
      events: expect.arrayContaining([expect.objectContaining({ verb: 'withdraw', note: expect.stringContaining('电话里说不要了') })]),
    });
    const told = (await town.cloud.database.all('outbox')).filter(({ subject }) => subject === claim.id);
    expect(told.map(({ openid }) => openid)).toContain(town.as('labourer').openid);
  });
});

test('the name of a file keeps no number of anybody', async () => {
  const clerk = town.as('clerk');
  const fileID = await clerk.upload(Buffer.from('姓名,身份证号,补贴项目,年度,金额,日期\n周某,,稳岗补助,2024,12,'), '1.csv');
  const { import: made } = await clerk.call('opening.check', {
    fileID,
    fileName: '周某140799199001011234发放.csv',
    programme: null,
    period: null,
  });
  expect(made.fileName).toBe('周某…发放.csv');
});

test('consent is to words in force, once', async () => {
  const me = town.as('o-consents');
  await me.call('consent.agree', { version: PRIVACY_VERSION });
  await me.call('consent.agree', { version: PRIVACY_VERSION });
  expect((await town.cloud.database.all('consents')).filter(({ openid }) => openid === 'o-consents')).toHaveLength(1);
});
