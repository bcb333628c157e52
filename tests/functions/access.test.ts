// Who may do what: every action against every kind of caller, refusals first; scope; terms; separation of duties.
import type { ActionName } from '@shared/contract';
import type { StaffRecord } from '@shared/domain/records';
import { handedIn, passedByVillage } from '../support/claiming';
import { openTown, type Town } from '../support/town';

let town: Town;
let claim: string;
let receipt: string;

beforeAll(async () => {
  town = await openTown();
  const handed = await handedIn(town, 'labourer');
  claim = handed.id;
  receipt = handed.receipts[0]?.id ?? '';
  // Somebody of the county who could look at the whole of it.
  await putStaff('o-auditor', { grants: [{ role: 'auditor', level: 'county', code: '140799', from: '2024-01-01', until: null }] });
  await putStaff('o-revoked', { status: 'revoked' });
  await putStaff('o-expired', {
    grants: [{ role: 'station_clerk', level: 'town', code: '140799201000', from: '2024-01-01', until: '2026-03-01' }],
  });
  await putStaff('o-not-yet', {
    grants: [{ role: 'station_clerk', level: 'town', code: '140799201000', from: '2026-03-03', until: null }],
  });
  await putStaff('o-county-cadre', { grants: [{ role: 'cadre', level: 'county', code: '140799', from: '2024-01-01', until: null }] });
});
afterAll(() => town.close());

async function putStaff(openid: string, changes: Partial<StaffRecord>): Promise<void> {
  const staff: StaffRecord = {
    _id: openid,
    version: 0,
    auditHead: '',
    name: '测试员',
    title: '测试',
    phone: '19900000000',
    status: 'active',
    grants: [{ role: 'station_clerk', level: 'town', code: '140799201000', from: '2024-01-01', until: null }],
    self: null,
    relatives: [],
  };
  await town.cloud.database.put('staff', { ...staff, ...changes });
}

const EVERYBODY = [
  'visitor',
  'labourer',
  'daughter',
  'neighbour',
  'kin',
  'cadre',
  'cadre2',
  'cadre_other',
  'head',
  'clerk',
  'clerk2',
  'lead',
  'admin',
  'o-auditor',
  'o-revoked',
  'o-expired',
  'o-not-yet',
  'o-county-cadre',
];
const READERS = ['cadre', 'cadre2', 'head', 'clerk', 'clerk2', 'lead', 'o-auditor', 'o-county-cadre'];
const ALL_READERS = [...READERS, 'cadre_other'];
const FAMILY = ['labourer', 'daughter'];

/** Who is served; everybody else is refused. The claim is the labourer's and waits for the village. */
const MATRIX: { action: ActionName; input: () => object; served: string[] }[] = [
  { action: 'session.me', input: () => ({}), served: EVERYBODY },
  { action: 'job.list', input: () => ({}), served: EVERYBODY },
  { action: 'policy.active', input: () => ({}), served: EVERYBODY },
  { action: 'assess.me', input: () => ({ person: town.personOf('labourer') }), served: FAMILY },
  { action: 'claim.draft', input: () => ({ person: town.personOf('labourer'), programme: 'transport', period: '2025' }), served: FAMILY },
  { action: 'claim.mine', input: () => ({ person: town.personOf('labourer') }), served: FAMILY },
  { action: 'claim.track', input: () => ({ claim }), served: FAMILY },
  { action: 'receipt.link', input: () => ({ claim, receipt }), served: FAMILY },
  { action: 'claim.queue', input: () => ({ view: 'waiting' }), served: ALL_READERS },
  { action: 'claim.queue', input: () => ({ view: 'done' }), served: ALL_READERS },
  { action: 'claim.queue', input: () => ({ view: 'waiting', village: '140799201201' }), served: READERS },
  { action: 'claim.case', input: () => ({ claim }), served: READERS },
  { action: 'case.picture', input: () => ({ claim, receipt }), served: READERS },
  { action: 'case.reveal', input: () => ({ claim, field: 'phone', reason: '打电话核实' }), served: ['cadre', 'cadre2', 'head'] },
];
/** Changes are only tried by those who must be refused; that the others may is the line's test. */
const REFUSED: { action: ActionName; input: () => object; never: string[] }[] = [
  { action: 'claim.submit', input: () => ({ claim, version: 2, agreed: true }), never: EVERYBODY.filter((who) => !FAMILY.includes(who)) },
  { action: 'claim.withdraw', input: () => ({ claim, version: 2 }), never: EVERYBODY.filter((who) => !FAMILY.includes(who)) },
  { action: 'receipt.remove', input: () => ({ claim, receipt }), never: EVERYBODY.filter((who) => !FAMILY.includes(who)) },
  {
    action: 'receipt.accept',
    input: () => ({ claim, kind: 'ticket', fileID: `cloud://local.bucket/in/${'a'.repeat(32)}/1.jpg` }),
    never: EVERYBODY.filter((who) => !FAMILY.includes(who)),
  },
  {
    action: 'claim.review',
    input: () => ({ claim, version: 2, verb: 'approve' }),
    never: EVERYBODY.filter((who) => !['cadre', 'cadre2', 'head'].includes(who)),
  },
];

