// What goes to village groups: refusals first; composed, shared within its limits, opened cold, the group learnt once, reach for the cadre alone.
import { randomUUID } from 'node:crypto';
import type { Output } from '@shared/contract';
import type { ChatGroupRecord, PostingRecord, PushQuestionRecord, PushRecord, ReachRecord } from '@shared/domain/records';
import type { AuditEntry } from '@shared/runtime/audit';
import { openTown, type Town } from '../support/town';

const HOME = '140799201201';
const SECOND = '140799201202';
let town: Town;
let posting: PostingRecord;
let push: Output<'push.show'>['push'];

const all = async <T>(collection: string) => (await town.cloud.database.all(collection)) as unknown as T[];

beforeAll(async () => {
  town = await openTown();
  posting = town.county.postings.find(({ status, until }) => status === 'open' && until > '2026-03-20') as PostingRecord;
  town.cloud.queries.take();
});
afterAll(() => town?.close());

const composed = async (who: string, villages = [HOME], about = [posting._id]) => {
  const kind = about.length === 1 ? 'posting' : 'list';
  const { title, text, spoken } = await town.as(who).call('push.preview', { kind, about });
  return (await town.as(who).call('push.compose', { kind, about, villages, title, text, spoken })).push;
};

/** Opens a card as WeChat does, from a group when one is named. */
async function opens(openid: string, input: object, group?: string, openData?: unknown) {
  const marked = group === undefined ? openData : `CloudID.prefix:${town.cloud.openData.issue(openid, { opengid: group })}`;
  const event = {
    action: 'push.open',
    input,
    requestId: randomUUID(),
    clientVersion: 'test',
    ...(marked === undefined ? {} : { openData: marked }),
  };
  const { result } = await town.cloud.call('public', event, { openid });
  return result as { ok: boolean; data?: Output<'push.open'>; error?: { code: string } };
}

describe('refused', () => {
  test.each(['visitor', 'labourer', 'lead', 'auditor', 'admin', 'payer'])('%s composes, shares and reads nothing of it', async (who) => {
    const person = town.as(who);
    const texts = { title: '招工招工', text: '招工招工', spoken: '招工招工' };
    const calls = [
      person.refused('push.preview', { kind: 'week', village: HOME }),
      person.refused('push.compose', { kind: 'posting', about: [posting._id], villages: [HOME], ...texts }),
      person.refused('push.list', {}),
      person.refused('push.groups', {}),
      person.refused('push.questions', { status: 'open' }),
      person.refused('push.unheard', { village: HOME }),
    ];
    for (const { code } of await Promise.all(calls)) expect(code).toBe('not_allowed');
  });

  test('a village of somebody else’s, texts too long, a posting that is over, the same one twice', async () => {
    const cadre = town.as('cadre');
    const texts = { title: '招工招工', text: '招工招工', spoken: '招工招工' };
    const compose = (more: object) =>
      cadre.refused('push.compose', { kind: 'posting', about: [posting._id], villages: [HOME], ...texts, ...more });
    expect((await compose({ villages: [SECOND] })).code).toBe('not_allowed');
    expect(await compose({ title: '长'.repeat(31) })).toMatchObject({ code: 'bad_input', fields: { title: '最多 30 个字' } });
    expect((await compose({ spoken: '长'.repeat(151) })).fields).toHaveProperty('spoken');
    const over = town.county.postings.find(({ status }) => status !== 'open') as PostingRecord;
    expect((await compose({ about: [over._id] })).code).toBe('not_possible_now');
    expect((await compose({ kind: 'list', about: [posting._id, posting._id] })).code).toBe('bad_input');
    expect((await compose({ about: ['j-nobody'] })).code).toBe('not_found');
    expect((await cadre.refused('push.preview', { kind: 'week', village: SECOND })).code).toBe('not_allowed');
  });
});

