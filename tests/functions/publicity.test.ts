// Posted lists: refused to strangers, frozen, masked by construction, objected to, answered by somebody without ties, closed when over.
import type { ClaimRecord, PublicityLineRecord } from '@shared/domain/records';
import { handedIn, passedToPosting } from '../support/claiming';
import { jpeg } from '../support/pictures';
import { daysOver, driven, hung } from '../support/posting';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const stored = async (id: string) => (await town.cloud.database.get('claims', id)) as unknown as ClaimRecord;
const NUMBERS = /\d{7,}/;

describe('who may not', () => {
  test('post, close, extend, answer or read what is not theirs', async () => {
    const claim = await passedToPosting(town, await town.newcomer());
    const { village: place } = await stored(claim.id);
    const input = { level: 'village', place, programme: 'transport', period: '2025' } as const;
    for (const who of ['labourer', 'visitor', 'clerk'])
      expect((await town.as(who).refused('publicity.post', input)).code).toBe('not_allowed');
    expect((await town.as('visitor').refused('publicity.list', {})).code).toBe('not_allowed');
    const list = await hung(town, claim.id);
    expect(list).toMatchObject({ status: 'posted', count: 1, sumFen: 150000, from: '2026-03-02', until: '2026-03-09', left: 5 });
    for (const who of ['labourer', 'visitor']) {
      expect((await town.as(who).refused('publicity.show', { publicity: list.id })).code).toBe('not_allowed');
    }
    expect((await town.as('cadre').refused('publicity.close', { publicity: list.id, version: list.version })).message).toContain(
      '还没贴满',
    );
    const longer = { publicity: list.id, version: list.version, days: 2, reason: '县里要求' };
    expect((await town.as('cadre').refused('publicity.extend', longer)).code).toBe('not_allowed');
    const { list: extended } = await town.as('clerk').call('publicity.extend', longer);
    expect(extended.until).toBe('2026-03-11');
    // A claim on the wall cannot be passed on by hand, and the list is made once.
    const now = await stored(claim.id);
    expect((await town.as('head').refused('claim.review', { claim: claim.id, version: now.version, verb: 'approve' })).code).toBe(
      'not_possible_now',
    );
    expect((await town.as('cadre').refused('publicity.post', input)).code).toBe('not_possible_now');
  });
});

test('a list holds the columns of the document and no number of anybody, whoever opens it', async () => {
  const who = await town.newcomer();
  const claim = await passedToPosting(town, who);
  const list = await hung(town, claim.id);
  const lines = (await town.cloud.database.all('publicity_lines')) as unknown as PublicityLineRecord[];
  const line = lines.find((one) => one.claim === claim.id)?.line;
  expect(Object.keys(line ?? {}).sort()).toEqual(['age', 'amountFen', 'employer', 'name', 'sex', 'workPeriod', 'workPlace']);
  expect(JSON.stringify(line)).not.toMatch(NUMBERS);
  const open = await town.as('visitor').call('publicity.open', { code: list.code });
  expect(open.full).toBe(false);
  expect(open.lines[0]?.name).toMatch(/^.\*+$/);
  expect(JSON.stringify(open.lines)).not.toContain('claim:');
  expect(JSON.stringify(open)).not.toContain((await stored(claim.id)).personName);
  const neighbour = await town.as('neighbour').call('publicity.open', { code: list.code });
  expect(neighbour).toMatchObject({ full: true, lines: [{ name: (await stored(claim.id)).personName, amountFen: 150000 }] });
  expect((await town.as('visitor').refused('publicity.open', { code: 'ZZZZZZZZ' })).code).toBe('not_found');
});

