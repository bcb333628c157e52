// One condition on exparser: what a person reads before and after opening it.
import { mount } from './support/mount';

const ROW = {
  id: 'wage',
  tone: 'wait',
  icon: 'ask',
  statusWords: '还不知道',
  title: '平均一个月挣 1000 元以上',
  found: '还不知道工资，问清楚这一样就行',
  remedy: '交一张工资截图',
  from: '务工记录',
  basis: '《通知》 第三条',
};
const PATH = 'components/check-row/check-row';

it('says what is asked, what was found and what would settle it', () => {
  const row = mount(PATH, { row: ROW });
  expect(row.words()).toContain('平均一个月挣 1000 元以上');
  expect(row.words()).toContain('还不知道工资，问清楚这一样就行');
  expect(row.words()).toContain('交一张工资截图');
});

it('tells the document and where the fact came from only when opened, and closes again', async () => {
  const row = mount(PATH, { row: ROW });
  expect(row.words()).not.toContain('《通知》');
  await row.tap('[class*=row]');
  expect(row.words()).toContain('从哪来');
  expect(row.words()).toContain('《通知》 第三条');
  await row.tap('[class*=row]');
  expect(row.words()).not.toContain('《通知》');
});

it('leaves out a remedy there is none of', () => {
  const row = mount(PATH, { row: { ...ROW, tone: 'good', icon: 'check', statusWords: '够了', remedy: '' } });
  expect(row.all('[class*=remedy]')).toEqual([]);
});

it('is brief on a desk only where the condition is met', () => {
  const brief = (tone: string) => mount(PATH, { row: { ...ROW, tone }, dense: true }).all('[class*=brief]').length;
  expect([brief('good'), brief('wait'), brief('stop')]).toEqual([1, 0, 0]);
});

it('never tells a state by colour alone', () => {
  for (const [tone, icon, words] of [
    ['good', 'check', '够了'],
    ['stop', 'cross', '不够'],
    ['wait', 'ask', '还不知道'],
  ]) {
    const row = mount(PATH, { row: { ...ROW, tone, icon, statusWords: words } });
    expect(row.all(`[class*=i-${icon}]`)).toHaveLength(1);
    expect(row.words()).toContain(words);
  }
});