const cells = MATRIX.flatMap(({ action, input, served }, row) =>
  EVERYBODY.map((who) => ({ action, input, who, row, served: served.includes(who) })),
);

describe('refused', () => {
  const refusals = [
    ...cells.filter((cell) => !cell.served),
    ...REFUSED.flatMap(({ action, input, never }) => never.map((who) => ({ action, input, who, row: -1, served: false }))),
  ];
  test.each(refusals)('$action ($row) as $who', async ({ action, input, who }) => {
    const { code, message } = await town.as(who).refused(action, input());
    // What is out of reach does not exist: nobody learns from a refusal that it does.
    expect(['not_allowed', 'not_found']).toContain(code);
    expect(message).toMatch(/[\u4e00-\u9fff]/);
  });

  test('nothing was changed by all that', async () => {
    expect(await town.cloud.database.get('claims', claim)).toMatchObject({ version: 2, status: 'in_stage', stage: 0 });
  });

  test('another’s claim and one that does not exist are refused alike', async () => {
    const neighbour = town.as('neighbour');
    const theirs = await neighbour.refused('claim.track', { claim });
    const nobodys = await neighbour.refused('claim.track', { claim: 'claim:transport:p-none:2025:0' });
    expect(theirs).toEqual(nobodys);
  });

  test('trying what one may not leaves a line in the trail, one a minute', async () => {
    const tries = (await town.cloud.database.all('audits')).filter((entry) => entry.verb === 'refused' && entry.action === 'claim.queue');
    expect(tries.map(({ by }) => (by as { openid: string }).openid)).toContain(town.as('visitor').openid);
    expect(new Set(tries.map(({ _id }) => _id)).size).toBe(tries.length);
  });
});

describe('served', () => {
  test.each(cells.filter((cell) => cell.served))('$action ($row) as $who', async ({ action, input, who }) => {
    const reply = await town.as(who).reply(action, input());
    expect(reply).toMatchObject({ ok: true });
  });
});

describe('scope', () => {
  test('a queue holds the caller’s place alone', async () => {
    for (const who of ALL_READERS) {
      const { items, villages } = await town.as(who).call('claim.queue', { view: 'waiting' });
      const mine = ['cadre', 'cadre2', 'head'].includes(who);
      // Each level sees what waits for it: nothing waits for the township or the county yet.
      expect({ who, items: items.map(({ id }) => id) }).toEqual({ who, items: mine ? [claim] : [] });
      expect(villages.map(({ code }) => code)).toEqual(
        mine ? ['140799201201'] : who === 'cadre_other' ? ['140799201202'] : ['140799201201', '140799201202', '140799201203'],
      );
    }
  });

  test('a village outside one’s place cannot be asked for', async () => {
    expect((await town.as('cadre').refused('claim.queue', { view: 'waiting', village: '140799201202' })).code).toBe('not_allowed');
    expect((await town.as('clerk').refused('claim.queue', { view: 'done', village: '140799202201' })).code).toBe('not_allowed');
  });

  test('a draft is nobody’s business but the person’s', async () => {
    const { claim: draft } = await town
      .as('neighbour')
      .call('claim.draft', { person: town.personOf('neighbour'), programme: 'transport', period: '2025' });
    for (const who of READERS) expect((await town.as(who).refused('claim.case', { claim: draft.id })).code).toBe('not_found');
  });

  test('who only looks is shown no verbs', async () => {
    for (const who of ['lead', 'o-auditor', 'clerk']) expect((await town.as(who).call('claim.case', { claim })).case.can).toEqual([]);
  });
});

