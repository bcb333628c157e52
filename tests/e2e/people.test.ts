// Who is who, on several phones: a code from a cadre's phone binds a person on theirs; a daughter acts for three; consent refused; a complaint answered.
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});

afterEach(() => {
  expect(stage.foreign()).toEqual([]);
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const bondsOf = async (person: string) => (await town.cloud.database.all('bonds')).filter((bond) => bond.person === person);

/** The cadre finds somebody by name and sends them or their family a code. */
async function sendCode(cadre: Phone, name: string, chat: string): Promise<void> {
  await cadre.open('/packages/staff/people/people');
  await cadre.type('找谁', name);
  await cadre.tap('找');
  await cadre.tap('.found');
  await cadre.tap('发认人码');
  expect(await cadre.text()).toContain('只能用一次');
  await cadre.press('发给他');
  await cadre.frame.getByRole('dialog').getByText(chat, { exact: true }).click();
  await cadre.idle();
  await cadre.tap('关上');
}

test('a code sent by the cadre is opened on a second phone, shows one sign of the name, and binds with one tap', async () => {
  const [cadre, visitor] = [await stage.phone('cadre'), await stage.phone('visitor')];
  await sendCode(cadre, '张玉梅', '新来的人');
  await visitor.tapCard('认人码');
  const seen = await visitor.text();
  expect(seen).toContain('张**');
  expect(seen).not.toContain('张玉梅');
  await visitor.tap('是我');
  expect(await visitor.text()).toContain('认好了');
  await visitor.tap('看能领多少');
  expect(await visitor.text()).toContain('张玉梅 的事');
  // The same card a second time opens nothing.
  await visitor.tapCard('认人码');
  expect(await visitor.text()).toContain('这个码用不了');
  for (const phone of [cadre, visitor]) await phone.assertClean();
});

test('a daughter acts for three: each agrees on their own phone, one is recorded by the cadre, one takes it back', async () => {
  const [cadre, daughter] = [await stage.phone('cadre'), await stage.phone('daughter')];
  for (const [key, name] of [
    ['neighbour', '周银锁'],
    ['kin', '周富生'],
  ] as const) {
    await sendCode(cadre, name, '周小燕');
    await daughter.tapCard('认人码');
    await daughter.tap('我是他家里人');
    await daughter.tap('请他同意');
    expect(await daughter.text()).toContain('您是他的谁');
    await daughter.tap('其他亲戚');
    await daughter.type('您的姓名', '周小燕');
    await daughter.tap('请他同意');
    expect(await daughter.text()).toContain('问他本人去了');
    expect(await bondsOf(town.personOf(key))).toContainEqual(expect.objectContaining({ status: 'asked', name: '周小燕' }));
  }
  // Before anybody agreed she has nothing but her father's affairs.
  await daughter.tap('知道了');
  expect(await daughter.sees('周银锁')).toBe(false);

  const neighbour = await stage.phone('neighbour');
  await neighbour.tap('我的');
  expect(await neighbour.text()).toContain('有人等您同意');
  await neighbour.tap('家里人');
  await neighbour.tap('同意他替我办');
  expect(await neighbour.text()).toContain('正在替办');

  // The kinsman has no use for his phone: the cadre calls and writes down what he said.
  await cadre.open(`/packages/staff/person/person?id=${town.personOf('kin')}`);
  await cadre.tap('记本人怎么同意的');
  await cadre.tap('记下来');
  expect(await cadre.text()).toContain('写清打给谁');
  await cadre.type('他怎么说的', '打给周富生本人，他说让小燕替他办');
  await cadre.tap('记下来');
  expect(await cadre.text()).toContain('村里打电话问过本人');

  await daughter.pullDown();
  const three = await daughter.text();
  for (const name of ['周满仓', '周银锁', '周富生']) expect(three).toContain(name);
  await daughter.tap('.person', { nth: 1 });
  await daughter.tap('补贴');
  expect(await daughter.text()).toContain('周银锁 的事');

  await neighbour.tap('不让他办了');
  await neighbour.tap('停');
  expect(await neighbour.text()).toContain('已经停了');
  await daughter.tap('我的');
  await daughter.pullDown();
  expect(await daughter.sees('周银锁')).toBe(false);
  for (const phone of [cadre, daughter, neighbour]) await phone.assertClean();
});

test('consent refused: browsing stays, nothing is typed and nothing kept; agreed: name and number find the person', async () => {
  const clerk = await stage.phone('lead');
  await clerk.open('/packages/people/bind/bind');
  expect(await clerk.sees('身份证号')).toBe(false);
  await clerk.tap('先看说明，再对手机号');
  expect(await clerk.text()).toContain('对上您是哪一位');
  await clerk.tap('不同意，只看看招工');
  expect(await clerk.text()).toContain('招工');
  expect(await town.cloud.database.all('consents')).toEqual([]);
  await clerk.open('/packages/people/bind/bind');
  await clerk.tap('先看说明，再对手机号');
  await clerk.tap('同意');
  await clerk.tap('写姓名和身份证号');
  await clerk.type('姓名', '周永斌');
  await clerk.type('身份证号', '14079919900630');
  await clerk.tap('对一对');
  expect(await clerk.text()).toContain('18 位');
  const number = town.county.persons.find(({ _id }) => _id === town.personOf('unknown_wage'))?.idNumber ?? '';
  await clerk.type('身份证号', number);
  await clerk.tap('对一对');
  expect(await clerk.text()).toContain('周**');
  await clerk.assertClean();
});

test('WeChat’s own telephone finds whom the registry has under it; refusing to give it costs nothing', async () => {
  const openid = town.as('kin').openid;
  const [bond] = (await bondsOf(town.personOf('kin'))).filter((one) => one.openid === openid);
  await town.cloud.database.put('accounts', { _id: openid, version: 0, auditHead: '', persons: [] } as { _id: string });
  await town.cloud.database.put('bonds', { ...bond, _id: String(bond?._id), status: 'ended' } as { _id: string });
  const person = await stage.phone('kin', { width: 320, height: 640 });
  await person.tap('我的');
  await person.tap('认人');
  await person.tap('先看说明，再对手机号');
  await person.tap('同意');
  await person.tap('用微信的手机号对一对');
  // WeChat's own question about privacy comes first, once.
  if (await person.sees('拒绝')) await person.tap('同意');
  await person.tap('不允许');
  expect(await person.text()).toContain('您没让微信给手机号');
  await person.tap('用微信的手机号对一对');
  await person.tap('允许');
  expect(await person.text()).toContain('周**');
  await person.tap('是我');
  expect(await person.text()).toContain('认好了');
  await person.assertClean();
});

test('the card: consent first, the tail said twice, the old one kept in sight', async () => {
  const person = await stage.phone('province');
  await person.tap('我的');
  await person.tap('收钱的卡');
  await person.tap('换一张卡');
  await person.tap('看说明');
  await person.tap('同意');
  await person.type('卡号', '9999990000099990012');
  await person.type('最后四位', '0021');
  await person.type('哪家银行', '云岭农商银行');
  await person.tap('记下这张卡');
  expect(await person.text()).toContain('不一样');
  await person.type('最后四位', '0012');
  await person.tap('记下这张卡');
  const seen = await person.text();
  expect(seen).toContain('尾号 0012');
  expect(seen).toContain('以前：');
  await person.assertClean();
});

test('a complaint is written, answered by a named person at the desk, and read by who wrote it', async () => {
  const writer = await stage.phone('unknown_wage');
  await writer.tap('我的');
  await writer.tap('投诉建议');
  await writer.type('什么事', '路费补贴交了一个月没有动静');
  await writer.tap('交上去');
  expect(await writer.text()).toContain('前回话');
  const clerk = await stage.desk('clerk');
  await clerk.tap('工作台');
  await clerk.tap('投诉建议');
  await clerk.tap('回话');
  await clerk.type('怎么答复', '在等县里拨款，三月底前到账');
  await clerk.tap('发给他');
  expect(await clerk.text()).toContain('没有等回话的');
  await writer.back();
  await writer.tap('投诉建议');
  const answered = await writer.text();
  for (const words of ['在等县里拨款', '冀文慧']) expect(answered).toContain(words);
  for (const phone of [writer, clerk]) await phone.assertClean();
});

test('an administrator invites a colleague, who joins on their own phone and works from the next moment', async () => {
  const [admin, fresh] = [await stage.desk('admin'), await stage.phone('province')];
  await admin.open('/packages/staff/directory/directory');
  await admin.tap('请一位同事加入');
  await admin.type('姓名', '郝新');
  await admin.type('职务', '青石乡就业专员');
  await admin.type('办公手机号', '19900009999');
  await admin.tap('做邀请码');
  await admin.press('发给他');
  await admin.frame.getByRole('dialog').getByText('郭彩琴', { exact: true }).click();
  await admin.idle();
  await fresh.tapCard('请您加入');
  expect(await fresh.text()).toContain('郝*');
  await fresh.tap('是我，加入');
  await fresh.tap('去工作台');
  expect(await town.cloud.database.get('staff', town.as('province').openid)).toMatchObject({ name: '郝新', status: 'active' });
  for (const phone of [admin, fresh]) await phone.assertClean();
});
