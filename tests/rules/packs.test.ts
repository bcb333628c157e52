// What the schema of a policy pack takes and refuses, with an error that says where and what; cards; hashes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cardOf,
  documentsOf,
  evidenceOf,
  examplePacks,
  missingEvidence,
  mostFen,
  type PolicyPack,
  parsePack,
  publicityColumnsOf,
  stagesOf,
} from '@shared/policies';
import { packHash, stableJson } from '@shared/policies/hash';
import { packsByName } from './support/packs';

const [transport, stabilisation] = examplePacks() as [PolicyPack, PolicyPack];

// biome-ignore lint/suspicious/noExplicitAny: changes reach into raw JSON on purpose, to make it wrong
type Raw = any;

function changed(pack: PolicyPack, change: (raw: Raw) => void): unknown {
  const raw: Raw = JSON.parse(JSON.stringify(pack));
  change(raw);
  return raw;
}

test('the shipped packs', () => {
  expect(examplePacks().map((pack) => [pack.id, pack.programme, pack.notice])).toEqual([
    ['transport@2025-44', 'transport', '示例，以本县文件为准'],
    ['stabilisation@2025-44', 'stabilisation', '示例，以本县文件为准'],
  ]);
  expect([mostFen(transport), mostFen(stabilisation)]).toEqual([150000, 120000]);
  expect(stagesOf(transport)).toEqual([
    { kind: 'review', level: 'village', days: 3 },
    { kind: 'publicity', level: 'village', days: 5 },
    { kind: 'review', level: 'town', days: 5 },
  ]);
  expect(examplePacks()).toBe(examplePacks());
});

test.each([
  ['an unknown key', (raw: Raw) => (raw.colour = 'red'), /colour/],
  ['an unknown key of a condition', (raw: Raw) => (raw.conditions[4].maximum = 60), /conditions\.4.*maximum/],
  ['a check nobody wrote', (raw: Raw) => (raw.conditions[0].use = 'is_nice'), /conditions\.0/],
  ['a version of another programme', (raw: Raw) => (raw.id = 'other@1'), /id：版本号要以「transport@」开头/],
  ['a day that does not exist', (raw: Raw) => (raw.from = '2025-02-30'), /from：没有 2025-02-30 这一天/],
  ['an end before the beginning', (raw: Raw) => (raw.until = '2020-01-01'), /until：失效日期早于生效日期/],
  ['an article that is not there', (raw: Raw) => (raw.conditions[2].basis = [0, 9]), /conditions\.2\.basis：依据 \[0, 9\] 指不到任何一条/],
  ['an article of a tier that is not there', (raw: Raw) => (raw.amount.tiers[0].basis = [9, 0]), /amount\.tiers\.0\.basis/],
  ['two conditions of one id', (raw: Raw) => (raw.conditions[1].id = 'period'), /条件编号「period」用了两次/],
  ['two tiers of one place', (raw: Raw) => raw.amount.tiers[0].distances.push('other_city'), /「other_city」落在两个档次里/],
  ['evidence twice', (raw: Raw) => raw.evidence[0].kinds.push(raw.evidence[0].kinds[0]), /凭证「ticket」写了两次/],
  ['an age rule without a bound', (raw: Raw) => (raw.conditions[4].min = null), /年龄的上限下限至少写一个/],
  ['an age rule upside down', (raw: Raw) => (raw.conditions[4].max = 15), /年龄下限大于上限/],
  ['a window upside down', (raw: Raw) => Object.assign(raw.conditions[1], { closesYear: 0, opensYear: 1 }), /申领开始晚于截止/],
  ['a number written into a sentence', (raw: Raw) => (raw.summary[0] = '一年 1500 元。'), /summary\.0：句子里不能直接写数字/],
  ['a full-width number in a sentence', (raw: Raw) => (raw.statement[0] = '一年１回。'), /statement\.0：句子里不能直接写数字/],
  ['a placeholder that names nothing', (raw: Raw) => (raw.summary[0] = '一年 {tier.moon}。'), /\{tier\.moon\} 找不到/],
  ['a sum that is not whole fen', (raw: Raw) => (raw.amount.tiers[0].fen = 0.5), /amount\.tiers\.0\.fen/],
  ['no stage at all', (raw: Raw) => (raw.stages = []), /stages/],
])('refuses %s', (_what, change, words) => {
  expect(() => parsePack(changed(transport, change))).toThrow(words);
});

const named = (name: string): PolicyPack => packsByName()[name] as PolicyPack;
const range = (from: string, far: string) => [
  { year: 0, day: from },
  { year: 0, day: far },
];

