// What the schema of a policy pack takes and refuses, with an error that says where and what; cards; hashes.
import {
  cardOf,
  documentsOf,
  evidenceOf,
  examplePacks,
  missingEvidence,
  mostFen,
  type PolicyPack,
  parsePack,
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
