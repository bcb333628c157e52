// From a posting to three villages' groups: composed once, shared by three officers, opened by people known and unknown, one on a cold start; the
// group learnt, reach shown, a question answered. The codes on card and poster are read back.
import { readFileSync } from 'node:fs';
import type { ChatGroupRecord, PostingRecord, PushRecord, PushShareRecord } from '@shared/domain/records';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { sharedTo } from '../support/hands';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const HOME = '140799201201';
const GROUP = { id: `village-${HOME}`, name: '石桥村务工群' };
let town: Town;
let stage: Stage;
let posting: PostingRecord;

const all = async <T>(name: string) => (await town.cloud.database.all(name)) as unknown as T[];

beforeAll(async () => {
  town = await openTown();
  posting = town.county.postings.find(
    ({ status, until, title }) => status === 'open' && until > '2026-03-20' && title === '喷漆工',
  ) as PostingRecord;
  // Somebody nobody knows is in the village's group as well.
  const cast = town.county.cast.map((one) => (one.key === 'visitor' ? { ...one, groups: [GROUP] } : one));
  stage = await openStage({ cloud: town.cloud, cast });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

/** What a decoder reads in a PNG. */
function readCode(png: Buffer): { text: string; width: number; height: number } {
  const { width, height, data } = PNG.sync.read(png);
  return { text: jsQR(new Uint8ClampedArray(data), width, height)?.data ?? '', width, height };
}

/** Pictures in this phone's album, newest first. */
async function saved(phone: Phone): Promise<Buffer[]> {
  const encoded = await phone.frame.evaluate(async () => {
    const token = new URLSearchParams(location.search).get('token') ?? '';
    const asked = await fetch('/rpc', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-phone-token': token },
      body: JSON.stringify({ method: 'album.list', params: {} }),
    });
    const { answer } = (await asked.json()) as { answer: { pictures: { url: string }[] } };
    return Promise.all(
      answer.pictures.map(async ({ url }) => {
        const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
        let text = '';
        for (const byte of bytes) text += String.fromCharCode(byte);
        return btoa(text);
      }),
    );
  });
  return encoded.map((one) => Buffer.from(one, 'base64'));
}

/** Counts the calls of a phone killed before, and which of them there were when these words came to be on the screen. */
async function coldly(phone: Phone, words: string, open: () => Promise<void>): Promise<{ calls: string[]; before: string[] | null }> {
  await phone.kill();
  await phone.page.addInitScript((awaited) => {
    const counted = { calls: [] as string[], before: null as string[] | null };
    Object.assign(window, { counted });
    const fetching = window.fetch.bind(window);
    window.fetch = (to, options) => {
      const body = typeof options?.body === 'string' ? options.body : '';
      if (body.includes('"cloud.callFunction"')) counted.calls.push(/"action":"([a-zA-Z.]+)"/.exec(body)?.[1] ?? '?');
      return fetching(to, options);
    };
    // As soon as the words are in the page.
    new MutationObserver(() => {
      if (counted.before === null && document.body?.textContent?.includes(awaited)) counted.before = [...counted.calls];
    }).observe(document, { childList: true, subtree: true, characterData: true });
  }, words);
  await open();
  return phone.frame.evaluate(() => (window as unknown as { counted: { calls: string[]; before: string[] | null } }).counted);
}

test('the clerk composes once for three villages and sees what the group will see', async () => {
  const clerk = await stage.phone('clerk', { width: 375 });
  await clerk.open(`/packages/push/compose/compose?posting=${posting._id}`);
  expect(await clerk.sees('群里看起来是这样')).toBe(true);
  await clerk.tap('全选');
  await clerk.tap('存好，去发');
  const text = await clerk.text();
  for (const name of ['石桥村', '柳沟村', '东坪村']) expect(text).toContain(`发到${name}群`);
  const [push] = await all<PushRecord>('pushes');
  expect(push).toMatchObject({ kind: 'posting', about: [posting._id] });
  expect(push?.villages).toHaveLength(3);
});

test('the codes of card and poster are read back and open the push', async () => {
  const [push] = await all<PushRecord>('pushes');
  const cadre = await stage.phone('cadre', { width: 375 });
  await cadre.open(`/packages/push/share/share?push=${push?._id}`);
  await cadre.tap('存卡片图');
  const [card] = (await saved(cadre)).slice(0, 1).map(readCode);
  const clerk = await stage.phone('clerk');
  const download = clerk.page.waitForEvent('download');
  await clerk.tap('存海报，打印');
  const file = await download;
  expect(file.suggestedFilename()).toBe('招工海报.png');
  const poster = readCode(readFileSync(await file.path()));
  expect(card).toMatchObject({ width: 1000, height: 800 });
  expect(poster).toMatchObject({ width: 1240, height: 1754 });
  for (const one of [card, poster]) {
    expect(one?.text).toContain('pages/job/job');
    expect(one?.text).toContain(push?.code);
  }
});

test('shared to three villages by three officers, each with a tick', async () => {
  const [push] = await all<PushRecord>('pushes');
  await sharedTo(await stage.phone('clerk'), '东坪村');
  for (const [who, village] of [
    ['cadre', '石桥村'],
    ['cadre_other', '柳沟村'],
  ] as const) {
    const phone = await stage.phone(who, { width: 375 });
    await phone.open(`/packages/push/share/share?push=${push?._id}`);
    await sharedTo(phone, village);
    expect(await phone.sees('没发，撤掉')).toBe(true);
    await phone.assertClean();
  }
  expect((await all<{ village: string }>('push_shares')).map(({ village }) => village).sort()).toEqual([
    HOME,
    '140799201202',
    '140799201203',
  ]);
});

test('opened cold by somebody nobody knows: the posting is on the screen after one call, and the group is learnt', async () => {
  const phone = await stage.phone('visitor', { width: 360 });
  const { before, calls } = await coldly(phone, posting.employer, () => phone.tapCard(posting.title));
  expect(before).toEqual(['push.open']);
  expect(calls.slice(1)).toContain('session.me');
  expect(await phone.sees(posting.employer)).toBe(true);
  expect(await all<ChatGroupRecord>('chat_groups')).toMatchObject([{ village: HOME, status: 'active' }]);
  await phone.assertClean();
});

test('opened by registered people: the cadre reads sums and who is to be told, and the round of calls is marked', async () => {
  const labourer = await stage.phone('labourer', { width: 375 });
  await labourer.tapCard(posting.title);
  expect(await labourer.sees(posting.employer)).toBe(true);
  const cadre = await stage.phone('cadre');
  await cadre.open((await cadre.pages()).at(-1)?.replace(/^/, '/') ?? '');
  expect(await cadre.sees('还没起名的群')).toBe(true);
  await cadre.tap('谁家还没看到');
  const text = await cadre.text();
  expect(text).toContain('个微信点开过');
  expect(text).toMatch(/还有 \d+ 户没看到/);
  expect(text).not.toContain('周满仓');
  expect(await all('chat_groups')).toHaveLength(1);
  const { task } = await town.as('cadre').call('month.open', { village: HOME });
  for (let state = 'running'; state === 'running'; ) state = (await town.as('cadre').call('task.drive', { task })).task.state;
  await cadre.tap('去打电话');
  await cadre.tap('全村');
  expect(await cadre.sees('这周的招工没看到，说一声')).toBe(true);
  await cadre.assertClean();
});

test('a fair: sent to groups from its own page, its codes read back, opened cold in one call, counted', async () => {
  const fields = {
    ...{ campaign: '春风行动', title: '青石乡春风行动招聘会', on: '2026-03-08', hours: '上午9:30到12点', where: '青石乡政府院里' },
    ...{ transport: '8点村口有班车', words: '带上身份证。', villages: [HOME], contact: { name: '巩站长', phone: '19900000001' } },
    stands: [{ employer: '青石乡柳编帮扶车间', posts: [{ posting: '', words: '柳编工', headcount: 20 }] }],
  };
  const station = town.as('labour_clerk');
  const { fair: draft } = await station.call('fair.write', { fair: null, version: null, fields });
  const { fair } = await station.call('fair.turn', { fair: draft.id, version: draft.version, to: 'announced', words: '' });
  const cadre = await stage.phone('cadre');
  await cadre.open(`/packages/fairs/fair/fair?id=${fair.id}`);
  await cadre.tap('发到群里');
  expect(await cadre.sees('【招聘会】青石乡春风行动招聘会')).toBe(true);
  await cadre.tap('存好，去发');
  await cadre.tap('存卡片图');
  await cadre.tap('存海报，打印');
  const push = (await all<PushRecord>('pushes')).find(({ kind }) => kind === 'fair');
  const [poster, card] = (await saved(cadre)).slice(0, 2).map(readCode);
  expect([card?.width, poster?.width]).toEqual([1000, 1240]);
  for (const one of [card, poster]) {
    expect(one?.text).toContain('packages/fairs/open/open');
    expect(one?.text).toContain(push?.code);
  }
  await sharedTo(cadre, '石桥村');
  expect(await cadre.sees('没发，撤掉')).toBe(true);
  const visitor = await stage.phone('visitor');
  const { before, calls } = await coldly(visitor, '青石乡政府院里', () => visitor.tapCard('青石乡春风行动招聘会'));
  expect(before).toEqual(['fair.open']);
  expect(calls.slice(1)).toContain('session.me');
  const labourer = await stage.phone('labourer');
  await labourer.tapCard('青石乡春风行动招聘会');
  await labourer.tap('来');
  expect(await labourer.sees('说好了要来')).toBe(true);
  expect(await town.as('cadre').call('push.reach', { push: push?._id ?? '', village: HOME })).toMatchObject({ opened: 2, known: 1 });
  for (const phone of [cadre, visitor, labourer]) await phone.assertClean();
});

test('a village with a second group: each is sent to and ticked on its own, one that is not known as well', async () => {
  const push = (await all<PushRecord>('pushes')).find(({ kind }) => kind === 'posting');
  const openData = `CloudID.prefix:${town.cloud.openData.issue('o-second-group', { opengid: 'tSecondGroup_0123456789012' })}`;
  const opened = {
    action: 'push.open',
    input: { push: push?._id, village: HOME },
    requestId: 'second-group-1',
    clientVersion: 'test',
    openData,
  };
  expect((await town.cloud.call('public', opened, { openid: 'o-second-group' })).result).toMatchObject({ ok: true });
  const cadre = await stage.phone('cadre');
  await cadre.open(`/packages/push/share/share?push=${push?._id}`);
  expect(await cadre.sees('2 个群，发到哪个点哪个')).toBe(true);
  const shares = async () => (await all<PushShareRecord>('push_shares')).filter(({ village }) => village === HOME);
  const before = new Set((await shares()).map(({ _id }) => _id));
  // The first group that this card did not go to yet, as the page has it.
  const rows = (await town.as('cadre').call('push.show', { push: push?._id ?? '' })).push.shares[0]?.targets ?? [];
  const next = rows.find((row) => row.shares.length === 0 && row.wait === '');
  await cadre.tap('已经发了，记上', { nth: 0 });
  const fresh = (await shares()).filter(({ _id }) => !before.has(_id));
  expect(fresh).toMatchObject([{ push: push?._id, group: next?.group, status: 'shared' }]);
  // What one group has had says nothing of the others: they can still be sent to.
  expect(await cadre.sees('别的群（还没认得的）')).toBe(true);
  await cadre.assertClean();
});

test('a link that is broken or leads nowhere says so, and where to go', async () => {
  const visitor = await stage.phone('visitor');
  for (const [url, words, way] of [
    ['/packages/push/week/week', '这个链接不完整', '看看别的活'],
    ['/packages/push/week/week?push=push-nobody', '没有这张卡片', '看看别的活'],
    ['/pages/job/job?push=%20', '这个链接不完整', '看看别的活'],
    ['/packages/fairs/open/open', '这个链接不完整', '看看招工'],
    ['/packages/fairs/open/open?id=f-nobody', '没有这一场招聘会', '看看招工'],
    ['/packages/push/questions/questions', '这件事不归您办', '返回'],
  ] as const) {
    await visitor.open(url);
    const text = await visitor.text();
    expect({ url, words: text.includes(words), way: text.includes(way), again: text.includes('再试一次') }).toEqual({
      url,
      words: true,
      way: true,
      again: false,
    });
  }
  const cadre = await stage.phone('cadre');
  for (const url of ['/packages/push/reach/reach', '/packages/push/reach/reach?push=x&village=12', '/packages/push/share/share']) {
    await cadre.open(url);
    expect({ url, said: await cadre.sees('这个链接不完整') }).toEqual({ url, said: true });
  }
  await cadre.tap('返回');
  expect(await cadre.sees('招工')).toBe(true);
});

test('a question from the card is answered by whoever pushed it', async () => {
  const labourer = await stage.phone('labourer');
  await labourer.tapCard(posting.title);
  await labourer.tap('写一句问问');
  await labourer.type('.t-textarea', '六十一岁要不要');
  await labourer.tap('问出去');
  await labourer.assertClean();
  const clerk = await stage.phone('clerk');
  await clerk.open('/packages/push/questions/questions');
  await clerk.tap('回话');
  await clerk.type('.t-textarea', '五十八以下才要');
  await clerk.tap('回过去');
  expect(await clerk.sees('没有等您回的')).toBe(true);
  await town.cloud.trigger('work', 'minute');
  expect((await town.as('labourer').call('notice.mine', {})).items.map(({ text }) => text).join()).toContain('五十八以下才要');
  await clerk.assertClean();
  expect(stage.foreign()).toEqual([]);
});