test.each<[string, string, (raw: Raw) => void, RegExp]>([
  ['tickets without amount_due', 'zhongyang-2022', (raw) => raw.conditions.pop(), /要有一条 amount_due 条件/],
  [
    'a fixed sum with amount_due',
    'linyi-2024',
    (raw) => raw.conditions.push({ id: 'due', use: 'amount_due', basis: [0, 0] }),
    /不用 amount_due/,
  ],
  ['an empty list of places', 'chongxin-2024', (raw) => (raw.amount.tiers[0].places.names = []), /要写出地名/],
  [
    'a place in two tiers',
    'chongxin-2024',
    (raw) => raw.amount.tiers.push({ ...raw.amount.tiers[0], id: 'again' }),
    /地名「.*陕西省」落在两个档次里/,
  ],
  ['县内乡外 beyond the county', 'subsidy-2023', (raw) => (raw.amount.tiers[0].distances = ['other_city']), /县内乡外只能配「县内」/],
  ['brackets out of order', 'award-2023', (raw) => (raw.amount.brackets[1].upToFen = 1), /amount\.brackets\.1：分段要从低到高/],
  ['a last bracket with an end', 'award-2023', (raw) => (raw.amount.brackets[2].upToFen = 9_000_000), /最高一段不写上限/],
  ['a bracket in the middle without an end', 'award-2023', (raw) => (raw.amount.brackets[1].upToFen = null), /只有最高一段不写上限/],
  ['brackets that hang on no switch', 'award-2023', (raw) => (raw.amount.readingSwitch = 'moon'), /要有一个开关/],
  ['a choice that is no option', 'award-2023', (raw) => (raw.switches[0].chosen = 'half'), /没有「half」这个选项/],
  ['a condition on a switch that is not there', 'yushe-2025', (raw) => (raw.switches = []), /指向的开关或选项不存在/],
  ['two switches of one id', 'yushe-2025', (raw) => raw.switches.push(raw.switches[0]), /开关编号「public_post」用了两次/],
  ['a bank account without a bank', 'yushe-2025', (raw) => (raw.channel.bank = null), /要写明是哪家银行/],
  ['quarters in a pack of years', 'quarterly-travel-2023', (raw) => (raw.periods = ['2023']), /执行年度要写到季度/],
  [
    'two deadlines for four quarters',
    'quarterly-travel-2023',
    (raw) => (raw.conditions[1].closes = range('04-30', '07-31')),
    /conditions\.1\.closes/,
  ],
  ['a month that closes before it opens', 'monthly', (raw) => (raw.conditions[0].toDay = 4), /每月申领开始晚于截止/],
  ['nobody to pay', 'monthly', (raw) => (raw.conditions[2].monitored = 'none'), /对象至少写一类/],
  ['bands out of order', 'monthly', (raw) => raw.amount.bands.reverse(), /最低一档要从 0 起/],
  ['bands that meet', 'monthly', (raw) => (raw.amount.bands[1].fromFen = 0), /收入档要从低到高/],
  [
    'a top-up that closes before it opens',
    'chengkou-2023',
    (raw) => Object.assign(raw.amount.topUp, { opensYear: 1, closesYear: 0 }),
    /补差开始晚于截止/,
  ],
  ['an identity number on a posted list', 'transport', (raw) => raw.publicity.columns.push('id_number'), /publicity\.columns/],
  ['an account on a posted list', 'transport', (raw) => raw.publicity.columns.push('account'), /publicity\.columns/],
  ['a payer nobody knows', 'transport', (raw) => (raw.paying.by = 'me'), /paying\.by：写的不在可选的里面/],
  [
    'the same proof for everybody and for casual workers',
    'bailidujuan-2025',
    (raw) => raw.evidence.push({ ...raw.evidence[1], id: 'again', when: undefined }),
    /凭证「casual_form」写了两次/,
  ],
])('refuses %s', (_what, name, change, words) => {
  expect(() => parsePack(changed(named(name), change))).toThrow(words);
});

test('the two sets of proofs for different workers may name the same thing', () => {
  const same = changed(named('bailidujuan-2025'), (raw) => {
    raw.evidence[1].kinds = raw.evidence[0].kinds;
  });
  expect(parsePack(same).evidence).toHaveLength(2);
});

test('columns of the posted list: what the pack says, or the plain six', () => {
  expect(publicityColumnsOf(stabilisation)).toContain('employer');
  expect(publicityColumnsOf(named('linyi-2024'))).toEqual(['name', 'sex', 'age', 'work_period', 'work_place', 'amount']);
});

