// Whether two households may become one: why not, what everybody is afterwards, what goes together, other ways of writing a 户编号.
import { codeVariants, homeBars, homeTaken, relationProblems, sharedMembers } from '@shared/domain/home-merging';

const home = (_id: string, status = 'active') => ({ _id, status, headName: '周满仓' });
const member = (_id: string, relation: string, status = 'active') => ({ _id, name: _id, relation, status, born: '1980-01-01' });

test.each([
  ['both counted', { keep: home('a'), drop: home('b'), unfinished: 0, conflicts: 0 }, 0],
  ['the same one', { keep: home('a'), drop: home('a'), unfinished: 0, conflicts: 0 }, 1],
  ['one closed', { keep: home('a'), drop: home('b', 'gone'), unfinished: 0, conflicts: 0 }, 1],
  ['a visit still being written', { keep: home('a'), drop: home('b'), unfinished: 1, conflicts: 0 }, 1],
  ['closed, unfinished and undecided', { keep: home('a', 'gone'), drop: home('b'), unfinished: 1, conflicts: 2 }, 3],
])('%s', (_name, look, bars) => expect(homeBars(look)).toHaveLength(bars));

const keep = [member('head', '户主'), member('wife', '配偶'), member('dead', '之父', 'dead')];
const drop = [member('again', '户主'), member('child', '之女'), member('left', '配偶', 'gone')];
const said = (again: string, child: string) => [
  { person: 'again', relation: again },
  { person: 'child', relation: child },
];

test.each([
  ['everybody said', keep, said('之兄弟姐妹', '之女'), []],
  ['nobody said', keep, [], ['again', 'child']],
  ['two heads', keep, said('户主', '之女'), ['again']],
  ['two spouses', keep, said('配偶', '之女'), ['again']],
  ['no such word', keep, said('大哥', '之女'), ['again']],
  ['nobody would be head', [member('dead', '户主', 'dead')], said('其他', '之女'), ['again']],
  ['one of those who come is head', [member('dead', '户主', 'dead')], said('户主', '之女'), []],
  ['two of those who come', [], said('户主', '户主'), ['child']],
] as const)('relations: %s', (_name, stays, relations, wrong) =>
  expect(Object.keys(relationProblems(stays, drop, relations))).toEqual(wrong),
);

test('what goes together is taken together, what does not differ is not', () => {
  expect(homeTaken(['monitoring.category', 'address'], ['monitoring.category', 'monitoring.clearedOn'])).toEqual([
    'monitoring.category',
    'monitoring.identifiedOn',
    'monitoring.clearedOn',
  ]);
  expect(homeTaken(['monitoring.clearedOn'], ['monitoring.clearedOn'])).toEqual([]);
});

test('other ways of writing a code: signs between, zeros behind the village', () => {
  const village = '140799201201';
  expect(codeVariants(`${village}0012`, village)).toEqual(expect.arrayContaining([`${village}12`, `${village}012`, `${village}00012`]));
  expect(codeVariants(`${village}0012`, village)).not.toContain(`${village}0012`);
  expect(codeVariants(`${village}-0012`, village)).toContain(`${village}0012`);
  expect(codeVariants('HZ-7', village)).toEqual(['7']);
  expect(codeVariants('77', village)).toEqual([]);
});

test('who stands in both: the same name and birthday, counted in either', () => {
  expect(sharedMembers([member('x', '户主')], [member('x', '户主')])).toEqual([{ keep: 'x', drop: 'x', name: 'x' }]);
  expect(sharedMembers([member('x', '户主', 'gone')], [member('x', '户主')])).toEqual([]);
  expect(sharedMembers([member('x', '户主')], [{ ...member('x', '户主'), born: '1980-01-02' }])).toEqual([]);
});
