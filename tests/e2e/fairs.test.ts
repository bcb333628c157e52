// A job fair in the browser: the station writes and announces it, a labourer says he comes, is there by the code at the door, and a cadre
// writes down somebody without a telephone.
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

let town: Town;
let stage: Stage;
let fair = '';
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

test('the station writes it, sees what is missing, and announces it', async () => {
  const desk = await stage.desk('labour_clerk');
  await desk.open('/packages/fairs/home/home');
  expect(await desk.sees('没有要办的招聘会')).toBe(true);
  await desk.tap('办一场新的');
  await desk.type('[aria-label="叫什么"]', '青石乡春风行动招聘会');
  await desk.type('[aria-label="几点到几点"]', '上午9点到12点');
  await desk.tap('添一家');
  await desk.tap('从岗位里选');
  await desk.type('[aria-label="岗位或单位"]', '柳编');
  await desk.tap('找');
  await desk.tap('.listed.tap .strong');
  await desk.tap('石桥村');
  await desk.tap('存下');
  await shot(desk, 'desk-draft');
  expect(await desk.sees('写上在哪里办')).toBe(true);
  expect(await desk.sees('还差 2 样')).toBe(true);
  await desk.tap('改');
  await shot(desk, 'desk-edit');
  await desk.type('[aria-label="在哪里"]', '乡政府院里');
  await desk.type('[aria-label="问谁"]', '巩站长');
  await desk.type('[aria-label="电话"]', '19900000001');
  await desk.tap('存下');
  await desk.tap('定下来，让大家看见');
  expect(await desk.sees('定下来了')).toBe(true);
  const [record] = (await town.cloud.database.all('fairs')) as unknown as {
    _id: string;
    status: string;
    stands: { posts: { posting: string }[] }[];
  }[];
  expect(record).toMatchObject({ status: 'announced', stands: [{ posts: [{ posting: expect.stringMatching(/./) }] }] });
  fair = record?._id ?? '';
  await desk.assertClean();
});

test('a labourer says he comes, and is there by the code at the door', async () => {
  const phone = await stage.phone('labourer');
  // The next fair stands above the jobs.
  await phone.open('/pages/jobs/jobs');
  await shot(phone, 'jobs-375');
  await phone.tap('青石乡春风行动招聘会');
  await phone.tap('来');
  await shot(phone, 'open-375');
  expect(await phone.sees('说好了要来')).toBe(true);
  town.cloud.clock.advance(7 * 86_400_000);
  const { code } = (await town.cloud.database.get('fairs', fair)) as unknown as { code: string };
  await phone.open(`/packages/fairs/open/open?scene=${code}`);
  await shot(phone, 'door-375');
  await phone.tap('我到了');
  expect(await phone.sees('签到了')).toBe(true);
  await phone.assertClean();
});

test('a cadre writes down somebody without a telephone, and what came of it is counted', async () => {
  const cadre: Phone = await stage.phone('cadre');
  await cadre.open(`/packages/fairs/fair/fair?id=${fair}`);
  await cadre.tap('替人记一笔');
  const { name } = town.county.persons.find(({ _id }) => _id === town.personOf('neighbour')) ?? { name: '' };
  await cadre.type('[aria-label="找谁"]', name);
  await cadre.tap('找');
  await cadre.tap('来了');
  expect(await cadre.sees('记了：来了')).toBe(true);
  await cadre.tap('[aria-label="关上"]');
  await cadre.tap('来了的');
  await shot(cadre, 'cadre-375');
  expect(await cadre.sees(name)).toBe(true);
  await cadre.assertClean();
});