test('composed once for three villages by a clerk; each cadre sees their own village of it', async () => {
  push = await composed('clerk', [HOME, SECOND, '140799201203']);
  expect(push).toMatchObject({ kind: 'posting', status: 'ready', jobs: 1, quiet: '' });
  expect(push.path).toBe(`/pages/job/job?id=${posting._id}&push=${push.id}`);
  expect(push.shares.map(({ code }) => code)).toEqual([HOME, SECOND, '140799201203']);
  const seen = await town.as('cadre').call('push.show', { push: push.id });
  expect(seen.push.shares.map(({ code, reads }) => ({ code, reads }))).toEqual([{ code: HOME, reads: true }]);
  expect((await town.as('cadre').call('push.list', {})).items.map(({ id }) => id)).toContain(push.id);
  const own = await composed('cadre');
  expect((await town.as('cadre_other').refused('push.show', { push: own.id })).code).toBe('not_found');
  expect(
    (
      await town
        .as('cadre_other')
        .refused('push.edit', { push: push.id, version: 0, title: '改一改', text: '改一改改', spoken: '改一改改' })
    ).code,
  ).toMatch(/not_allowed|bad_input/);
  const edited = await town
    .as('cadre')
    .call('push.edit', { push: own.id, version: own.version, title: '石桥村招工', text: own.text, spoken: own.spoken });
  expect(edited.push).toMatchObject({ title: '石桥村招工', version: 1 });
  expect(
    (await town.as('cadre').refused('push.edit', { push: own.id, version: 0, title: '石桥村招工', text: own.text, spoken: own.spoken }))
      .code,
  ).toBe('changed_meanwhile');
  const ended = await town.as('cadre').call('push.end', { push: own.id, version: 1 });
  expect(ended.push.status).toBe('ended');
  expect((await town.as('cadre').refused('push.shared', { push: own.id, village: HOME })).code).toBe('not_possible_now');
});

test('a week for this village is chosen by the table of the short lists and says why', async () => {
  // Nobody looked yet who waits: all who can work.
  expect((await town.as('cadre').call('push.preview', { kind: 'week', village: HOME })).week).toMatchObject({ of: 'able' });
  await town.as('cadre').call('where.figures', { place: HOME });
  const { postings, text, title, week } = await town.as('cadre').call('push.preview', { kind: 'week', village: HOME });
  expect(postings.length).toBeGreaterThan(2);
  expect(postings.every(({ why, status }) => /^村里 \d+ 人合适/.test(why) && status === 'open')).toBe(true);
  expect(title).toContain('石桥村这周的活');
  expect(week).toMatchObject({ of: 'waiting' });
  expect(week?.served).toBeLessThanOrEqual(week?.people ?? 0);
  const answer = JSON.stringify({ postings, text });
  for (const { name } of town.county.persons.filter(({ village }) => village === HOME)) expect(answer).not.toContain(name);
  expect(text).toContain('招工不收押金');
});

