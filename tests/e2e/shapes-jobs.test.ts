// The pages of postings, wishes, matches and fairs at 320 px, as they come and in elder size: nothing sticks out or is cut off, nothing to
// touch is too small, nothing is unreadable. Titles and names are as long as people make them.
import type { PostingRecord } from '@shared/domain/records';
import { applied, bookOf, HEADS, looked, row } from '../support/posting-sheets';
import { breaches, clipped, overflowing, tooSmall } from '../support/shapes';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const VILLAGE = '140799201201';
const LONG = { title: '新能源汽车零部件装配操作工（两班倒、可长白班）', employer: '云岭县青石乡双泉湾惠民农产品深加工有限责任公司' };
let town: Town;
let stage: Stage;
const ids = { job: '', waiting: '', draft: '', application: '', fair: '', columns: '', sheet: '', brought: '' };

beforeAll(async () => {
  town = await openTown();
  const open = ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).filter(
    ({ status, until, pay }) => status === 'open' && until > '2026-03-20' && pay.unit === 'month',
  );
  const [job] = open as [PostingRecord];
  await town.cloud.database.put('postings', { ...job, ...LONG });
  ids.job = job._id;
  const person = town.personOf('labourer');
  ids.application = (await town.as('labourer').call('application.want', { person, posting: job._id })).application.id;
  await town.as('labourer').call('report.write', { posting: job._id, reason: 'asks_money', words: '去了要交 300 块工装押金' });
  const { posting } = await town.as('cadre').call('posting.show', { posting: job._id });
  const { title, employer, channel, area, place, spot, pay, board, until, headcount, hours, strength, onlySex } = posting;
  const { skills, certificates, insurance, contract, transport, description, contact, backing, age } = posting;
  const fields = { title, employer, channel, area, place, spot, pay, board, until, headcount, hours, strength, onlySex, age };
  const rest = { skills, certificates, insurance, contract, transport, description, contact, backing };
  for (const more of [{ title: '装配工（长期）' }, { until: '', contact: { name: '', phone: '' } }]) {
    const made = await town.as('cadre').call('posting.write', { posting: null, version: null, fields: { ...fields, ...rest, ...more } });
    if (more.title === undefined) ids.draft = made.posting.id;
    else {
      await town.as('cadre').call('posting.turn', { posting: made.posting.id, version: made.posting.version, verb: 'submit' });
      ids.waiting = made.posting.id;
    }
  }
  const { fair } = await town.as('labour_clerk').call('fair.write', {
    ...{ fair: null, version: null },
    fields: {
      ...{ campaign: '春风行动', title: '青石乡2026年春风行动暨就业援助月专场招聘会', on: '2026-03-09', hours: '上午9点到12点' },
      ...{ where: '乡政府院里（下雨在三楼大会议室）', transport: '各村口有班车，早上8点', words: '带上身份证', villages: [VILLAGE] },
      stands: [{ employer: LONG.employer, posts: [{ posting: job._id, words: LONG.title, headcount: 120 }] }],
      contact: { name: '巩站长', phone: '19900000001' },
    },
  });
  await town.as('labour_clerk').call('fair.turn', { fair: fair.id, version: fair.version, to: 'announced', words: '' });
  await town.as('labourer').call('fair.come', { fair: fair.id, person, coming: true });
  ids.fair = fair.id;
  const clerk = town.as('labour_clerk');
  const long = { 用人单位: LONG.employer, 招聘岗位: LONG.title, 食宿: '餐补三百，自己租房' };
  const heads = HEADS.map((head) => (head === '用人单位' ? '公司全称' : head));
  const fileID = await clerk.upload(await bookOf([row(1)], heads), '1.xlsx');
  const fileName = '云岭县2026年春风行动暨就业援助月省外岗位汇总表（第二批）.xlsx';
  ids.columns = (await clerk.call('sheet.bring', { fileID, fileName })).sheet.id;
  ids.brought = (await looked(clerk, await bookOf([row(3), row(4, { 薪资待遇: '面议' })]))).id;
  await applied(clerk, ids.brought);
  const rows = [row(3, { 招聘人数: '50' }), row(1, long), row(2, { ...long, 薪资待遇: '面议', 工资发放: '' }), row(1, long)];
  ids.sheet = (await looked(clerk, await bookOf(rows), fileName)).id;
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const person = (key: string) => encodeURIComponent(town.personOf(key));
/** Who looks → the pages, by their address. */
const PAGES: Record<string, () => string[]> = {
  labourer: () => [
    '/pages/jobs/jobs',
    `/pages/job/job?id=${ids.job}`,
    '/packages/apply/mine/mine',
    `/packages/match/mine/mine?person=${person('labourer')}`,
    `/packages/fairs/open/open?id=${ids.fair}`,
    '/pages/me/me',
  ],
  cadre: () => [
    '/packages/jobs/paste/paste',
    `/packages/jobs/edit/edit?id=${ids.draft}`,
    `/packages/jobs/posting/posting?id=${ids.draft}`,
    `/packages/match/person/person?person=${person('neighbour')}`,
    `/packages/match/posting/posting?posting=${ids.job}`,
    '/packages/apply/list/list',
    `/packages/apply/record/record?id=${encodeURIComponent(ids.application)}`,
    `/packages/apply/record/record?person=${person('kin')}`,
    '/packages/apply/second/second',
    '/packages/month/duties/duties',
    `/packages/fairs/fair/fair?id=${ids.fair}`,
  ],
  labour_clerk: () => [
    '/packages/jobs/board/board',
    `/packages/jobs/posting/posting?id=${ids.waiting}`,
    '/packages/jobs/reports/reports',
    '/packages/jobs/sheets/sheets',
    `/packages/jobs/sheet-columns/sheet-columns?sheet=${ids.columns}`,
    `/packages/jobs/sheet/sheet?sheet=${ids.sheet}`,
    `/packages/jobs/sheet/sheet?sheet=${ids.brought}`,
    ...[3, 4, 5].map((at) => `/packages/jobs/sheet-row/sheet-row?sheet=${ids.sheet}&row=${at}`),
    '/packages/fairs/home/home',
    `/packages/fairs/edit/edit?id=${ids.fair}`,
    `/packages/fairs/fair/fair?id=${ids.fair}`,
  ],
};

async function stands(phone: Phone, page: string, finger: number): Promise<void> {
  await phone.open(page);
  const found = {
    sticksOut: await overflowing(phone),
    cut: await clipped(phone),
    small: await tooSmall(phone, finger),
    breaches: await breaches(phone),
  };
  expect({ page, ...found }).toEqual({ page, sticksOut: [], cut: [], small: [], breaches: [] });
}

test('the measure of what is cut off finds it', async () => {
  const phone = await stage.phone('visitor', { width: 320, height: 640 });
  await phone.frame.evaluate(() => {
    const box = (style: string, words: string) => `<div style="overflow:hidden;white-space:nowrap;width:60px;${style}">${words}</div>`;
    const bad = document.createElement('div');
    bad.innerHTML = `${box('', '这一行写不下就没了')}${box('text-overflow:ellipsis', '这一行写不下有点点点')}${box('', '短')}`;
    document.querySelector('.page-frame:not([hidden]) .page-scroller')?.prepend(bad);
  });
  expect(await clipped(phone)).toEqual([expect.stringContaining('这一行写不下就没了')]);
});

test.each(Object.keys(PAGES))(
  'the pages of %s',
  async (who) => {
    const phone = await stage.phone(who, { width: 320, height: 640 });
    for (const page of PAGES[who]?.() ?? []) await stands(phone, page, 44);
    await phone.open('/pages/me/me');
    await phone.tap('wx-switch, .t-switch');
    for (const page of PAGES[who]?.() ?? []) await stands(phone, page, 60);
    await phone.assertClean();
  },
  180_000,
);
