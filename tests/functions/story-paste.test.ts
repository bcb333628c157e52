// Postings pasted from a chat: who may not, what is refused by name, then told whole: each call also tried by strangers, sent twice, searched.
import * as paste from '@shared/contract/paste';
import { fieldsOfPasted, parsePasted } from '@shared/domain/posting-paste';
import type { PostingFields } from '@shared/domain/postings';
import type { PostingRecord } from '@shared/domain/records';
import { type Story, storyOf } from '../support/story';
import { openTown, type Town } from '../support/town';

const HOME = { province: '山西省', city: '晋中市', county: '云岭县' };
const MESSAGE = [
  '1、云岭县福满服装厂招缝纫工15人，18-50岁，计件，综合3000-4500元/月，每月15号发，截止3月20日',
  '2、云岭县福满服装厂招保洁员1名，2000元/月，每月15号发，截止3月20日',
  '地址：云岭县工业园，电话19912340043 刘主管',
].join('\n');
let town: Town;
let story: Story;
type Given = PostingFields & { spot: { kind: 'town_seat' | 'county_seat' | 'elsewhere' }; age: { why: string } };
const confirmed = (): Given[] =>
  parsePasted(MESSAGE, { today: '2026-03-02', home: HOME }).postings.map(({ found }) => fieldsOfPasted(found, HOME) as Given);
const stored = async () =>
  ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).filter(({ source }) => source === 'pasted');

beforeAll(async () => {
  town = await openTown();
  story = storyOf(town, { strangers: ['labourer', 'visitor', 'payer'], marks: [] });
  town.cloud.logs.take();
});
afterAll(() => town?.close());

test('refused: whoever writes no postings, none at all, ten at once', async () => {
  for (const who of ['labourer', 'visitor', 'payer', 'admin', 'lead', 'auditor'])
    expect(await town.as(who).refused('paste.confirm', { postings: confirmed() })).toMatchObject({ code: 'not_allowed' });
  const [one] = confirmed() as [Given];
  expect(await town.as('labour_clerk').refused('paste.confirm', { postings: [] })).toMatchObject({ code: 'bad_input' });
  const ten = Array.from({ length: 10 }, () => one);
  expect(await town.as('labour_clerk').refused('paste.confirm', { postings: ten })).toMatchObject({ code: 'bad_input' });
  expect(await stored()).toEqual([]);
});

test.each([
  ['title', { title: '' }],
  ['employer', { employer: '' }],
  ['until', { until: '' }],
  ['until', { until: '2026-03-01' }],
  ['pay', { pay: { minFen: 0, maxFen: 0, unit: 'month', how: '月结' } }],
  ['contact', { contact: { name: '', phone: '' } }],
  ['onlySex', { onlySex: { sex: '男', why: '' } }],
] as const)('refused: the second lacks %s, and neither is written', async (field, more) => {
  const [one, other] = confirmed() as [Given, Given];
  const refusal = await town.as('labour_clerk').refused('paste.confirm', { postings: [one, { ...other, ...more } as Given] });
  expect(refusal).toMatchObject({ code: 'bad_input' });
  expect(Object.keys(refusal.fields ?? {})).toEqual([`1.${field}`]);
  expect(await stored()).toEqual([]);
});

test('confirmed: each waits to be checked, sent twice it is written once', async () => {
  const { home } = await story.call('labour_clerk', 'paste.setting', {});
  expect(home).toEqual(HOME);
  const { postings } = await story.call('labour_clerk', 'paste.confirm', { postings: confirmed() });
  expect(postings.map(({ title, status }) => [title, status])).toEqual([
    ['缝纫工', 'waiting'],
    ['保洁员', 'waiting'],
  ]);
  const written = await stored();
  expect(written).toHaveLength(2);
  // Not yet checked: no keys to be found by, nobody's name on it.
  for (const one of written)
    expect(one).toMatchObject({ checked: null, cells: [], contact: { phone: '19912340043' }, channel: 'in_county' });
  // The same message again, another day or by somebody else of the place: told in the look, and not written without a word.
  const same = confirmed().map(({ title, employer, contact }) => ({ title, employer, phone: contact.phone }));
  for (const who of ['labour_clerk', 'clerk']) {
    const told = (await story.call(who, 'paste.same', { postings: same })).same;
    expect(told.map(([twin]) => twin)).toEqual(
      postings.map(({ id, title }) => ({
        id,
        same: true,
        words: `这条和3月2日粘的「${title}」一样：工种、单位、电话都一样。那条等着核对。`,
      })),
    );
    const again = await town.as(who).refused('paste.confirm', { postings: confirmed() });
    expect(again).toMatchObject({ code: 'not_possible_now', fields: { '0.same': expect.stringContaining('一样') } });
  }
  expect(await stored()).toHaveLength(2);
  const [one, other] = confirmed() as [Given, Given];
  // One of them looked at and another one indeed: written; the other still is not.
  const refusal = await town.as('labour_clerk').refused('paste.confirm', { postings: [one, other], apart: [postings[0]?.id ?? ''] });
  expect(Object.keys(refusal.fields ?? {})).toEqual(['1.same']);
  // Like it, and not the very same: told, and written.
  const like = { ...one, title: '缝纫工（熟手）' };
  expect(
    (await town.as('labour_clerk').call('paste.same', { postings: [{ ...(same[0] as (typeof same)[number]), title: like.title }] })).same,
  ).toMatchObject([[{ same: false, words: expect.stringContaining('像是一条') }]]);
  expect(await town.as('labour_clerk').refused('paste.confirm', { postings: [like, like] })).toMatchObject({
    message: expect.stringContaining('和第 1 条一模一样'),
  });
  const { items } = await town.as('labour_clerk').call('posting.list', { status: 'waiting' });
  expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(postings.map(({ id }) => id)));
});

test('nothing was done twice, every action was told', () => {
  expect(story.twice).toEqual([]);
  const told = new Set<string>(story.told.map(({ action }) => action));
  expect(Object.keys(paste.paste).filter((name) => !told.has(name))).toEqual([]);
});
