// What a cadre does on the person's word: refused to strangers, kin and without a word; kept with how, when and what was said.
import type { ClaimRecord, StaffRecord } from '@shared/domain/records';
import { handedIn } from '../support/claiming';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const stored = async (id: string) => (await town.cloud.database.get('claims', id)) as unknown as ClaimRecord;
const said = { how: 'phone', on: '2026-03-01', text: '电话里说材料交错了，先拿回来' } as const;

test('refused: another village, no word how, a day to come', async () => {
  const claim = await handedIn(town, await town.newcomer());
  const input = { claim: claim.id, version: claim.version, verb: 'withdraw', ...said } as const;
  expect((await town.as('cadre_other').refused('case.onWord', input)).code).toBe('not_found');
  expect((await town.as('clerk').refused('case.onWord', input)).code).toBe('not_allowed');
  const cadre = town.as('cadre');
  expect((await cadre.refused('case.onWord', { ...input, how: undefined })).code).toBe('bad_input');
  expect((await cadre.refused('case.onWord', { ...input, text: ' ' })).code).toBe('bad_input');
  expect(await cadre.refused('case.onWord', { ...input, on: '2026-03-03' })).toMatchObject({
    code: 'bad_input',
    fields: { on: expect.any(String) },
  });
  expect((await stored(claim.id)).status).toBe('in_stage');
});

test('refused: one’s own claim and a relative’s; the page does not offer it either', async () => {
  const who = await town.newcomer();
  const claim = await handedIn(town, who);
  const openid = town.as('cadre').openid;
  const officer = (await town.cloud.database.get('staff', openid)) as unknown as StaffRecord;
  const account = await town.cloud.database.get('accounts', openid);
  const own = { _id: openid, version: 0, auditHead: '', persons: [{ person: town.personOf(who), as: 'self', until: null }] };
  for (const tied of ['own', 'relative']) {
    await town.cloud.database.put('accounts', tied === 'own' ? own : ({ ...own, persons: [], ...account } as { _id: string }));
    const relatives = tied === 'relative' ? [town.personOf(who)] : officer.relatives;
    await town.cloud.database.put('staff', { ...officer, relatives } as unknown as { _id: string });
    const refusal = await town.as('cadre').refused('case.onWord', { claim: claim.id, version: claim.version, verb: 'withdraw', ...said });
    expect(refusal).toMatchObject({ code: 'not_allowed', next: expect.stringContaining('别的干部') });
    expect((await town.as('cadre').call('claim.case', { claim: claim.id })).case.onWord).toEqual([]);
  }
  await town.cloud.database.put('staff', officer as unknown as { _id: string });
  expect((await town.as('cadre').call('claim.case', { claim: claim.id })).case.onWord).toEqual(['withdraw', 'correct']);
  expect((await stored(claim.id)).status).toBe('in_stage');
});

test('mended on their word, then refused and appealed on their word: each with how, when and the words', async () => {
  const who = await town.newcomer();
  const claim = await handedIn(town, who);
  const cadre = town.as('cadre');
  await cadre.call('case.onWord', { claim: claim.id, version: claim.version, verb: 'correct', ...said });
  const back = await stored(claim.id);
  expect(back).toMatchObject({ status: 'returned', waiting: '', dueKey: '' });
  expect(back.events.at(-1)).toMatchObject({ verb: 'correct', note: expect.stringMatching(/^2026-03-01 .*材料交错了/) });
  await town.as(who).call('claim.submit', { claim: claim.id, version: back.version, agreed: true });
  const { version } = await stored(claim.id);
  await town.as('head').call('claim.review', { claim: claim.id, version, verb: 'reject', reasons: ['not_eligible'] });
  const { case: refused } = await cadre.call('claim.case', { claim: claim.id });
  expect(refused.onWord).toEqual(['appeal']);
  const again = await cadre.call('case.onWord', {
    claim: claim.id,
    version: refused.version,
    verb: 'appeal',
    ...said,
    text: '本人说干满了，要换人看',
  });
  expect(again.status).toBe('in_stage');
  expect((await stored(claim.id)).dueKey).not.toBe('');
});
