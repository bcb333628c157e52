// On the village list the cadre fills in tickets, the casual worker's form and pictures for the person, and brings a top-up; refusals first.
import type { Output } from '@shared/contract';
import type { ClaimRecord } from '@shared/domain/records';
import { putInForce } from '../support/evidence';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

const YEAR = { programme: 'transport', period: '2025' } as const;
const MINUTES = { on: '2026-03-02', place: '村委会', chair: '任某', attendees: ['任某', '周某'], decision: '逐人念过，都同意上报。' };
type Detail = Output<'list.line'>;

let town: Town;
let who: string;
let mark = 20_000;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  who = await town.newcomer();
});

const about = (seq: 0 | 1 = 0) => ({ person: town.personOf(who), ...YEAR, seq });
const plain = () => ({ person: town.personOf(who), ...YEAR });
const record = async (id: string) => (await town.cloud.database.get('claims', id)) as unknown as ClaimRecord;
const line = (officer = 'cadre') => town.as(officer).call('list.line', plain());
async function laid(kind: string, seq: 0 | 1 = 0, officer = 'cadre'): Promise<Detail> {
  mark += 1;
  const fileID = await town.as(officer).upload(jpeg({ mark }));
  return town.as(officer).call('list.picture', { ...about(seq), kind, fileID });
}
const ticketOn = (receipt: string, fareFen: number) => ({
  receipt,
  date: '2025-02-11',
  from: '云岭',
  to: '深圳北',
  fareFen,
  mode: 'high_speed' as const,
  traveller: '周满仓',
  direction: 'out' as const,
});
const agreed = (on = '2026-03-02') => town.as('cadre').call('list.say', { ...plain(), said: 'agreed', how: 'chat', on, note: '' });
async function sent(officer = 'cadre') {
  const { village } = (await town.cloud.database.get('persons', town.personOf(who))) as unknown as { village: string };
  const { task } = await town.as(officer).call('list.send', { ...YEAR, village, persons: [town.personOf(who)], minutes: MINUTES });
  return (await town.as(officer).call('task.drive', { task: task.id })).task;
}

describe('tickets (中阳 2022)', () => {
  beforeAll(async () => {
    await putInForce(town, 'zhongyang-2022');
  });

  test('who may not: the clerk, another village, the person through the list; nothing to fill in for readers', async () => {
    for (const [one, code] of [
      ['clerk', 'not_allowed'],
      ['cadre_other', 'not_found'],
      [who, 'not_allowed'],
    ] as const) {
      expect((await town.as(one).refused('list.begin', about())).code).toBe(code);
      expect((await town.as(one).refused('list.drop', { ...about(), receipt: 'receipt:x' })).code).toBe(code);
    }
    expect((await line('clerk')).form).toBeNull();
    expect((await line()).form).toMatchObject({ begun: false, seq: 0, terms: { substitutes: [] }, tickets: null, receipts: [] });
    expect((await town.as('cadre').refused('list.begin', about(1))).message).toContain('没有补差');
  });

  test('a picture laid by mistake is looked at and taken off; the person’s own is neither', async () => {
    const { form } = await laid('ticket');
    const [receipt] = form?.receipts ?? [];
    expect(receipt).toMatchObject({ kind: 'ticket', own: true });
    const claim = form?.claim as string;
    expect((await town.as('cadre2').call('receipt.link', { claim, receipt: receipt?.id as string })).url).toContain('http');
    expect((await town.as('cadre_other').refused('receipt.link', { claim, receipt: receipt?.id as string })).code).toBe('not_found');
    mark += 1;
    const fileID = await town.as(who).upload(jpeg({ mark }));
    const own = (await town.as(who).call('receipt.accept', { claim, kind: 'ticket', fileID })).receipt.id;
    for (const action of ['receipt.link', 'list.drop'] as const) {
      const input = action === 'list.drop' ? { ...about(), receipt: own } : { claim, receipt: own };
      expect((await town.as('cadre').refused(action, input)).code).toBe('not_allowed');
    }
    expect((await line()).form?.receipts.map((one) => one.own)).toEqual([true, false]);
    const after = await town.as('cadre').call('list.drop', { ...about(), receipt: receipt?.id as string });
    expect(after.form?.receipts.map(({ id }) => id)).toEqual([own]);
  });

  test('a chat picture, its ticket typed, the word and the meeting: handed in with the sum on the ticket, and not for who filled it', async () => {
    const { form } = await laid('ticket');
    const { claim, version, receipts } = form as NonNullable<Detail['form']>;
    const receipt = receipts[0]?.id as string;
    const set = await town.as('cadre').call('claim.tickets', { claim, version, tickets: [ticketOn(receipt, 102_000)] });
    expect(set.amountFen).toBe(80_000);
    const row = (await agreed()).row;
    expect(row).toMatchObject({ line: 'can', agreed: true, amountFen: 80_000, topUp: null });
    expect(await sent('head')).toMatchObject({ failed: 0, tally: { filed: 1, fen: 80_000 } });
    expect(await record(claim)).toMatchObject({ status: 'in_stage', amountFen: 80_000, filledBy: [town.as('cadre').openid] });
    expect((await line()).form).toBeNull();
    expect((await town.as('cadre').refused('list.begin', about())).message).toContain('已经交上去了');
  });

  test('taken back by the person, the cadre goes on with the same claim', async () => {
    const { form } = await laid('ticket');
    const claim = form?.claim as string;
    await town.as(who).call('claim.withdraw', { claim, version: form?.version as number });
    expect((await line()).form).toMatchObject({ begun: false, receipts: [{ own: true }] });
    expect((await laid('ticket')).form).toMatchObject({ claim, begun: true });
    expect((await record(claim)).status).toBe('draft');
  });
});

