// Where everybody stands, as a clerk and a cadre use it: a figure opens its people, a move of work changes it, and the evening tells by whom.
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const WHERE = '/packages/where';
/** The number beside the words, as people read it off the page. */
const numberOf = (text: string, words: string): number => {
  const found = new RegExp(`${words}\\s*(?:[^\\d\\n]*\\n)*?\\s*(\\d+)`).exec(text);
  if (!found) throw new Error(`no number beside ${words} in ${text}`);
  return Number(found[1]);
};

test('a cadre sees who has not gone yet, writes down who went, and the figures follow', async () => {
  const cadre = await stage.phone('cadre');
  await cadre.open('/packages/where/home/home');
  const before = await cadre.text();
  expect(before).toContain('截至');
  for (const words of ['占年度任务', '占去年底务工总数', '占全部脱贫劳动力', '三类人和兜底', '零就业户']) expect(before).toContain(words);
  const notGone = numberOf(before, '春节后还没出去的');
  expect(notGone).toBeGreaterThan(0);

  await cadre.tap('春节后还没出去的');
  expect(await cadre.text()).toContain(`${notGone} 人`);
  await cadre.type('.search', '周满仓');
  expect(await cadre.text()).toContain('周满仓');
  await cadre.tap('在省外', { nth: 0 });
  const seen = await cadre.text();
  expect(seen).toContain('周满仓');
  // Whatever he was doing: from today he works somewhere.
  if (seen.includes('新记一条')) await cadre.tap('又去干活了，新记一条');
  else await cadre.tap('换地方了');
  // The form begins with what he did last; nothing needs to be typed twice.
  expect(await cadre.text()).toContain('宝安区');
  await cadre.tap('记下');
  const after = await cadre.text();
  expect(after).toContain('在省外');
  expect(after).toContain('记了一条新的');
  await cadre.tap('暂回');
  await cadre.tap('家里有事');
  await cadre.tap('记下');
  expect(await cadre.text()).toContain('家里有事');
  await cadre.tap('回去了');
  expect(await cadre.text()).toContain('问过，还在老地方');
  await cadre.assertClean();
});

test('what the clerk reports at the desk is kept, and the difference is told by name', async () => {
  const clerk = await stage.desk('clerk');
  await clerk.open('/packages/where/home/home');
  expect(await clerk.text()).toContain('各村');
  await clerk.tap('复制这段话，记下报的数');
  expect(await clerk.text()).toContain('比上次报的一样');
  town.cloud.clock.advance(60_000);

  const cadre = await stage.phone('cadre');
  await cadre.open(`${WHERE}/spell/spell?person=${encodeURIComponent(town.personOf('labourer'))}`);
  await cadre.tap('不去了');
  await cadre.tap('记下');
  expect(await cadre.text()).toContain('选一样');
  await cadre.tap('工资低或拖欠');
  await cadre.tap('记下');

  // His last day of work is a day of work: he is a returnee from the next morning on.
  town.cloud.clock.advance(86_400_000);
  await town.cloud.trigger('work', 'nightly');
  await town.cloud.trigger('work', 'minute');
  await clerk.open('/packages/where/home/home');
  expect(await clerk.text()).toContain('比上次报的少');
  await clerk.tap('看是谁');
  const since = await clerk.text();
  expect(since).toContain('周满仓');
  expect(since).toContain('工资低或拖欠');
  await clerk.assertClean();
});

test('the clerk sets what the town is measured by', async () => {
  const clerk = await stage.desk('clerk');
  await clerk.open(`${WHERE}/targets/targets?town=140799201000`);
  await clerk.type('[aria-label="全乡的年度任务"]', 'x');
  await clerk.tap('就按这个算');
  await clerk.type('[aria-label="全乡的年度任务"]', '40');
  await clerk.tap('就按这个算');
  await clerk.open('/packages/where/home/home');
  expect(await clerk.text()).toContain('40 人');
  await clerk.assertClean();
});