describe('opened', () => {
  test('somebody unregistered, cold, from a group: the posting in one call; the group is learnt; the trail names nobody', async () => {
    const { data } = await opens('o-cold', { push: push.id, posting: posting._id, village: HOME }, 'tGroupOfHome_01234567890123');
    expect(data?.job).toMatchObject({ id: posting._id, contact: { phone: posting.contact.phone } });
    expect(data?.push).toMatchObject({ id: push.id, from: expect.any(String) });
    const [group, ...more] = await all<ChatGroupRecord>('chat_groups');
    expect(more).toEqual([]);
    expect(group).toMatchObject({ village: HOME, status: 'active', name: '', push: push.id });
    expect(JSON.stringify(await all('chat_groups')) + JSON.stringify(await all('reaches'))).not.toMatch(/tGroupOfHome|o-cold/);
    const entry = (await all<AuditEntry>('audits')).find(({ collection }) => collection === 'chat_groups');
    expect(entry?.by).toEqual({ openid: '', role: 'visitor' });
    const [reach] = await all<ReachRecord>('reaches');
    expect(reach).toMatchObject({ village: HOME, persons: [], households: [], group: group?._id });
  });

  test('a plain object where the platform’s own data belongs is nobody’s group', async () => {
    const before = (await all('chat_groups')).length;
    const forged = [
      { opengid: 'tForged0123456789012345678' },
      { cloudID: 'x', data: { opengid: 'tForged0123456789012345678', watermark: { appid: town.cloud.appid } } },
      'tForged0123456789012345678',
      'CloudID.prefix:not-an-id',
      // Somebody else's id does not open for this caller.
      `CloudID.prefix:${town.cloud.openData.issue('o-somebody', { opengid: 'tForged0123456789012345678' })}`,
    ];
    for (const [n, openData] of forged.entries()) {
      const { ok } = await opens(`o-forger-${n}`, { push: push.id, village: HOME }, undefined, openData);
      expect(ok).toBe(true);
    }
    expect((await all('chat_groups')).length).toBe(before);
    const own = (await all<ReachRecord>('reaches')).filter(({ group }) => group !== '');
    expect(own).toHaveLength(1);
  });

  test('opened again it counts once; a forwarded card does not move the group; a group that came late is added', async () => {
    const before = (await all('reaches')).length;
    await opens('o-cold', { push: push.id, posting: posting._id, village: HOME }, 'tGroupOfHome_01234567890123');
    await opens('o-late', { push: push.id, village: SECOND });
    await opens('o-late', { push: push.id, village: SECOND }, 'tGroupOfHome_01234567890123');
    expect((await all('reaches')).length).toBe(before + 1);
    expect((await all<ChatGroupRecord>('chat_groups')).map(({ village }) => village)).toEqual([HOME]);
    const late = (await all<ReachRecord>('reaches')).filter(({ village }) => village === SECOND);
    expect(late).toMatchObject([{ group: expect.stringMatching(/^group:/) }]);
  });

  test('by the code of its poster; without a push that is known; nothing at all', async () => {
    const { code } = (await town.cloud.database.get('pushes', push.id)) as unknown as PushRecord;
    expect((await opens('o-poster', { push: code })).data?.job?.id).toBe(posting._id);
    expect((await opens('o-poster', { push: 'push-nobody', posting: posting._id })).data).toMatchObject({
      push: null,
      job: { id: posting._id },
    });
    expect((await opens('o-poster', { push: 'push-nobody' })).error?.code).toBe('not_found');
  });

  test('whoever sends it out and looks at it is reached by nobody', async () => {
    const before = (await all('reaches')).length;
    await opens(town.as('cadre').openid, { push: push.id, village: HOME });
    expect((await all('reaches')).length).toBe(before);
  });

  test('registered people count in their own village with their household', async () => {
    await opens(town.as('labourer').openid, { push: push.id, posting: posting._id, village: SECOND });
    const own = (await all<ReachRecord>('reaches')).find(({ persons }) => persons.includes(town.personOf('labourer')));
    expect(own).toMatchObject({ village: HOME, push: push.id });
    expect(own?.households).toHaveLength(1);
  });

  test('a call from it counts once a day where its caller counts, without a name; none that the card did not reach', async () => {
    const called = (key: string, posted = posting._id, text = push.id) => town.as(key).call('push.called', { push: text, posting: posted });
    const calls = async () => (await town.as('cadre').call('push.reach', { push: push.id, village: HOME })).calls;
    // Never opened it; sends it out; another posting.
    for (const [key, job] of [['o-never-opened'], ['cadre'], ['labourer', 'j-elsewhere']] as const)
      expect(await called(key as string, job)).toEqual({ noted: false });
    expect(await calls()).toBe(0);
    const { code } = (await town.cloud.database.get('pushes', push.id)) as unknown as PushRecord;
    for (const text of [push.id, push.id, code]) expect(await called('labourer', posting._id, text)).toEqual({ noted: true });
    expect(await calls()).toBe(1);
    await called('o-cold');
    expect(await calls()).toBe(2);
    const [reaches, counted] = [await all<ReachRecord>('reaches'), JSON.stringify(await all('push_calls'))];
    for (const { _id, persons } of reaches)
      for (const secret of [_id.split(':').pop() ?? '-', ...persons, 'o-cold']) expect(counted).not.toContain(secret);
  });
});

