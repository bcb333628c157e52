// 对账 with the labour station in the browser: their sheet brought, who differs looked at on a phone and at the desk, fields decided each way,
// a work of theirs taken, their own file handed back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonRecord, SpellRecord } from '@shared/domain/records';
import { compared, national, type Row, rowsOf } from '../support/sheets';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const SHOTS = process.env.SHOTS ?? '';
const VILLAGE = '140799201201';
let town: Town;
let stage: Stage;
let desk: Phone;
let csv: string;
let going: Row;
let schooled: Row;
let lacking: Row;

const title = ({ person }: Row) => `${person.name}（${person.idTail}）`;
const shot = async (phone: Phone, name: string) => {
  if (SHOTS !== '') await phone.screenshot(join(SHOTS, `${name}.png`), { full: true });
};

beforeAll(async () => {
  town = await openTown();
  const rows = rowsOf(national('working'), town, ({ village }) => village === VILLAGE);
  const open = rows.filter(({ spell, person }) => spell?.end === null && spell.employer && person.schooling !== '小学');
  going = open.find(({ spell }) => (spell?.start ?? '9') < '2026-02-20') as Row;
  [schooled, lacking] = open.filter((row) => row !== going) as [Row, Row];
  const line = (row: Row, more: Record<string, string>) => {
    const { 务工所在县: place } = row.cells;
    const cells = { schooling: row.person.schooling ?? '', end: '', employer: row.spell?.employer ?? '', ...more };
    return [row.person.name, row.person.idNumber, cells.schooling, row.spell?.start.slice(0, 7), cells.end, place, cells.employer].join(
      ',',
    );
  };
  csv = [
    '姓名,身份证号,文化程度,务工开始时间,务工结束时间,务工地点,务工单位',
    line(going, { end: '2026-02' }),
    line(schooled, { schooling: '小学' }),
    line(lacking, { employer: '' }),
  ].join('\r\n');
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
  await compared(town.as('clerk'), Buffer.from(csv), { compare: 'labour', name: '就业站3月.csv' });
});
afterAll(async () => {
  await stage?.close();
  await town?.close();
  await closeBrowser();
});

test('on a phone: what they say is over ends here too; the list says it agrees', async () => {
  const phone = await stage.phone('clerk', { width: 375, height: 720 });
  await phone.open('/packages/exchange/retype/retype?labour=1');
  expect(await phone.text()).toContain('对不上的 3 人');
  await phone.tap(title(going));
  expect(await phone.text()).toContain('记成 2026年02月就不干了');
  await shot(phone, 'settle-one');
  await phone.tap('用他们的');
  await phone.idle();
  expect(await phone.text()).toContain('现在两边一样了');
  const spells = (await town.cloud.database.all('spells')) as unknown as SpellRecord[];
  expect(spells.find(({ _id }) => _id === going.spell?._id)).toMatchObject({ status: 'ended', end: '2026-02-28' });
  await phone.tap('回到名单');
  expect(await phone.text()).toContain('现在一样了');
  await shot(phone, 'settle-list');
  await phone.assertClean();
});

test('at the desk: theirs, ours with a word; then their file back', async () => {
  desk = await stage.desk('clerk2');
  await desk.open('/packages/exchange/retype/retype?labour=1');
  await desk.tap(title(schooled));
  await desk.tap('用他们的');
  await desk.idle();
  const persons = (await town.cloud.database.all('persons')) as unknown as PersonRecord[];
  expect(persons.find(({ _id }) => _id === schooled.person._id)?.schooling).toBe('小学');
  await desk.tap(title(lacking));
  await desk.tap('先放着');
  await desk.type('为什么先放着', '等老板回话');
  await desk.tap('.t-button >> text=先放着');
  await desk.idle();
  expect(await desk.text()).toContain('先放着：等老板回话');
  expect(await desk.text()).toContain('都定了');
  await shot(desk, 'settle-desk');

  await desk.tap('把他们的表填好回给他们');
  await shot(desk, 'settle-back');
  const chosen = desk.chooseFile(Buffer.from(csv), '就业站3月.csv');
  await desk.tap('选那张表');
  if (await desk.sees('拒绝')) await desk.tap('同意');
  const download = desk.page.waitForEvent('download');
  await desk.tap('从这台电脑选一张');
  await chosen;
  const back = readFileSync(await (await download).path(), 'utf8').split('\r\n');
  await desk.idle();
  expect(back[0]).toMatch(/,对不上$/);
  expect(back[3]).toContain('等老板回话');
  expect(await desk.text()).toContain('填了 0 格，对不上 1 行');
  await desk.assertClean();
});
