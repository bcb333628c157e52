// Job fairs: who may not, from a draft to what came of it, signing up, 签到 at the door, and those who said they would come hear of a change.
import { addDays } from '@shared/domain/dates';
import type { ApplicationRecord, FairRecord, FairVisitRecord } from '@shared/domain/records';
import type { JobRecord } from '@shared/runtime/jobs';
import type { OutboxRow } from '@shared/runtime/outbox';
import { openTown, type Town } from '../support/town';

const VILLAGE = '140799201201';
const ON = '2026-03-09';
let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const fields = (more: object = {}) => ({
  campaign: '春风行动',
  title: '青石乡春风行动招聘会',
  on: ON,
  hours: '上午9点到12点',
  where: '乡政府院里',
  transport: '各村口有班车，早上8点',
  words: '带上身份证',
  stands: [{ employer: '青石乡柳编帮扶车间', posts: [{ posting: '', words: '柳编工', headcount: 20 }] }],
  villages: [VILLAGE],
  contact: { name: '巩站长', phone: '19900000001' },
  ...more,
});

/** A new fair, announced unless told otherwise. */
async function made(more: object = {}, announced = true): Promise<FairRecord> {
  const { fair } = await town.as('labour_clerk').call('fair.write', { fair: null, version: null, fields: fields(more) });
  if (announced) await town.as('labour_clerk').call('fair.turn', { fair: fair.id, version: fair.version, to: 'announced', words: '' });
  return (await town.cloud.database.get('fairs', fair.id)) as unknown as FairRecord;
}

describe('refused', () => {
  test('whoever does not make fairs, or has no place here', async () => {
    const { _id: fair, version } = await made();
    for (const who of ['cadre', 'head', 'lead', 'auditor', 'labourer', 'visitor']) {
      expect(await town.as(who).refused('fair.write', { fair: null, version: null, fields: fields() })).toMatchObject({
        code: 'not_allowed',
      });
      expect(await town.as(who).refused('fair.turn', { fair, version, to: 'cancelled', words: '下雨' })).toMatchObject({
        code: 'not_allowed',
      });
      expect(await town.as(who).refused('fair.code', { fair })).toMatchObject({ code: 'not_allowed' });
    }
    for (const who of ['labourer', 'visitor', 'admin', 'payer'])
      expect(await town.as(who).refused('fair.people', { fair, status: 'coming' })).toMatchObject({ code: 'not_allowed' });
    expect(await town.as('cadre_other').refused('fair.mark', { fair, person: town.personOf('labourer'), to: 'coming' })).toMatchObject({
      code: 'not_found',
    });
    expect(await town.as('labourer').refused('fair.come', { fair, person: town.personOf('neighbour'), coming: true })).toMatchObject({
      code: 'not_found',
    });
  });

  test('a draft is nobody else’s, and is not announced before it is whole', async () => {
    const draft = await made({ where: '', contact: { name: '', phone: '' } }, false);
    expect(await town.as('visitor').refused('fair.open', { fair: draft._id })).toMatchObject({ code: 'not_found' });
    expect(await town.as('cadre').refused('fair.show', { fair: draft._id })).toMatchObject({ code: 'not_found' });
    expect(await town.as('visitor').refused('fair.open', { code: draft.code })).toMatchObject({ code: 'not_found' });
    const turn = { fair: draft._id, version: draft.version, to: 'announced' as const, words: '' };
    expect(await town.as('clerk').refused('fair.turn', turn)).toMatchObject({ code: 'not_possible_now', message: '写上在哪里办。' });
    const { fair } = await town.as('clerk').call('fair.show', { fair: draft._id });
    expect(fair.lacks.map(({ field }) => field)).toEqual(['where', 'contact']);
    expect((await town.as('visitor').call('fair.next', {})).fairs.map(({ id }) => id)).not.toContain(draft._id);
  });

  test('a day that is gone, a turn there is not, no why, somebody who wrote meanwhile', async () => {
    const early = { fair: null, version: null, fields: fields({ on: '2026-02-30' }) };
    expect(await town.as('clerk').refused('fair.write', early)).toMatchObject({ code: 'bad_input' });
    const fair = await made();
    const turn = (to: string, words: string, version = fair.version) => ({ fair: fair._id, version, to, words });
    expect(await town.as('clerk').refused('fair.turn', turn('over', '来了不少人'))).toMatchObject({ code: 'not_possible_now' });
    expect(await town.as('clerk').refused('fair.turn', turn('draft', ''))).toMatchObject({ code: 'not_possible_now' });
    expect(await town.as('clerk').refused('fair.turn', turn('cancelled', ''))).toMatchObject({ fields: { words: '写上为什么不办了' } });
    expect(await town.as('clerk').refused('fair.turn', turn('cancelled', '下雪', 0))).toMatchObject({ code: 'changed_meanwhile' });
    const other = { fair: fair._id, version: fair.version, fields: fields({ villages: ['110101001001'] }) };
    expect(await town.as('clerk').refused('fair.write', other)).toMatchObject({ fields: { villages: expect.any(String) } });
  });
});

