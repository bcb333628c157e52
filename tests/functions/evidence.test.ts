// Evidence of a claim: tickets that decide the sum, 没有车票, the rail fare of a plane ticket, e-invoices read, the casual worker's form, 补差.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimRecord } from '@shared/domain/records';
import { railOfd } from '../../tools/generate/rail-invoice';
import { putInForce } from '../support/evidence';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

const RAIL_PDF = readFileSync(join(__dirname, '../../tools/generate/invoices/rail-invoice.pdf'));
const NAME = '周满仓';

let town: Town;
let who: string;
let mark = 5000;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  who = await town.newcomer();
});

const draft = async (whose = who, seq: 0 | 1 = 0) =>
  (await town.as(whose).call('claim.draft', { person: town.personOf(whose), programme: 'transport', period: '2025', seq })).claim;
const record = async (id: string) => (await town.cloud.database.get('claims', id)) as unknown as ClaimRecord;

/** Newcomers share a telephone with the member of the cast they are made of, which is another hint. */
const aboutTickets = (hints: { code: string; about: string }[]) => hints.filter(({ code }) => code.startsWith('ticket_'));

/** A draft with a picture of a ticket on it, and the ticket as it would be typed. */
async function withPicture(bytes?: Uint8Array, whose = who) {
  const { id } = await draft(whose);
  mark += 1;
  const fileID = await town.as(whose).upload(bytes ?? jpeg({ mark }));
  const { claim, receipt } = await town.as(whose).call('receipt.accept', { claim: id, kind: 'ticket', fileID });
  const ticket = {
    receipt: receipt.id,
    date: '2025-02-11',
    from: '云岭',
    to: '深圳北',
    fareFen: 102_000,
    mode: 'high_speed' as const,
    traveller: NAME,
    direction: 'out' as const,
    serial: '',
    read: false,
  };
  return { claim, ticket };
}