describe('an objection', () => {
  test('holds its claim alone until somebody without ties answers; not upheld, it goes on', async () => {
    const [first, second] = [await passedToPosting(town, await town.newcomer()), await passedToPosting(town, await town.newcomer())];
    const list = await hung(town, first.id);
    expect(list.count).toBe(2);
    const no = list.lines.find(({ claim }) => claim === first.id)?.no ?? 0;
    const visitor = town.as('visitor');
    expect((await visitor.refused('publicity.object', { code: list.code, no: 99, kind: 'other', text: '没有这一行' })).code).toBe(
      'bad_input',
    );
    const { objection } = await visitor.call('publicity.object', { code: list.code, no, kind: 'not_working', text: '他去年一直在家里' });
    expect(objection).toMatchObject({ status: 'open', answer: null });
    expect((await stored(first.id)).hold).toMatchObject({ objection: objection.id });
    await daysOver(town, list.id);
    const shown = (await town.as('cadre').call('publicity.show', { publicity: list.id })).list;
    // The cadre passed it, so somebody else answers; who objected is shown to nobody.
    expect(shown.objections[0]).toMatchObject({ name: '', phoneMasked: '' });
    expect(shown.objections[0]?.barred).not.toBe('');
    expect(JSON.stringify(shown)).not.toContain(visitor.openid);
    const answer = { objection: objection.id, version: 0, result: 'dismissed', text: '查了考勤和工资，人在深圳' } as const;
    expect((await town.as('cadre').refused('publicity.answer', answer)).code).toBe('not_allowed');
    const { task } = await town.as('cadre').call('publicity.close', { publicity: list.id, version: shown.version });
    expect(await driven(town, 'cadre', task)).toMatchObject({ state: 'finished', tally: { passed: 1, held: 1 } });
    expect(await stored(second.id)).toMatchObject({ status: 'in_stage', waiting: 'town' });
    expect(await stored(first.id)).toMatchObject({ waiting: 'post_village' });
    await town.as('clerk').call('publicity.answer', answer);
    expect((await stored(first.id)).hold).toBeNull();
    expect((await visitor.call('publicity.open', { code: list.code })).mine[0]).toMatchObject({
      status: 'dismissed',
      answer: { text: answer.text },
    });
    const again = (await town.as('cadre').call('publicity.show', { publicity: list.id })).list;
    await driven(town, 'cadre', (await town.as('cadre').call('publicity.close', { publicity: list.id, version: again.version })).task);
    expect(await stored(first.id)).toMatchObject({ status: 'in_stage', waiting: 'town' });
    expect((await town.as('cadre').call('publicity.show', { publicity: list.id })).list.status).toBe('closed');
  });

  test('upheld, the claim goes back with a reason and comes on a new list; the one who answered may still decide', async () => {
    const who = await town.newcomer();
    const claim = await passedToPosting(town, who);
    const list = await hung(town, claim.id);
    const { objection } = await town
      .as('visitor')
      .call('publicity.object', { code: list.code, no: 1, kind: 'facts_wrong', text: '地方写得不对' });
    const upheld = { objection: objection.id, version: 0, result: 'upheld', text: '核了，要改' } as const;
    expect((await town.as('clerk').refused('publicity.answer', upheld)).code).toBe('bad_input');
    await town.as('clerk').call('publicity.answer', { ...upheld, verb: 'return', reasons: ['facts_differ'] });
    const back = await stored(claim.id);
    expect(back).toMatchObject({ status: 'returned', hold: null });
    const person = town.as(who);
    await person.call('receipt.accept', { claim: claim.id, kind: 'work_proof', fileID: await person.upload(jpeg({ mark: 4711 })) });
    const { claim: again } = await person.call('claim.submit', {
      claim: claim.id,
      version: (await stored(claim.id)).version,
      agreed: true,
    });
    expect(again.posting).toBeNull();
  });
});

describe('the person', () => {
  test('takes a claim back to mend it, and it begins at the first stage again', async () => {
    const who = await town.newcomer();
    const claim = await handedIn(town, who);
    expect(claim.can).toEqual(['withdraw', 'correct']);
    expect((await town.as('neighbour').refused('claim.correct', { claim: claim.id, version: claim.version })).code).toBe('not_found');
    const { claim: mine } = await town.as(who).call('claim.correct', { claim: claim.id, version: claim.version });
    expect(mine.status).toBe('returned');
    const { claim: again } = await town.as(who).call('claim.submit', { claim: claim.id, version: mine.version, agreed: true });
    expect(again.steps[0]?.state).toBe('here');
  });

  test('does not accept a refusal: told in advance who looks again, and whoever refused is barred', async () => {
    const who = await town.newcomer();
    const claim = await handedIn(town, who);
    expect((await town.as(who).refused('claim.appeal', { claim: claim.id, version: claim.version, text: '我不服这个' })).code).toBe(
      'not_possible_now',
    );
    await town.as('cadre').call('claim.review', { claim: claim.id, version: claim.version, verb: 'reject', reasons: ['not_eligible'] });
    const { claim: refused } = await town.as(who).call('claim.track', { claim: claim.id });
    expect(refused.can).toEqual(['appeal']);
    expect(refused.appeal?.until).toBe('2026-05-01');
    expect(refused.appeal?.who[0]).toContain('上回看过的人不再看');
    const { claim: again } = await town
      .as(who)
      .call('claim.appeal', { claim: claim.id, version: refused.version, text: '我真的去了深圳八个月' });
    expect(again.steps.map(({ state }) => state)).toEqual(['here', 'ahead', 'ahead']);
    const { case: seen } = await town.as('cadre').call('claim.case', { claim: claim.id });
    expect(seen).toMatchObject({ can: [], barred: expect.stringContaining('换个人') });
    const { case: other } = await town.as('head').call('claim.case', { claim: claim.id });
    expect(other.can).toContain('approve');
  });
});
