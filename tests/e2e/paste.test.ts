// A message from a village's group pasted at the desk: read, what is lacking filled in, kept through a kill, handed in to be checked.
import type { PostingRecord } from '@shared/domain/records';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const MESSAGE = '云岭县福满服装厂招缝纫工15人，18-50岁，综合3000-4500元/月，每月15号发，地址：云岭县工业园，电话19912340043 刘主管';
let town: Town;
let stage: Stage;
const SHOTS = process.env.SHOTS ?? '';
const shot = async (phone: Phone, name: string) => {
  if (SHOTS !== '') await phone.screenshot(`${SHOTS}/${name}.png`, { full: true });
};

beforeAll(async () => {
  town = await openTown();
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

test('pasted, what nobody said is asked for, handed in once it is whole', async () => {
  const desk = await stage.desk('labour_clerk');
  await desk.open('/packages/jobs/paste/paste');
  await desk.type('[aria-label="招工信息"]', MESSAGE);
  await desk.tap('读一读');
  expect(await desk.sees('没说，打电话问问')).toBe(true);
  await shot(desk, 'desk');
  await desk.tap('这条对了');
  expect(await desk.sees('写上招到哪天')).toBe(true);
  // Opened anew, as after a kill: the message and its form are still there.
  await desk.open('/packages/jobs/paste/paste');
  expect(await desk.sees('缝纫工')).toBe(true);
  await desk.tap('不要这条');
  expect(await desk.sees('都不写，粘别的')).toBe(true);
  const written = ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).filter(({ source }) => source === 'pasted');
  expect(written).toEqual([]);
  await desk.assertClean();
});

test('on a phone', async () => {
  const phone = await stage.phone('cadre');
  await phone.open('/packages/jobs/paste/paste');
  await shot(phone, 'phone-empty');
  await phone.type('[aria-label="招工信息"]', `${MESSAGE}，截止3月20日`);
  await phone.tap('读一读');
  await shot(phone, 'phone');
  await phone.tap('这条对了');
  await phone.tap('交 1 条去核对');
  expect(await phone.sees('1 条交上去了')).toBe(true);
  const written = ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).filter(({ source }) => source === 'pasted');
  expect(written).toMatchObject([{ title: '缝纫工', employer: '云岭县福满服装厂', status: 'waiting', until: '2026-03-20', headcount: 15 }]);
  await phone.assertClean();
});

test('the same message another day is told, left out, and written only when somebody says that it is another one', async () => {
  const phone = await stage.phone('cadre');
  const written = async () =>
    ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).filter(({ source }) => source === 'pasted');
  town.cloud.clock.advance(86_400_000);
  await phone.open('/packages/jobs/paste/paste');
  await phone.type('[aria-label="招工信息"]', `${MESSAGE}，截止3月20日`);
  await phone.tap('读一读');
  expect(await phone.sees('这条和3月2日粘的「缝纫工」一样')).toBe(true);
  expect(await phone.sees('这条对了')).toBe(false);
  await shot(phone, 'phone-same');
  await phone.tap('都不写，粘别的');
  expect(await phone.sees('把群里的招工信息粘到这里')).toBe(true);
  await phone.type('[aria-label="招工信息"]', `${MESSAGE}，截止3月20日`);
  await phone.tap('读一读');
  await phone.tap('照写');
  await phone.tap('这条对了');
  expect(await written()).toHaveLength(1);
  await phone.tap('交 1 条去核对');
  expect(await phone.sees('1 条交上去了')).toBe(true);
  expect(await written()).toHaveLength(2);
  await phone.assertClean();
});
