// A long list on a phone: it goes on by itself, stays light, and what was scrolled away is there again when one comes back.
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

test('all open jobs can be reached, few are drawn at once, and the first is there again at the top', async () => {
  const open = (await town.cloud.database.all('postings')).filter(({ status }) => status === 'open').length;
  expect(open).toBeGreaterThan(40);
  const visitor = await stage.phone('visitor');
  const first = (await visitor.text()).match(/[^\n]+\n[\d.]+–[\d.]+ 元/)?.[0].split('\n')[0] ?? '';
  expect(first).not.toBe('');
  const drawn = () => visitor.frame.getByText(/招 \d+ 人/).count();
  for (let screen = 1; !(await visitor.sees('就这些活了')); screen += 1) {
    expect(screen).toBeLessThan(100);
    await visitor.scrollTo(screen * 500);
  }
  expect(await visitor.sees(first)).toBe(false);
  expect(await drawn()).toBeLessThan(open / 2);
  await visitor.scrollTo(0);
  expect(await visitor.sees(first)).toBe(true);
  await visitor.assertClean();
});