describe('the casual worker (百里杜鹃 2025)', () => {
  beforeAll(async () => {
    await putInForce(town, 'bailidujuan-2025');
  });

  test('the form is filled in for the person and counts as the proof that was missing', async () => {
    const spells = (await town.cloud.database.all('spells')).filter((one) => one.person === town.personOf(who));
    for (const spell of spells)
      await town.cloud.database.put('spells', { ...spell, employer: null, kind: '其他形式务工就业人员', organised: false } as never);
    const before = await line();
    expect(before.form).toMatchObject({ begun: false, casualAsked: true, casual: null });
    expect(before.evidence.flatMap(({ kinds }) => kinds.map(({ kind }) => kind))).toContain('casual_form');
    const { form } = await town.as('cadre').call('list.begin', about());
    const { claim, version } = form as NonNullable<Detail['form']>;
    await town.as('cadre').call('claim.casual', {
      claim,
      version,
      form: {
        work: '砌墙',
        place: '广东省深圳市宝安区',
        months: ['2025-03', '2025-04'],
        pay: { fen: 26_000, unit: 'day' },
        witness: { name: '郑满囤', relation: '一起干活的老乡' },
      },
    });
    const after = await line();
    expect(after.form?.casual).toMatchObject({ work: '砌墙' });
    expect(after.evidence.flatMap(({ kinds }) => kinds.map(({ kind }) => kind))).not.toContain('casual_form');
    expect((await record(claim)).filledBy).toEqual([town.as('cadre').openid]);
  });
});