describe('separation of duties', () => {
  test('a relative’s claim: seen, not decided, not revealed', async () => {
    const kin = await handedIn(town, 'kin');
    const head = town.as('head');
    const { case: seen } = await head.call('claim.case', { claim: kin.id });
    expect(seen).toMatchObject({ can: [], barred: expect.stringContaining('亲属') });
    const refused = await head.refused('claim.review', { claim: kin.id, version: kin.version, verb: 'approve' });
    expect(refused).toMatchObject({ code: 'not_allowed', message: expect.stringContaining('亲属') });
    expect((await head.refused('case.reveal', { claim: kin.id, field: 'idNumber', reason: '想看看' })).code).toBe('not_allowed');
    // Somebody else of the village does it.
    await town.as('cadre').call('claim.review', { claim: kin.id, version: kin.version, verb: 'approve' });
  });

  test('one’s own claim, and one filed for somebody', async () => {
    const province = town.personOf('province');
    const own = await handedIn(town, 'province');
    // The same WeChat becomes a cadre of the village: the claim stays their own, by account or by declaration.
    const openid = town.as('province').openid;
    await putStaff(openid, { grants: [{ role: 'cadre', level: 'village', code: '140799201201', from: '2024-01-01', until: null }] });
    expect((await town.as('province').refused('claim.review', { claim: own.id, version: own.version, verb: 'approve' })).code).toBe(
      'not_allowed',
    );
    await putStaff('o-self', {
      self: province,
      grants: [{ role: 'cadre', level: 'village', code: '140799201201', from: '2024-01-01', until: null }],
    });
    expect(await town.as('o-self').refused('claim.review', { claim: own.id, version: own.version, verb: 'approve' })).toMatchObject({
      code: 'not_allowed',
      message: expect.stringContaining('自己'),
    });
  });

  test('no one takes two stages of one claim', async () => {
    const both = 'o-both';
    await putStaff(both, {
      grants: [
        { role: 'cadre', level: 'village', code: '140799201201', from: '2024-01-01', until: null },
        { role: 'station_clerk', level: 'town', code: '140799201000', from: '2024-01-01', until: null },
      ],
    });
    const passed = await passedByVillage(town, 'labourer', 'stabilisation', both);
    const { case: seen } = await town.as(both).call('claim.case', { claim: passed.id });
    expect(seen).toMatchObject({ can: [], barred: expect.stringContaining('前面一关') });
    expect((await town.as(both).refused('claim.review', { claim: passed.id, version: passed.version, verb: 'approve' })).code).toBe(
      'not_allowed',
    );
    await town.as('clerk').call('claim.review', { claim: passed.id, version: passed.version, verb: 'approve' });
  });
});

describe('helping somebody', () => {
  test('ends with its day, for reading and for doing', async () => {
    const account = {
      _id: 'o-helper',
      version: 0,
      auditHead: '',
      persons: [{ person: town.personOf('labourer'), as: 'helper', until: '2026-03-02' }],
    };
    await town.cloud.database.put('accounts', account);
    const helper = town.as('o-helper');
    expect((await helper.call('session.me', {})).persons).toMatchObject([{ as: 'helper', name: '周满仓' }]);
    await helper.call('claim.track', { claim });
    const over = { ...account, persons: account.persons.map((one) => ({ ...one, until: '2026-03-01' })) };
    await town.cloud.database.put('accounts', over);
    expect((await helper.call('session.me', {})).persons).toEqual([]);
    for (const [action, input] of [
      ['claim.track', { claim }],
      ['claim.mine', { person: town.personOf('labourer') }],
    ] as const) {
      expect((await helper.refused(action, input)).code).toBe('not_allowed');
    }
  });

  test('of one person opens nothing of another', async () => {
    const helper = town.as('daughter');
    expect((await helper.refused('claim.mine', { person: town.personOf('neighbour') })).code).toBe('not_found');
    expect((await helper.refused('assess.me', { person: town.personOf('kin') })).code).toBe('not_found');
  });
});

describe('a role that ends', () => {
  test('fails the very next call, when revoked and when its term is over', async () => {
    const openid = 'o-leaving';
    await putStaff(openid, {});
    await town.as(openid).call('claim.queue', { view: 'waiting' });
    await putStaff(openid, { status: 'revoked' });
    expect((await town.as(openid).refused('claim.queue', { view: 'waiting' })).code).toBe('not_allowed');
    await putStaff(openid, {
      grants: [{ role: 'station_clerk', level: 'town', code: '140799201000', from: '2024-01-01', until: '2026-03-02' }],
    });
    await town.as(openid).call('claim.queue', { view: 'waiting' });
    town.cloud.clock.set('2026-03-02T16:00:00.000Z');
    expect((await town.as(openid).refused('claim.queue', { view: 'waiting' })).code).toBe('not_allowed');
  });
});
