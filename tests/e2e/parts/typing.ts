// A township whose national system lags behind by a number of changes, and the clerk's desk on the page of 照着敲.
import { join } from 'node:path';
import type { RetypeRecord } from '@shared/domain/records';
import { compared, fileOf, monthBefore, national, rowsOf } from '../../support/sheets';
import { openStage, type Phone, type Stage } from '../../support/stage';
import { openTown, type Town } from '../../support/town';

/** Where pictures go when somebody wants to look at them. */
const SHOTS = process.env.SHOTS ?? '';

export interface Typing {
  town: Town;
  stage: Stage;
  desk: Phone;
  /** Who is to be typed, in the order of the list. */
  names: string[];
  /** Whose panel stands open: the end of the number. */
  open(): Promise<string>;
  shot(phone: Phone, name: string): Promise<void>;
  close(): Promise<void>;
}

const records = async (town: Town) => (await town.cloud.database.all('retypes')) as unknown as RetypeRecord[];

export async function openTyping(count: number): Promise<Typing> {
  const town = await openTown();
  const sheet = national('working');
  const one = new Set<string>();
  const rows = rowsOf(sheet, town).filter(({ spell }) => spell?.end === null);
  // Every other of them changed the pay, the others went elsewhere: their system has an older work.
  const theirs = rows.map((row) => {
    if (one.size === count || !(row.spell?.monthlyFen || row.spell?.employer)) return row;
    one.add(row.person._id);
    const start = one.size % 2 === 0 ? monthBefore(row, town) : null;
    const older: Record<string, string> = start === null ? {} : { 开始时间: start, 务工所在县: '北京市朝阳区' };
    return { cells: { ...row.cells, 务工月收入: '3500.5', 务工企业名称: '老厂', ...older } };
  });
  // The town is small: further people begin to work, whom their system does not have at all.
  const model = town.county.spells.find(({ end, employer }) => end === null && employer);
  const home = town.county.persons.filter(({ _id, status }) => status === 'active' && !rows.some(({ person }) => person._id === _id));
  for (const { _id: person, county, town: of, village } of home.slice(0, count - one.size))
    await town.cloud.database.put('spells', {
      ...model,
      _id: `s-${person}`,
      county,
      town: of,
      village,
      person,
      sortKey: `${person}:${model?.start}`,
    } as never);
  await compared(town.as('clerk'), fileOf(sheet, theirs));
  const listed = (await records(town)).filter(({ status }) => status === 'open').sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  const stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
  const desk = await stage.desk('clerk');
  await desk.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stage.simulator.url });
  await desk.open('/packages/exchange/retype/retype');
  await desk.idle();
  const names = listed.map(({ name, idTail }) => `${name}（${idTail}）`);
  return {
    town,
    stage,
    desk,
    names,
    async open() {
      return (await desk.frame.locator('.digits').innerText()).trim();
    },
    async shot(phone, name) {
      if (SHOTS !== '') await phone.screenshot(join(SHOTS, `${name}.png`), { full: true });
    },
    async close() {
      await stage.close();
      await town.close();
    },
  };
}

/** Types this many people over, by keys alone, and looks at what stands on the clipboard and in the records. */
export async function typeAll({ town, desk }: Typing, count: number): Promise<void> {
  const pages = (await desk.pages()).length;
  for (let n = 0; n < count; n += 1) {
    const [record] = (await records(town)).filter(({ status }) => status === 'open').sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
    const { parts } = await town.as('clerk').call('retype.show', { retype: record?._id as string });
    const values = parts.flatMap(({ rows }) => rows).filter(({ copies }) => copies);
    for (const [at, { ours }] of values.entries()) {
      await desk.page.keyboard.press(String(at + 1));
      await desk.idle();
      expect(await copied(desk)).toBe(ours);
    }
    await desk.page.keyboard.press('0');
    await desk.idle();
    expect(await copied(desk)).toBe(town.county.persons.find(({ _id }) => _id === record?.person)?.idNumber);
    await desk.page.keyboard.press('Enter');
    await desk.idle();
    const after = (await records(town)).find(({ _id }) => _id === record?._id);
    expect(after).toMatchObject({ status: 'typed' });
  }
  expect((await desk.pages()).length).toBe(pages);
}

/** What stands on the computer's clipboard. */
async function copied({ page }: Phone): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
