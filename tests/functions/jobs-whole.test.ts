// The whole way of a job: written, checked by a named person, pushed to three villages, opened from a group by somebody known and by somebody
// nobody knows, wanted, taken, written down as work; and at the year's end the subsidy that the short list estimated is the one that is claimed.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Input, Output } from '@shared/contract';
import type { SpellRecord } from '@shared/domain/records';
import { at } from '../../tools/build/paths';
import { openTown, type Town } from '../support/town';

const TOWN = '140799201000';
const VILLAGES = ['140799201201', '140799201202', '140799201203'];
const [HOME = ''] = VILLAGES;
let town: Town;
let who = '';
let person = '';

beforeAll(async () => {
  town = await openTown();
  // A year of which the rules are out, so that what is estimated is what will be claimed.
  town.cloud.clock.set('2025-03-10T01:00:00.000Z');
  who = await town.newcomer('labourer');
  person = town.personOf(who);
  for (const spell of (await town.cloud.database.all('spells')) as unknown as SpellRecord[])
    if (spell.person === person)
      await town.cloud.database.put('spells', { ...spell, person: 'nobody', sortKey: `nobody:${spell._id}` } as never);
  await town.as('clerk').call('where.figures', { place: TOWN });
});
afterAll(() => town?.close());

const fields: Input<'posting.write'>['fields'] = {
  title: '装配工',
  employer: '昆山槐香里电子厂',
  channel: 'outside_province',
  area: 'outside_province',
  place: { province: '江苏省', city: '苏州市', county: '昆山市', address: '开发区三号路' },
  spot: { kind: 'elsewhere' },
  pay: { minFen: 480_000, maxFen: 480_000, unit: 'month', how: '每月 15 号发，打到本人卡上' },
  board: { food: true, lodging: true },
  until: '2025-04-10',
  headcount: 1,
  hours: '每天 8 小时',
  strength: 'light',
  age: { min: 18, max: 65, why: '' },
  onlySex: null,
  skills: [],
  certificates: [],
  insurance: '五险',
  contract: '签一年合同',
  transport: '县里有车送',
  description: '',
  contact: { name: '林主管', phone: '19900000002' },
  backing: { kind: 'exchange', name: '云岭昆山劳务协作', bus: true, busWords: '3月20日县车站发车' },
};

async function opened(openid: string, input: Input<'push.open'>, group: string): Promise<Output<'push.open'>> {
  const openData = `CloudID.prefix:${town.cloud.openData.issue(openid, { opengid: group })}`;
  const event = { action: 'push.open', input, requestId: randomUUID(), clientVersion: 'test', openData };
  const { result } = await town.cloud.call('public', event, { openid });
  return (result as { data: Output<'push.open'> }).data;
}

let posting = '';
let push = '';
let estimate: Output<'match.mine'>['items'][number]['nets'] | null = null;

test('written by a cadre, seen by nobody until a named person has checked it', async () => {
  const cadre = town.as('cadre');
  const written = await cadre.call('posting.write', { posting: null, version: null, fields });
  posting = written.posting.id;
  const sent = await cadre.call('posting.turn', { posting, version: written.posting.version, verb: 'submit' });
  expect((await town.as('visitor').refused('job.detail', { id: posting })).code).toBe('not_found');
  expect((await cadre.refused('posting.turn', { posting, version: sent.version, verb: 'check', how: 'phone' })).code).toBe(
    'not_possible_now',
  );
  await town.as('labour_clerk').call('posting.turn', { posting, version: sent.version, verb: 'check', how: 'phone' });
  expect((await town.as('visitor').call('job.detail', { id: posting })).checked.by).toContain('巩丽娟');
});

test('pushed to three villages; opened from a group by somebody known and by somebody nobody knows', async () => {
  const clerk = town.as('clerk');
  const { push: made } = await clerk.call('push.compose', {
    ...{ kind: 'posting', about: [posting], villages: VILLAGES },
    ...{ title: '昆山电子厂招装配工', text: '昆山电子厂招装配工，一个月 4800，管吃管住', spoken: '昆山电子厂招装配工，一个月四千八' },
  });
  push = made.id;
  for (const village of VILLAGES) await clerk.call('push.shared', { push, village });
  for (const openid of [town.as('visitor').openid, town.as(who).openid])
    expect((await opened(openid, { push, posting, village: HOME }, 'group-of-the-village')).job).toMatchObject({ title: '装配工' });
  expect(await town.cloud.database.all('chat_groups')).toMatchObject([{ village: HOME }]);
});

test('the short list says why it fits and what it nets; wanted in one tap, asked, taken: the posting is full', async () => {
  const { items } = await town.as(who).call('match.mine', { person });
  const mine = items.find(({ job }) => job.id === posting);
  estimate = mine?.nets ?? null;
  const transport = estimate?.subsidies.find(({ programme }) => programme === 'transport');
  expect(transport).toMatchObject({ state: 'then', amountFen: 150_000 });
  const { application } = await town.as(who).call('application.want', { person, posting, push });
  const cadre = town.as('cadre');
  town.cloud.clock.set('2025-03-20T01:00:00.000Z');
  const asked = await cadre.call('application.move', { application: application.id, version: application.version, verb: 'ask' });
  const taken = await cadre.call('application.move', {
    application: application.id,
    version: asked.application.version,
    verb: 'take',
    on: '2025-03-20',
  });
  expect((await town.as('visitor').call('job.detail', { id: posting })).status).toBe('full');
  const work = taken.work;
  if (!work) throw new Error('no work to write down');
  expect(work.work).toMatchObject({ employer: fields.employer, monthlyFen: 480_000, channel: '外出务工', organised: true, job: '装配工' });
  await cadre.call('application.work', {
    application: application.id,
    version: taken.application.version,
    on: '2025-03-20',
    work: { ...work.work, industry: '制造业' },
    ends: null,
  });
  const spells = ((await town.cloud.database.all('spells')) as unknown as SpellRecord[]).filter((one) => one.person === person);
  expect(spells).toMatchObject([{ start: '2025-03-20', end: null, employer: fields.employer }]);
});

test('at the year’s end what was estimated is what is claimed', async () => {
  town.cloud.clock.set('2026-03-02T01:00:00.000Z');
  const { claim } = await town.as(who).call('claim.draft', { person, programme: 'transport', period: '2025' });
  const promised = estimate?.subsidies.find(({ programme }) => programme === 'transport')?.amountFen;
  expect(claim.assessment).toMatchObject({ verdict: 'eligible', amountFen: promised });
  const fileID = await town.as(who).upload(readFileSync(at('tools', 'generate', 'album', 'ticket.jpg')), 'ticket.jpg');
  const { version } = (await town.as(who).call('receipt.accept', { claim: claim.id, kind: 'ticket', fileID })).claim;
  const sent = await town.as(who).call('claim.submit', { claim: claim.id, version, agreed: true });
  expect(sent.claim).toMatchObject({ status: 'in_stage', amountFen: promised });
});