test('from a draft to what came of it', async () => {
  const posting = town.county.postings.find(({ status, channel }) => status === 'open' && channel === 'workshop');
  const stand = { employer: posting?.employer ?? '', posts: [{ posting: posting?._id ?? '', words: posting?.title ?? '', headcount: 5 }] };
  const fair = await made({ stands: [stand] });
  expect((await town.as('visitor').call('fair.next', {})).fairs).toContainEqual(
    expect.objectContaining({ id: fair._id, on: ON, employers: 1, posts: 5 }),
  );
  const labourer = town.personOf('labourer');
  expect(await town.as('labourer').call('fair.come', { fair: fair._id, person: labourer, coming: true })).toEqual({ said: 'coming' });
  expect((await town.as('daughter').call('fair.open', { fair: fair._id })).mine).toEqual([
    { person: labourer, name: expect.any(String), said: 'coming' },
  ]);
  // Before the day nobody has come; the code of the door opens the same page.
  expect(await town.as('labourer').refused('fair.arrive', { code: fair.code, person: labourer })).toMatchObject({
    message: '还没到日子，到了那天再签到。',
  });
  expect(await town.as('visitor').call('fair.open', { code: fair.code })).toMatchObject({ atDoor: true, mine: [] });
  const neighbour = town.personOf('neighbour');
  await town.as('cadre').call('fair.mark', { fair: fair._id, person: neighbour, to: 'coming' });
  expect((await town.as('cadre').call('fair.people', { fair: fair._id, status: 'coming' })).items).toHaveLength(2);
  expect((await town.as('cadre_other').call('fair.people', { fair: fair._id, status: 'coming' })).items).toEqual([]);

  town.cloud.clock.advance(7 * 86_400_000);
  expect(await town.as('labourer').call('fair.arrive', { code: fair.code, person: labourer })).toEqual({ said: 'came' });
  expect(await town.as('labourer').call('fair.arrive', { code: fair.code, person: labourer })).toEqual({ said: 'came' });
  expect(await town.as('labourer').refused('fair.come', { fair: fair._id, person: labourer, coming: false })).toMatchObject({
    message: '已经签过到了。',
  });
  town.cloud.clock.advance(86_400_000);
  // The day after only an officer still writes down who was on the sheet.
  expect(await town.as('neighbour').refused('fair.arrive', { code: fair.code, person: neighbour })).toMatchObject({
    code: 'not_possible_now',
  });
  await town.as('cadre').call('fair.mark', { fair: fair._id, person: neighbour, to: 'came' });
  expect(await town.as('labourer').refused('fair.come', { fair: fair._id, person: town.personOf('labourer'), coming: true })).toMatchObject(
    {
      code: 'not_possible_now',
    },
  );

  await asked(posting?._id ?? '', labourer, 'taken', ON);
  // Somebody who did not come, and somebody who came but had asked before: neither is a fruit of the fair.
  await asked(posting?._id ?? '', town.personOf('kin'), 'taken', ON);
  await asked(posting?._id ?? '', neighbour, 'wants', addDays(ON, -3));
  expect(await town.as('lead').call('fair.outcome', { fair: fair._id })).toMatchObject({
    visits: { coming: 0, came: 2 },
    posts: [{ counts: { taken: 1 } }],
    asked: 1,
    taken: 1,
  });
  const over = await town
    .as('labour_clerk')
    .call('fair.turn', { fair: fair._id, version: fair.version, to: 'over', words: '来了两个人，录用一个' });
  expect(over.fair).toMatchObject({ status: 'over', report: { words: '来了两个人，录用一个' } });
  expect((await town.as('visitor').call('fair.next', {})).fairs.map(({ id }) => id)).not.toContain(fair._id);
  expect((await town.as('clerk').call('fair.board', { status: 'over' })).items.map(({ id }) => id)).toEqual([fair._id]);
});