describe('shared', () => {
  test('within the day’s limit, undone, and by two at once not above it', async () => {
    const cadre = town.as('cadre');
    const first = await cadre.call('push.shared', { push: push.id, village: HOME });
    const [home] = first.push.shares;
    expect(home?.targets).toMatchObject([{ today: 1, most: 2, wait: '', shares: [{ mine: true }] }]);
    const share = home?.targets[0]?.shares[0] as { id: string; version: number };
    expect((await town.as('cadre_other').refused('push.unshare', { share: share.id, version: share.version })).code).toBe('not_allowed');
    const undone = await cadre.call('push.unshare', { share: share.id, version: share.version });
    expect(undone.push.shares[0]?.targets).toMatchObject([{ today: 0, shares: [] }]);
    const both = await Promise.all(
      ['cadre', 'cadre2', 'clerk'].map((who) => town.as(who).reply('push.shared', { push: push.id, village: HOME })),
    );
    expect(both.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    while ((await town.as('clerk').reply('push.shared', { push: push.id, village: HOME })).ok);
    const { push: full } = await cadre.call('push.show', { push: push.id });
    expect(full.shares[0]?.targets).toMatchObject([{ today: 2, most: 2, wait: expect.stringContaining('留到明天') }]);
    expect((await cadre.refused('push.shared', { push: push.id, village: HOME })).message).toContain('发过 2 次了');
    expect((await cadre.refused('push.shared', { push: push.id, village: SECOND })).code).toBe('not_allowed');
  });

  test('of several groups each has its own day, and whoever shares says which; one of another village is none of it', async () => {
    await opens('o-second', { push: push.id, village: HOME }, 'tSecondOfHome_0123456789012');
    const cadre = town.as('cadre');
    const old = (await all<{ group: string; status: string }>('push_shares')).filter(({ status }) => status === 'shared');
    const { items } = await cadre.call('push.groups', {});
    const first = items.find(({ id }) => id === old[0]?.group);
    const second = items.find(({ id }) => id !== first?.id);
    if (!first || !second) throw new Error('no groups');
    expect(old.map(({ group }) => group)).toEqual([first.id, first.id]);
    const targets = async () =>
      Object.fromEntries(
        ((await cadre.call('push.show', { push: push.id })).push.shares[0]?.targets ?? []).map(({ group, today, wait }) => [
          group,
          { today, may: wait === '' },
        ]),
      );
    expect(await targets()).toEqual({
      [first.id]: { today: 2, may: false },
      [second.id]: { today: 0, may: true },
      '': { today: 0, may: true },
    });
    const share = (group?: string) => ({ push: push.id, village: HOME, ...(group === undefined ? {} : { group }) });
    expect((await cadre.refused('push.shared', share(first.id))).message).toContain('今天发过 2 次了');
    expect((await cadre.refused('push.shared', share('group:nobody'))).fields).toHaveProperty('group');
    for (const group of [second.id, second.id, undefined]) await cadre.call('push.shared', share(group));
    expect(await targets()).toEqual({
      [first.id]: { today: 2, may: false },
      [second.id]: { today: 2, may: false },
      '': { today: 1, may: true },
    });
    expect((await cadre.refused('push.shared', share(second.id))).code).toBe('not_possible_now');
    const gone = await cadre.call('push.group', { group: second.id, version: second.version, name: '', left: true });
    expect(gone.group.status).toBe('left');
    // Of the two one is left, and there is nothing to choose.
    expect(Object.keys(await targets())).toEqual([first.id]);
  });

  test('not in the quiet hours, said kindly, for nobody', async () => {
    town.cloud.clock.set('2026-03-02T13:45:00.000Z');
    for (const who of ['clerk', 'cadre_other']) {
      const refusal = await town.as(who).refused('push.shared', { push: push.id, village: SECOND });
      expect(refusal).toMatchObject({ code: 'not_possible_now' });
      expect(refusal.message).toContain('免得吵着乡亲睡觉');
    }
    expect((await town.as('clerk').call('push.show', { push: push.id })).push.quiet).not.toBe('');
    town.cloud.clock.set('2026-03-03T01:00:00.000Z');
    await town.as('cadre_other').call('push.shared', { push: push.id, village: SECOND });
  });
});

describe('reach', () => {
  test.each(['clerk', 'labour_clerk', 'lead', 'auditor', 'admin', 'cadre_other', 'labourer', 'visitor'])(
    '%s reads nothing of it',
    async (who) => {
      expect((await town.as(who).refused('push.reach', { push: push.id, village: HOME })).code).toBe('not_allowed');
      expect((await town.as(who).refused('push.unheard', { village: HOME })).code).toBe('not_allowed');
    },
  );

  test('its cadre reads sums and whom to call, in no order of merit, and nobody who opened it', async () => {
    const reach = await town.as('cadre').call('push.reach', { push: push.id, village: HOME });
    const labourer = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'));
    expect(reach.known).toBe(1);
    expect(reach.households).toBe(1);
    expect(reach.opened).toBeGreaterThan(1);
    expect(reach.missed).toHaveLength(reach.all - 1);
    expect(reach.missed.map(({ household }) => household)).not.toContain(labourer?.household);
    expect(JSON.stringify(reach)).not.toMatch(/reach:|o-|openid|tGroup/);
    const { pushes, households } = await town.as('cadre').call('push.unheard', { village: HOME });
    expect(pushes).toBe(1);
    expect(households.sort()).toEqual(reach.missed.map(({ household }) => household).sort());
    expect((await town.as('head').call('push.reach', { push: push.id, village: HOME })).all).toBe(reach.all);
  });

  test('a wish that came of the card counts for it, also where the code of a poster was scanned', async () => {
    const reach = async () => (await town.as('cadre').call('push.reach', { push: push.id, village: HOME })).wanted;
    const before = await reach();
    const { code } = (await all<PushRecord>('pushes')).find(({ _id }) => _id === push.id) as PushRecord;
    for (const from of [push.id, code, undefined]) {
      const key = await town.newcomer();
      const wish = { person: town.personOf(key), posting: posting._id };
      await town.as(key).call('application.want', from === undefined ? wish : { ...wish, push: from });
    }
    expect(await reach()).toBe(before + 2);
  });

  test('the group is named by the cadre, and moved only to a village of theirs', async () => {
    const { items } = await town.as('cadre').call('push.groups', {});
    const [group] = items;
    if (!group) throw new Error('no group');
    expect((await town.as('cadre_other').call('push.groups', {})).items).toEqual([]);
    const put = { group: group.id, version: group.version, name: '石桥村务工群' };
    expect((await town.as('cadre_other').refused('push.group', put)).code).toBe('not_allowed');
    expect((await town.as('cadre').refused('push.group', { ...put, village: SECOND })).code).toBe('not_allowed');
    expect((await town.as('cadre').call('push.group', put)).group).toMatchObject({ name: '石桥村务工群', version: 1 });
    expect((await town.as('cadre').refused('push.group', put)).code).toBe('changed_meanwhile');
  });
});

describe('questions', () => {
  test('to whoever pushed, answered, told; 「招满了」 once a person, confirmed it fills the posting', async () => {
    const asked = await town
      .as('neighbour')
      .call('push.ask', { kind: 'question', posting: posting._id, push: push.id, words: '六十一岁要不要' });
    expect(asked.words).toContain('问过去了');
    await town.as('visitor').call('push.ask', { kind: 'filled', posting: posting._id, push: push.id });
    expect((await town.as('visitor').refused('push.ask', { kind: 'filled', posting: posting._id, push: push.id })).code).toBe(
      'already_done',
    );
    expect((await town.as('visitor').refused('push.ask', { kind: 'question', posting: posting._id, words: '长'.repeat(101) })).code).toBe(
      'bad_input',
    );
    expect((await town.as('visitor').refused('push.ask', { kind: 'question', posting: 'j-nobody', words: '还招吗' })).code).toBe(
      'not_found',
    );
    expect((await town.as('cadre').call('push.questions', { status: 'open' })).items).toEqual([]);
    const { items } = await town.as('clerk').call('push.questions', { status: 'open' });
    expect(items.map(({ kind }) => kind).sort()).toEqual(['filled', 'question']);
    const [filled, question] = [...items].sort((a, b) => (a.kind < b.kind ? -1 : 1));
    if (!filled || !question) throw new Error('no questions');
    expect(JSON.stringify(items)).not.toContain('openid');
    expect((await town.as('cadre').refused('push.answer', { question: question.id, version: 0, words: '要的' })).code).toBe('not_found');
    const answered = await town.as('clerk').call('push.answer', { question: question.id, version: 0, words: '六十三以下都要' });
    expect(answered.question).toMatchObject({ status: 'answered', answer: { words: '六十三以下都要' }, stillOpen: true });
    const done = await town.as('clerk').call('push.answer', { question: filled.id, version: 0, words: '核实了，是招满了', full: true });
    expect(done.question.stillOpen).toBe(false);
    expect(await town.cloud.database.get('postings', posting._id)).toMatchObject({ status: 'full', cells: [] });
    await town.cloud.trigger('work', 'minute');
    expect((await town.as('neighbour').call('notice.mine', {})).items.map(({ title }) => title)).toContain('您问的活，有回话了');
    expect((await all<PushQuestionRecord>('push_questions')).every(({ status }) => status === 'answered')).toBe(true);
  });

  test('six a day from one WeChat are enough', async () => {
    const ask = () => town.as('o-asker').reply('push.ask', { kind: 'question', posting: posting._id, push: push.id, words: '还招人吗' });
    for (let n = 0; n < 6; n += 1) expect((await ask()).ok).toBe(true);
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'too_many_tries' } });
  });
});

