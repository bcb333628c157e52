// A morning of visits: the village fetched with signal, doors without, the app killed between answers, the signal back by itself; each visit once.
import type { DutyRecord, PersonRecord, VisitRecord } from '@shared/domain/records';
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';
import { householdOf, VILLAGE } from '../support/visiting';

const HOME = '/packages/visit/home/home';
let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  // The night has looked at who can get what.
  await town.as('cadre').call('list.village', { programme: 'transport', period: '2025', limit: 1 });
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const visits = async () => (await town.cloud.database.all('visits')) as unknown as VisitRecord[];

test('fetched with signal, filled without, killed, settled at the door, sent by itself when the signal is back: once', async () => {
  const cadre = await stage.phone('cadre', { width: 375 });
  await cadre.open(HOME);
  await cadre.tap('取下来');
  expect(await cadre.text()).toMatch(/取下来了 \d+ 户，0\.\d 兆/);
  await cadre.tap('选今天去的');
  await cadre.tap('周满仓');
  await cadre.tap('就这 1 家');
  await cadre.tap('取电话');
  expect(await cadre.text()).toContain('今晚 12 点自己清掉');
  await cadre.offline(true);
  const door = `/packages/visit/door/door?village=${VILLAGE}&household=${encodeURIComponent(householdOf(town, 'labourer'))}`;
  await cadre.open(door);
  await cadre.tap('.chip-pick', { nth: 1 });
  await cadre.type('textarea', '腿疼，想找个近处的活');
  await cadre.kill();
  await cadre.reopen();
  await cadre.offline(true);
  await cadre.open(door);
  expect(await cadre.frame.locator('textarea').first().inputValue()).toBe('腿疼，想找个近处的活');
  await cadre.tap('户主 · 男 · 58 岁');
  await cadre.tap('身体怎么样');
  await cadre.tap('长期慢性病');
  await cadre.tap('记上');
  expect(await cadre.text()).toContain('改了 1 样');
  await cadre.tap('没变化', { nth: 1 });
  await cadre.tap('.shut');
  await cadre.tap('发认人码', { nth: 0 });
  await cadre.type('[aria-placeholder="比如：问水泥厂招不招人"]', '问水泥厂招不招人');
  await cadre.tap('办完，下一家');
  const card = await cadre.text();
  for (const words of ['周满仓家 明白卡', '问水泥厂招不招人', '有事找：', '存在手机里了']) expect(card).toContain(words);
  expect(await visits()).toEqual([]);
  await cadre.offline(false);
  await cadre.frame.getByText('传上去了').waitFor();
  const [visit, ...others] = await visits();
  expect(others).toEqual([]);
  expect(visit).toMatchObject({
    status: 'taken',
    said: '腿疼，想找个近处的活',
    promises: [{}, { words: '问水泥厂招不招人' }],
    conflicts: [],
  });
  expect(await town.cloud.database.get('persons', town.personOf('labourer'))).toMatchObject({
    health: '长期慢性病',
  } satisfies Partial<PersonRecord>);
  const duties = (await town.cloud.database.all('duties')) as unknown as DutyRecord[];
  expect(duties.map(({ owner }) => owner)).toEqual([town.as('cadre').openid, town.as('cadre').openid]);
  await cadre.tap('下一家');
  await cadre.tap('今天的工作日志');
  expect(await cadre.text()).toContain('走访 1 户');
  await cadre.assertClean();
  expect(stage.foreign()).toEqual([]);
});