describe('补差 (the fixed sum first)', () => {
  beforeAll(async () => {
    await putInForce(town, 'chengkou-2023');
  });

  const statuses = async (id: string) => (await record(id)).status;
  /** Paid the sum for those without tickets. */
  async function paid(fen = 20_000): Promise<string> {
    const { form } = await town.as('cadre').call('list.begin', about());
    const { claim, version } = form as NonNullable<Detail['form']>;
    await town.as('cadre').call('claim.tickets', { claim, version, tickets: [] });
    await agreed();
    await sent('head');
    const filed = { ...(await record(claim)), status: 'paid', stage: null, waiting: '', dueKey: '', amountFen: fen };
    await town.cloud.database.put('claims', filed as never);
    town.cloud.clock.advance(60_000);
    return claim;
  }
  const rowIn = async (tab: 'can' | 'missing' | 'filed') => {
    const { items } = await town.as('cadre').call('list.village', { ...YEAR, line: tab, text: '周满仓', limit: 50 });
    return items.find(({ person, line: one }) => person === town.personOf(who) && one === tab);
  };

  test('begun without a picture: 没有车票 is said for the person, and the line can go', async () => {
    expect((await town.as('cadre').refused('list.begin', about(1))).message).toContain('头一笔还没到账');
    const begun = await town.as('cadre').call('list.begin', about());
    expect(begun.form).toMatchObject({ begun: true, tickets: null });
    expect(begun.row.missing).toContain('tickets');
    const { claim, version } = begun.form as NonNullable<Detail['form']>;
    expect((await town.as('cadre').call('list.begin', about())).form).toMatchObject({ claim, version });
    await town.as('cadre').call('claim.tickets', { claim, version, tickets: [] });
    const after = await line();
    expect(after.row).toMatchObject({ line: 'can', amountFen: 20_000, missing: ['file'] });
  });

  test('paid the sum for those without tickets, there is one until 31 March', async () => {
    await paid();
    const seen = await line();
    expect(seen.row).toMatchObject({ line: 'filed', part: 'paid', amountFen: 20_000, topUp: { until: '2026-03-31', begun: false } });
    expect(seen.form).toMatchObject({ seq: 1, begun: false, casualAsked: false, terms: { substitutes: [] } });
  });

  test('tickets brought to the cadre: its own line, its own word, its own claim; 应发尽发 stays as it was paid', async () => {
    const first = await paid();
    const { total: before } = await town.as('clerk').call('equation.of', YEAR);
    const { form, row } = await laid('ticket', 1);
    expect(row).toMatchObject({ line: 'missing', missing: ['tickets'], agreed: false, said: null, part: 'paid', topUp: { begun: true } });
    const { claim, version, receipts } = form as NonNullable<Detail['form']>;
    expect(claim).toBe(first.replace(/0$/, '1'));
    const set = await town.as('cadre').call('claim.tickets', {
      claim,
      version,
      tickets: [ticketOn(receipts[0]?.id as string, 48_600)],
    });
    expect(set.amountFen).toBe(28_600);
    // What was said weeks ago was about the first claim.
    expect(await sent()).toMatchObject({ failed: 1, troubles: [{ words: '还没记本人是怎么同意的' }] });
    town.cloud.clock.advance(60_000);
    expect((await agreed()).row).toMatchObject({ line: 'can', agreed: true, amountFen: 28_600 });
    expect(await rowIn('can')).toMatchObject({ amountFen: 28_600, agreed: true, topUp: { begun: true } });
    const { total: during } = await town.as('clerk').call('equation.of', YEAR);
    expect(during).toEqual(before);
    expect(await sent()).toMatchObject({ failed: 0, tally: { filed: 1, fen: 28_600 } });
    expect(await record(claim)).toMatchObject({ seq: 1, status: 'in_stage', amountFen: 28_600, consent: { how: 'chat' } });
    expect(await statuses(first)).toBe('paid');
    // Sent once more, it is there already.
    expect(await sent()).toMatchObject({ failed: 0, tally: { already: 1 } });
    const minutes = (await town.cloud.database.all('minutes')) as unknown as { sumFen: number }[];
    expect(minutes.map(({ sumFen }) => sumFen)).toContain(28_600);
  });

  test('tickets that come to no more than what was paid add nothing', async () => {
    await paid();
    const { form } = await laid('ticket', 1);
    const { claim, version, receipts } = form as NonNullable<Detail['form']>;
    await town.as('cadre').call('claim.tickets', { claim, version, tickets: [ticketOn(receipts[0]?.id as string, 15_000)] });
    expect((await line()).row).toMatchObject({ line: 'filed', part: 'paid', amountFen: 20_000, topUp: { begun: false } });
    await agreed();
    expect(await sent()).toMatchObject({ failed: 1 });
  });

  test('after its last day it can be neither begun nor sent', async () => {
    await paid();
    await laid('ticket', 1);
    town.cloud.clock.set('2026-03-31T15:59:00.000Z');
    expect((await line()).row.topUp).not.toBeNull();
    town.cloud.clock.set('2026-03-31T16:01:00.000Z');
    expect((await line()).row).toMatchObject({ line: 'filed', topUp: null });
    await agreed('2026-04-01');
    expect(await sent()).toMatchObject({ failed: 1, troubles: [{ words: expect.stringContaining('日子过了') }] });
    who = await town.newcomer();
    await town.cloud.database.put('claims', {
      ...(await record((await town.as('cadre').call('list.begin', about())).form?.claim as string)),
      status: 'paid',
    } as never);
    expect((await town.as('cadre').refused('list.begin', about(1))).message).toContain('日子过了');
  });
});