describe('a fair', () => {
  const fields = {
    ...{ campaign: '春风行动', title: '青石乡招聘会', on: '2026-03-09', hours: '上午9:30到12点', where: '乡政府院里' },
    ...{ transport: '8点村口有班车', words: '带上身份证。', villages: [HOME], contact: { name: '巩站长', phone: '19900000001' } },
    stands: [{ employer: '青石乡柳编帮扶车间', posts: [{ posting: '', words: '柳编工', headcount: 20 }] }],
  };
  let fair: { id: string; version: number };
  let card: Output<'push.show'>['push'];

  test('a draft, one of nowhere, two at once are refused; an announced one is composed with its own words', async () => {
    fair = (await town.as('labour_clerk').call('fair.write', { fair: null, version: null, fields })).fair;
    const cadre = town.as('cadre');
    const preview = (about: string[]) => ({ kind: 'fair' as const, about });
    expect((await cadre.refused('push.preview', preview([fair.id]))).code).toMatch(/not_found|not_possible_now/);
    fair = (await town.as('labour_clerk').call('fair.turn', { fair: fair.id, version: fair.version, to: 'announced', words: '' })).fair;
    expect((await cadre.refused('push.preview', preview(['f-nobody']))).code).toBe('not_found');
    expect((await cadre.refused('push.preview', preview([]))).code).toBe('bad_input');
    const proposed = await cadre.call('push.preview', preview([fair.id]));
    expect(proposed).toMatchObject({ postings: [], week: null, fair: { id: fair.id, hours: fields.hours } });
    const { title, text, spoken } = proposed;
    expect(text).toContain('怎么去：8点村口有班车');
    const compose = { kind: 'fair' as const, about: [fair.id], villages: [HOME], title, text, spoken };
    expect((await cadre.refused('push.compose', { ...compose, about: [fair.id, fair.id] })).code).toBe('bad_input');
    card = (await cadre.call('push.compose', compose)).push;
    expect(card).toMatchObject({ kind: 'fair', stale: false, path: `/packages/fairs/open/open?id=${fair.id}&push=${card.id}` });
    expect((await cadre.call('push.code', { push: card.id })).picture).toMatch(/^data:image/);
  });

  test('opened cold in one call, by its card and by its poster; counted once for the village; the door’s code is another', async () => {
    const open = (openid: string, input: object) => town.as(openid).call('fair.open', input as never);
    const { code } = (await town.cloud.database.get('pushes', card.id)) as unknown as PushRecord;
    const answer = await open('o-fair-1', { fair: fair.id, push: card.id, village: HOME });
    expect(answer).toMatchObject({ fair: { id: fair.id }, mine: [], atDoor: false });
    await open('o-fair-1', { push: code });
    expect(await open('o-fair-2', { push: code })).toMatchObject({ fair: { id: fair.id }, atDoor: false });
    await open(town.as('cadre').openid, { fair: fair.id, push: card.id });
    expect((await all<ReachRecord>('reaches')).filter(({ push: of }) => of === card.id)).toHaveLength(2);
    const reach = () => town.as('cadre').call('push.reach', { push: card.id, village: HOME });
    expect(await reach()).toMatchObject({ opened: 2, coming: 0 });
    await town.as('labourer').call('fair.come', { fair: fair.id, person: town.personOf('labourer'), coming: true });
    expect(await reach()).toMatchObject({ coming: 1 });
    expect((await town.as('cadre').call('push.reach', { push: push.id, village: HOME })).coming).toBeNull();
    // A card of postings opens no fair, and is reached by nobody through one.
    expect((await town.as('o-fair-3').refused('fair.open', { push: push.id })).message).toContain('链接不完整');
    const before = (await all('reaches')).length;
    await open('o-fair-3', { fair: fair.id, push: push.id });
    expect((await all('reaches')).length).toBe(before);
  });

  test('moved since: told to whoever shares it until the words were looked through; called off it goes out no more', async () => {
    const cadre = town.as('cadre');
    const moved = await town
      .as('labour_clerk')
      .call('fair.write', { fair: fair.id, version: fair.version, fields: { ...fields, on: '2026-03-10' } });
    const { push: seen } = await cadre.call('push.show', { push: card.id });
    expect(seen).toMatchObject({ stale: true, fair: { on: '2026-03-10' } });
    const { title, text, spoken } = card;
    const edited = await cadre.call('push.edit', {
      push: card.id,
      version: card.version,
      title,
      text: text.replace('9日', '10日'),
      spoken,
    });
    expect(edited.push.stale).toBe(false);
    town.cloud.clock.set('2026-03-04T01:00:00.000Z');
    await cadre.call('push.shared', { push: card.id, village: HOME });
    await town.as('labour_clerk').call('fair.turn', { fair: fair.id, version: moved.fair.version, to: 'cancelled', words: '下雨' });
    expect((await cadre.refused('push.shared', { push: card.id, village: HOME })).message).toContain('不办了');
    expect((await cadre.call('push.show', { push: card.id })).push.shares[0]?.targets[0]?.wait).toContain('不办了');
    expect((await town.as('o-fair-1').call('fair.open', { push: card.id })).fair).toMatchObject({ status: 'cancelled', why: '下雨' });
  });
});

test('after its days it is forgotten who opened what', async () => {
  expect((await all('reaches')).length).toBeGreaterThan(0);
  town.cloud.clock.set('2026-05-10T01:00:00.000Z');
  await town.cloud.trigger('work', 'ten_minutes');
  expect(await all('reaches')).toEqual([]);
  town.cloud.clock.set('2026-05-10T01:05:00.000Z');
});

test('every query had an index and examined little more than it gave', () => {
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 10)).toEqual([]);
});