describe('fare by receipt, capped (中阳 2022)', () => {
  beforeAll(async () => {
    await putInForce(town, 'zhongyang-2022');
  });

  test('refused: no picture of it, a day ahead, a stranger, nothing entered where nothing is paid without, a stale version', async () => {
    const { claim, ticket } = await withPicture();
    const me = town.as(who);
    const base = { claim: claim.id, version: claim.version };
    const nowhere = await me.refused('claim.tickets', { ...base, tickets: [{ ...ticket, receipt: 'receipt:another:1' }] });
    expect(nowhere.fields).toHaveProperty(['tickets.0.receipt']);
    expect((await me.refused('claim.tickets', { ...base, tickets: [{ ...ticket, date: '2026-12-01' }] })).fields).toHaveProperty([
      'tickets.0.date',
    ]);
    expect((await me.refused('claim.tickets', { ...base, tickets: [{ ...ticket, price: 1 }] })).code).toBe('bad_input');
    expect((await me.refused('claim.tickets', { ...base, tickets: [] })).message).toContain('没有车票领不了');
    expect((await me.refused('claim.tickets', { ...base, version: claim.version + 1, tickets: [ticket] })).code).toBe('changed_meanwhile');
    expect((await town.as('neighbour').refused('claim.tickets', { ...base, tickets: [ticket] })).code).toMatch(/not_found|not_allowed/);
    expect((await town.as('cadre_other').refused('claim.tickets', { ...base, tickets: [ticket] })).code).toMatch(/not_found|not_allowed/);
    expect((await record(claim.id)).tickets ?? null).toBeNull();
    const unasked = await me.refused('claim.submit', { ...base, agreed: true });
    expect(unasked.message).toContain('有车票就拍下来');
  });

  test('1,020 yuan one way pays 800; the reviewer sees the ticket; handed in it cannot be changed; taken off, it is asked again', async () => {
    const { claim, ticket } = await withPicture();
    const me = town.as(who);
    const request = `r-${claim.id.slice(-20)}-tickets`.replace(/[^a-zA-Z0-9-]/g, '');
    const set = await me.call('claim.tickets', { claim: claim.id, version: claim.version, tickets: [ticket] }, request);
    expect(set).toMatchObject({ amountFen: 80_000, tickets: [{ fareFen: 102_000, from: '云岭' }] });
    expect(await me.call('claim.tickets', { claim: claim.id, version: claim.version, tickets: [ticket] }, request)).toEqual(set);
    const removed = (await me.call('receipt.remove', { claim: claim.id, receipt: ticket.receipt })).claim;
    expect(removed.tickets).toBeNull();
    const again = await withPicture();
    const reset = await me.call('claim.tickets', { claim: claim.id, version: again.claim.version, tickets: [again.ticket] });
    const handed = (await me.call('claim.submit', { claim: claim.id, version: reset.version, agreed: true })).claim;
    expect(handed).toMatchObject({ amountFen: 80_000, terms: { legs: 'one_way', substitutes: [] } });
    const late = await me.refused('claim.tickets', { claim: claim.id, version: handed.version, tickets: [] });
    expect(late.code).toBe('not_possible_now');
    const seen = (await town.as('lead').call('claim.case', { claim: claim.id })).case;
    expect(seen.tickets).toEqual([expect.objectContaining({ fareFen: 102_000, traveller: NAME })]);
    expect(aboutTickets(seen.hints)).toEqual([]);
  });

  test('the cadre of the village enters tickets for the person', async () => {
    const { claim, ticket } = await withPicture();
    const set = await town.as('cadre').call('claim.tickets', { claim: claim.id, version: claim.version, tickets: [ticket] });
    expect(set.amountFen).toBe(80_000);
  });

  test('another name, another year, an odd fare, the same ticket on another claim: hints, not refusals', async () => {
    const first = await withPicture();
    const serial = '9900100011021199010009777';
    const one = await town
      .as(who)
      .call('claim.tickets', { claim: first.claim.id, version: first.claim.version, tickets: [{ ...first.ticket, serial }] });
    await town.as(who).call('claim.submit', { claim: first.claim.id, version: one.version, agreed: true });
    who = await town.newcomer();
    const { claim, ticket } = await withPicture();
    const set = await town.as(who).call('claim.tickets', {
      claim: claim.id,
      version: claim.version,
      tickets: [
        { ...ticket, serial },
        { ...ticket, traveller: '郑小满' },
        { ...ticket, date: '2024-02-11' },
        { ...ticket, mode: 'coach', fareFen: 999_900 },
      ],
    });
    await town.as(who).call('claim.submit', { claim: claim.id, version: set.version, agreed: true });
    const seen = (await town.as('lead').call('claim.case', { claim: claim.id })).case;
    expect(aboutTickets(seen.hints).map(({ code }) => code)).toEqual([
      'ticket_elsewhere',
      'ticket_other_name',
      'ticket_outside_dates',
      'ticket_fare_odd',
    ]);
    expect(aboutTickets(seen.hints)[0]?.about).toContain(NAME);
  });

  test('a rail e-invoice is read from PDF and OFD, and only suggested', async () => {
    for (const bytes of [RAIL_PDF, railOfd()]) {
      const { claim, ticket } = await withPicture(bytes, who);
      const answer = await town.as(who).call('ticket.read', { claim: claim.id, receipt: ticket.receipt });
      expect(answer.read).toBe(true);
      expect(answer.ticket).toEqual({
        receipt: ticket.receipt,
        date: '2025-02-11',
        from: '云岭',
        to: '深圳北',
        fareFen: 93_850,
        mode: 'high_speed',
        traveller: NAME,
        direction: 'out',
        serial: '9900100011021199010009001',
        read: true,
      });
      expect((await record(claim.id)).tickets ?? null).toBeNull();
      expect((await town.as('neighbour').refused('ticket.read', { claim: claim.id, receipt: ticket.receipt })).code).toMatch(/not_/);
    }
  });

  test.each([
    ['a photograph', jpeg({ mark: 4321 })],
    ['a PDF without text', Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')],
    ['a PDF cut in the middle', Buffer.concat([RAIL_PDF.subarray(0, 9000), Buffer.from('\n%%EOF\n')])],
    [
      'an OFD of something else',
      railOfd([
        ['电子发票（铁路电子客票）', '电子发票（普通）'],
        ['电子客票号:', '编号:'],
      ]),
    ],
  ])('%s: to be typed by hand', async (_name, bytes) => {
    const { claim, ticket } = await withPicture(bytes);
    const answer = await town.as(who).call('ticket.read', { claim: claim.id, receipt: ticket.receipt });
    expect(answer).toEqual({ read: false, words: '这张里的字读不出来，照着票填一下', ticket: null });
  });

  test('a fee for handing a ticket back is no ticket', async () => {
    const { claim, ticket } = await withPicture(railOfd([['票价:￥938.50', '退票费:￥47.00']]));
    const answer = await town.as(who).call('ticket.read', { claim: claim.id, receipt: ticket.receipt });
    expect(answer).toMatchObject({ read: false, words: expect.stringContaining('退票') });
  });

  test('a zip that is no OFD is refused as a picture', async () => {
    const { id } = await draft();
    const fileID = await town.as(who).upload(Buffer.from(railOfd()).subarray(0, 500), 'a.ofd');
    expect((await town.as(who).refused('receipt.accept', { claim: id, kind: 'ticket', fileID })).code).toBe('file_refused');
  });
});

describe('there and back, plane at the rail fare, a fixed sum without tickets, 补差 (城口 2023)', () => {
  beforeAll(async () => {
    await putInForce(town, 'chengkou-2023');
  });

  test('a plane ticket waits for the rail fare, which the reviewer looks up once, not on their own claims and not for other kinds', async () => {
    const { claim, ticket } = await withPicture();
    const plane = { ...ticket, mode: 'plane' as const, fareFen: 150_000, from: '太原', to: '深圳' };
    const set = await town
      .as(who)
      .call('claim.tickets', { claim: claim.id, version: claim.version, tickets: [plane, { ...ticket, direction: 'back' }] });
    const handed = (await town.as(who).call('claim.submit', { claim: claim.id, version: set.version, agreed: true })).claim;
    const fare = { claim: claim.id, version: handed.version, ticket: 0, fareFen: 93_850, note: '12306 太原南到深圳北二等座' };
    const cadre = town.as('cadre');
    expect((await cadre.refused('claim.review', { claim: claim.id, version: handed.version, verb: 'approve' })).message).toContain('票价');
    expect((await town.as('clerk').refused('case.rail_fare', fare)).code).toBe('not_possible_now');
    expect((await cadre.refused('case.rail_fare', { ...fare, ticket: 1 })).fields).toHaveProperty('ticket');
    expect((await cadre.refused('case.rail_fare', { ...fare, note: '' })).code).toBe('bad_input');
    const looked = await cadre.call('case.rail_fare', fare);
    expect(looked).toMatchObject({
      amountFen: 93_850 + 102_000,
      tickets: [{ railFareFen: 93_850, railNote: expect.stringContaining('12306') }, {}],
    });
    await cadre.call('claim.review', { claim: claim.id, version: looked.version, verb: 'approve' });
    expect((await record(claim.id)).amountFen).toBe(195_850);
  });

  test('没有车票 pays the fixed sum; paid, the difference is claimed once tickets turn up, until 31 March', async () => {
    const me = town.as(who);
    const { id, version } = await draft();
    expect(
      (await me.refused('claim.draft', { person: town.personOf(who), programme: 'transport', period: '2025', seq: 1 })).message,
    ).toContain('头一笔还没到账');
    const none = await me.call('claim.tickets', { claim: id, version, tickets: [] });
    expect(none).toMatchObject({ amountFen: 20_000, tickets: [] });
    await me.call('claim.submit', { claim: id, version: none.version, agreed: true });
    await town.cloud.database.put('claims', { ...(await record(id)), status: 'paid', stage: null, waiting: '' } as never);
    const topUp = await draft(who, 1);
    expect(topUp).toMatchObject({ seq: 1, spoken: '路费补贴（补差）', terms: { substitutes: [], topUp: { closes: '2026-03-31' } } });
    expect(await draft(who, 1)).toMatchObject({ id: topUp.id });
    expect((await me.refused('claim.tickets', { claim: topUp.id, version: topUp.version, tickets: [] })).message).toContain(
      '没有车票领不了',
    );
    mark += 1;
    const fileID = await me.upload(jpeg({ mark }));
    const { claim, receipt } = await me.call('receipt.accept', { claim: topUp.id, kind: 'ticket', fileID });
    const ticket = {
      receipt: receipt.id,
      date: '2025-02-11',
      from: '云岭',
      to: '深圳',
      fareFen: 48_600,
      mode: 'train' as const,
      traveller: NAME,
      direction: 'out' as const,
    };
    const set = await me.call('claim.tickets', { claim: topUp.id, version: claim.version, tickets: [ticket] });
    expect(set.amountFen).toBe(28_600);
    const handed = (await me.call('claim.submit', { claim: topUp.id, version: set.version, agreed: true })).claim;
    expect(handed.amountFen).toBe(28_600);
  });
});

describe('the casual worker (百里杜鹃 2025)', () => {
  const form = {
    work: '砌墙、搬砖',
    place: '广东省深圳市宝安区',
    months: ['2025-04', '2025-03', '2025-05', '2025-06'],
    pay: { fen: 26_000, unit: 'day' as const },
    witness: { name: '郑满囤', relation: '一起干活的老乡' },
  };
  beforeAll(async () => {
    await putInForce(town, 'bailidujuan-2025');
  });
  /** Nobody's employee: what the ledger says of casual workers. */
  async function casual(): Promise<string> {
    const spells = (await town.cloud.database.all('spells')).filter((one) => one.person === town.personOf(who));
    for (const spell of spells)
      await town.cloud.database.put('spells', { ...spell, employer: null, kind: '其他形式务工就业人员', organised: false } as never);
    return (await draft()).id;
  }

  test('refused: months outside the year, a telephone, a programme that does not ask for it', async () => {
    const claim = await casual();
    const me = town.as(who);
    const refused = (changed: object) => me.refused('claim.casual', { claim, version: 1, form: { ...form, ...changed } });
    expect((await refused({ months: ['2024-12'] })).fields).toHaveProperty('months');
    expect((await refused({ witness: { name: '郑满囤', relation: '老乡 19900000001' } })).fields).toHaveProperty(['witness.relation']);
    expect((await refused({ months: [] })).code).toBe('bad_input');
    expect((await me.refused('claim.submit', { claim, version: (await record(claim)).version, agreed: true })).message).toContain(
      '打零工的说明',
    );
  });

  test('counts as the form asked for, is shown to the reviewer, and can be taken off again', async () => {
    const claim = await casual();
    const me = town.as(who);
    const { version } = await record(claim);
    const set = await me.call('claim.casual', { claim, version, form });
    expect(set).toMatchObject({ evidence: ['casual_form'], casual: { months: ['2025-03', '2025-04', '2025-05', '2025-06'] } });
    const off = await me.call('claim.casual', { claim, version: set.version, form: null });
    expect(off).toMatchObject({ evidence: [], casual: null });
    const on = await me.call('claim.casual', { claim, version: off.version, form });
    await me.call('claim.submit', { claim, version: on.version, agreed: true });
    const seen = (await town.as('cadre').call('claim.case', { claim })).case;
    expect(seen.casual).toMatchObject({ work: '砌墙、搬砖', witness: { name: '郑满囤' } });
  });
});