test('the most one can get: tiers, months, caps; nothing where nothing limits it', () => {
  const most = ['zhongyang-2022', 'chongqing-2021', 'award-2023', 'quarterly-labour-2023', 'rolling', 'monthly'].map((name) =>
    mostFen(named(name)),
  );
  expect(most).toEqual([80000, null, 150000, null, 80000, 100000]);
  expect(cardOf(named('chongqing-2021')).maxFen).toBe(0);
});

test('cards say whom a set of proofs is for', () => {
  expect(cardOf(named('bailidujuan-2025')).evidence.map((set) => set.when)).toEqual(['employed', 'flexible']);
});

test('the examples of other counties never come into a function', () => {
  const folder = join(__dirname, '../../cloudfunctions');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const loaders = files.filter((file) =>
    /policies\/library|from '\.\/library|examplePacks\(/.test(readFileSync(join(folder, file), 'utf8')),
  );
  expect(loaders.filter((file) => !file.startsWith('shared/policies/'))).toEqual([]);
  const entry = readFileSync(join(folder, 'shared/policies/index.ts'), 'utf8');
  expect(entry).not.toContain('library');
});

test('says all that is wrong at once, and about nothing at all too', () => {
  const broken = changed(transport, (raw) => {
    raw.from = '2025-02-30';
    raw.summary[0] = '9';
  });
  expect(() => parsePack(broken)).toThrow(/政策包有 2 处不对/);
  expect(() => parsePack(null)).toThrow(/整个政策包/);
});

test('words follow the numbers: changing one changes the sentence and the sum together', () => {
  const richer = parsePack(changed(transport, (raw) => (raw.amount.tiers[0].fen = 123400)));
  expect(cardOf(richer).summary[0]).toContain('1234 元');
  expect(cardOf(richer).maxFen).toBe(123400);
});

test('every placeholder a pack may use', () => {
  expect(cardOf(packsByName().organised as PolicyPack).summary).toEqual([
    '干满 3 个月，16 岁到60 岁，每月 100 元，最多 4 个月，贴榜 5 个工作日。',
  ]);
  const named = parsePack(changed(transport, (raw) => (raw.summary = ['{name}：{spoken}，{periods}，最多 {most}。'])));
  expect(cardOf(named).summary).toEqual(['外出务工一次性交通补贴：路费补贴，2023年、2024年、2025年，最多 1500 元。']);
});

test('the card carries every article once, evidence in two registers, and no number of its own', () => {
  const card = cardOf(transport);
  expect(card.documents).toEqual(documentsOf(transport));
  expect(card.documents[0]).toEqual({
    title: expect.stringContaining('一次性交通补贴'),
    docNo: '晋乡振发〔2023〕44号',
    article: '交通补贴标准',
  });
  expect(new Set(card.documents.map((one) => JSON.stringify(one))).size).toBe(card.documents.length);
  expect(card.evidence[0]).toMatchObject({ need: 'any', kinds: [{ kind: 'ticket' }, { kind: 'work_proof' }, { kind: 'wage_proof' }] });
});

test('evidence: one of any, each of all', () => {
  const any = evidenceOf(transport);
  expect(missingEvidence(any, [])).toEqual(any);
  expect(missingEvidence(any, ['wage_proof'])).toEqual([]);
  expect(missingEvidence(any, ['selfie'])).toEqual(any);
  const all = [{ need: 'all' as const, kinds: (any[0] as (typeof any)[number]).kinds }];
  expect(missingEvidence(all, ['ticket', 'work_proof'])).toEqual(all);
  expect(missingEvidence(all, ['ticket', 'work_proof', 'wage_proof'])).toEqual([]);
});

test('the hash depends on content, not on the order of keys', () => {
  const turned = Object.fromEntries(Object.entries(transport).reverse());
  expect(Object.keys(turned)).not.toEqual(Object.keys(transport));
  expect(packHash(turned)).toBe(packHash(transport));
  expect(packHash(transport)).toMatch(/^[0-9a-f]{64}$/);
  expect(packHash(changed(transport, (raw) => (raw.amount.tiers[0].fen += 1)))).not.toBe(packHash(transport));
  expect(packHash({ a: [1, 2] })).not.toBe(packHash({ a: [2, 1] }));
  expect(stableJson({ b: 1, a: { d: undefined, c: null } })).toBe('{"a":{"c":null},"b":1}');
});