async function asked(posting: string, person: string, status: ApplicationRecord['status'], on: string): Promise<void> {
  const {
    county,
    town: code,
    village,
    household,
    name,
  } = town.county.persons.find(({ _id }) => _id === person) as never as ApplicationRecord & {
    name: string;
  };
  const step = {
    to: 'wants' as const,
    on,
    at: `${on}T02:00:00.000Z`,
    by: { openid: 'o', name: '', as: 'self' as const },
    why: '' as const,
    words: '',
  };
  const record: ApplicationRecord = {
    _id: `${posting}:${person}`,
    ...{ county, town: code, village, household, posting, person, status, personName: name },
    sortKey: `${on}:${person}`,
    ...{ version: 0, auditHead: '', title: '', employer: '', push: '', spell: '', estimate: null, dueOn: '' },
    steps: [step],
  };
  await town.cloud.database.put('applications', record);
}

test('those who said they would come hear once that it is held elsewhere, and that it is not held', async () => {
  const on = addDays(ON, 20);
  const fair = await made({ on });
  const person = town.personOf('labourer');
  await town.as('labourer').call('fair.come', { fair: fair._id, person, coming: true });
  const news = async () =>
    ((await town.cloud.database.all('outbox')) as unknown as OutboxRow[]).filter(
      ({ subject, kind }) => kind === 'fair' && subject === fair._id,
    );
  const job = async () =>
    ((await town.cloud.database.all('jobs')) as unknown as JobRecord<{ fair: string }>[]).filter(
      ({ kind, input }) => kind === 'fair.tell' && input.fair === fair._id,
    );
  const written = await town
    .as('labour_clerk')
    .call('fair.write', { fair: fair._id, version: fair.version, fields: fields({ on, words: '带上身份证和笔' }) });
  expect(await job()).toEqual([]);
  const moved = await town
    .as('labour_clerk')
    .call('fair.write', { fair: fair._id, version: written.fair.version, fields: fields({ on, where: '乡中学操场' }) });
  for (let i = 0; i < 3; i++) await town.cloud.trigger('work', 'minute');
  expect(await news()).toEqual(
    expect.arrayContaining([expect.objectContaining({ openid: town.as('labourer').openid, text: expect.stringContaining('乡中学操场') })]),
  );
  const before = (await news()).length;
  await town.as('clerk').call('fair.turn', { fair: fair._id, version: moved.fair.version, to: 'cancelled', words: '下大雪' });
  for (let i = 0; i < 3; i++) await town.cloud.trigger('work', 'minute');
  expect((await news()).slice(before).every(({ text }) => text.includes('下大雪'))).toBe(true);
  expect(await news()).toHaveLength(before * 2);
  expect(await town.as('labourer').refused('fair.come', { fair: fair._id, person, coming: true })).toMatchObject({
    message: '这一场不办了。',
  });
});

test('a visit to a fair is one record, whoever says it and however often', async () => {
  const all = (await town.cloud.database.all('fair_visits')) as unknown as FairVisitRecord[];
  expect(new Set(all.map(({ fair, person }) => `${fair}:${person}`)).size).toBe(all.length);
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 5)).toEqual([]);
});
