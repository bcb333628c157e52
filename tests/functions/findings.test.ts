// What the data rules find in the ledger, through the functions: read within scope, explained and kept, asked again when the facts change.

import * as finding from '@shared/contract/finding';
import type { DirtyRecord, FindingRecord, HouseholdRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { type Story, storyOf } from '../support/story';
import { openTown, type Town } from '../support/town';

let town: Town;
let story: Story;
const VILLAGE = '140799201201';

const all = async <T>(collection: string): Promise<T[]> => (await town.cloud.database.all(collection)) as unknown as T[];
const spellOf = async (key: string): Promise<SpellRecord> => {
  const found = (await all<SpellRecord>('spells')).find((spell) => spell.person === town.personOf(key) && spell.end === null);
  if (!found) throw new Error(`${key} does not work now`);
  return found;
};
/** A record as it would be after an edit, with the mark that edit leaves. */
async function edited(collection: 'spells' | 'persons', record: SpellRecord | PersonRecord, more: object): Promise<void> {
  const version = record.version + 1;
  await town.cloud.database.put(collection, { ...record, ...more, version } as never);
  const person = collection === 'spells' ? (record as SpellRecord).person : record._id;
  const mark: DirtyRecord = {
    _id: `${collection}:${record._id}:${version}`,
    person,
    household: null,
    village: record.village,
    at: '2026-03-02T01:00:00.000Z',
  };
  await town.cloud.database.put('dirty', mark);
  await town.cloud.trigger('work', 'minute');
}
const mine = async (key: string): Promise<FindingRecord[]> =>
  (await all<FindingRecord>('findings')).filter(({ person }) => person === town.personOf(key));

beforeAll(async () => {
  town = await openTown();
  await town.cloud.trigger('work', 'nightly');
  await town.cloud.trigger('work', 'minute');
  story = storyOf(town, { strangers: ['cadre_other', 'labourer', 'visitor'], marks: [] });
  town.cloud.queries.take();
});
afterAll(() => town?.close());

test('the night looks every household through and counts what it found', async () => {
  const jobs = (await town.cloud.database.all('jobs')).filter(({ kind }) => kind === 'look.village');
  expect(jobs.length).toBeGreaterThan(0);
  expect(jobs.every(({ state, failed }) => state === 'finished' && failed === 0)).toBe(true);
  const households = (await all<HouseholdRecord>('households')).filter(({ status }) => status === 'active');
  expect(jobs.reduce((sum, job) => sum + Number((job.tally as Record<string, number>).households ?? 0), 0)).toBe(households.length);
  const { open, rules, villages, asOf } = await town.as('clerk').call('finding.counts', {});
  const findings = await all<FindingRecord>('findings');
  expect(asOf).not.toBeNull();
  expect(open).toBe(findings.filter(({ status }) => status === 'open').length);
  expect(rules.reduce((sum, one) => sum + one.open, 0)).toBe(open);
  expect(villages.reduce((sum, one) => sum + one.open, 0)).toBe(open);
  // The awkward people of the township are found by the rules made for them.
  const found = new Set(findings.map(({ rule }) => rule));
  for (const rule of ['wage_high', 'wage_very_low', 'wage_exact_threshold', 'work_incomplete']) expect([...found]).toContain(rule);
});

describe('refused', () => {
  test('to residents, and to cadres of another village', async () => {
    expect((await town.as('labourer').refused('finding.counts', {})).code).toBe('not_allowed');
    expect((await town.as('cadre_other').refused('finding.list', { village: VILLAGE })).code).toBe('not_allowed');
    const [one] = (await all<FindingRecord>('findings')).filter(({ village }) => village === VILLAGE);
    expect((await town.as('cadre_other').refused('finding.explain', { finding: one?._id, words: '问过本人了' })).code).toBe('not_found');
  });

  test('to keep what has to be mended, to explain in two words, to explain for those who only read', async () => {
    const spell = await spellOf('labourer');
    await edited('spells', spell, { place: { province: '广东省', city: '', county: '' } });
    const place = (await mine('labourer')).find(({ rule }) => rule === 'place_not_to_county');
    const refusal = await town.as('cadre').refused('finding.explain', { finding: place?._id as string, words: '他就说在广东' });
    expect(refusal).toMatchObject({ code: 'not_possible_now', message: '这一条要改，不能留着。' });
    expect((await town.as('cadre').refused('finding.explain', { finding: place?._id as string, words: '在' })).code).toBe('bad_input');
    expect((await town.as('lead').refused('finding.explain', { finding: place?._id as string, words: '问过本人了' })).code).toBe(
      'not_allowed',
    );
    await edited('spells', { ...spell, version: spell.version + 1 }, {});
    expect((await mine('labourer')).map(({ rule }) => rule)).not.toContain('place_not_to_county');
  });
});

test('explained it is kept as long as the facts stay, and asked again when they change', async () => {
  const spell = await spellOf('labourer');
  await edited('spells', spell, { monthlyFen: 3_200_000 });
  const [high] = (await mine('labourer')).filter(({ rule }) => rule === 'wage_high');
  expect(high).toMatchObject({ status: 'open', words: '月收入 32000 元' });
  const kept = await story.call('cadre', 'finding.explain', { finding: high?._id as string, words: '包工头，看过流水，就是这么多' });
  expect(kept.finding).toMatchObject({ status: 'explained', explained: '包工头，看过流水，就是这么多' });
  const listed = await story.call('cadre', 'finding.list', { village: VILLAGE, rule: 'wage_high', status: 'explained' });
  expect(listed.items.map(({ id }) => id)).toContain(high?._id);
  const { rules } = await story.call('cadre', 'finding.counts', { village: VILLAGE });
  expect(rules.find(({ rule }) => rule === 'wage_high')?.explained).toBeGreaterThan(0);
  // Something else changes: what was explained stays explained.
  const now = await spellOf('labourer');
  await edited('spells', now, { industry: '建筑业' });
  expect((await mine('labourer')).find(({ rule }) => rule === 'wage_high')?.status).toBe('explained');
  // The wage itself changes: asked again.
  await edited('spells', await spellOf('labourer'), { monthlyFen: 3_300_000 });
  expect((await mine('labourer')).find(({ rule }) => rule === 'wage_high')).toMatchObject({ status: 'open', words: '月收入 33000 元' });
  // Explained once more and taken back by hand.
  const again = (await mine('labourer')).find(({ rule }) => rule === 'wage_high')?._id as string;
  await story.call('cadre', 'finding.explain', { finding: again, words: '包工头，看过流水，就是这么多' });
  expect((await story.call('cadre', 'finding.reopen', { finding: again })).finding.status).toBe('open');
  const household = (await all<PersonRecord>('persons')).find(({ _id }) => _id === town.personOf('labourer'))?.household as string;
  expect((await story.call('cadre', 'finding.household', { household })).items.map(({ id }) => id)).toContain(again);
});

test('a household as the rules look at it holds no number; what was saved a moment ago is explained at once', async () => {
  const id = town.personOf('neighbour');
  const { household } = (await all<PersonRecord>('persons')).find(({ _id }) => _id === id) as PersonRecord;
  expect((await town.as('cadre_other').refused('finding.view', { household })).code).toBe('not_found');
  expect((await town.as('labourer').refused('finding.view', { household })).code).toBe('not_allowed');
  const view = await story.call('cadre', 'finding.view', { household });
  expect(view.household.members.find((one) => one.id === id)).toMatchObject({ status: 'active', number: 'ok' });
  expect(JSON.stringify(view)).not.toMatch(/\d{11}/);
  const { sheet } = await town.as('cadre').call('person.sheet', { person: id });
  const finding = `finding:able_but_unable:${id}`;
  expect((await town.as('cadre').refused('finding.explain', { finding, words: '眼睛不好，干不了' })).code).toBe('not_found');
  await town.as('cadre').call('person.edit', {
    person: id,
    version: sheet.version,
    values: { labourSkill: '弱劳动力或半劳动力', health: ['健康'] },
  });
  expect((await town.as('cadre_other').refused('finding.explain', { finding, words: '眼睛不好，干不了' })).code).toBe('not_found');
  const { finding: kept } = await story.call('cadre', 'finding.explain', { finding, words: '眼睛不好，干不了' });
  expect([kept.status, kept.explained]).toEqual(['explained', '眼睛不好，干不了']);
});

test('a long list is read page by page, worst first, each once', async () => {
  const seen: { id: string; severity: string }[] = [];
  let cursor: string | undefined;
  do {
    const page = await town.as('clerk').call('finding.list', { cursor, limit: 20 });
    seen.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  const open = (await all<FindingRecord>('findings')).filter(({ status }) => status === 'open');
  expect(seen.map(({ id }) => id).sort()).toEqual(open.map(({ _id }) => _id).sort());
  const rank = ['block', 'warn', 'verify'];
  expect(seen.map(({ severity }) => rank.indexOf(severity))).toEqual([...seen.map(({ severity }) => rank.indexOf(severity))].sort());
});

describe('through all of it', () => {
  test('strangers learnt nothing, the same twice had the same answer, no answer was heavy', () => {
    expect(story.leaks).toEqual([]);
    expect(story.twice).toEqual([]);
    expect(story.heaviest.reply).toBeLessThan(500_000);
  });

  test('no number of anybody was answered or stored', async () => {
    const secrets = town.county.persons.flatMap(({ idNumber, phone, account }) => [idNumber, phone, account?.number].filter((one) => one));
    const text = JSON.stringify([story.told, await all('findings'), await all('explanations'), await all('finding_counts')]);
    expect(secrets.filter((secret) => text.includes(secret as string))).toEqual([]);
  });

  test('every query had an index and examined little more than it gave', () => {
    const queries = town.cloud.queries.take();
    expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 5)).toEqual([]);
  });

  test('every action was in the story', () => {
    const told = new Set<string>(story.told.map(({ action }) => action));
    expect(Object.keys(finding.finding).filter((name) => !told.has(name))).toEqual([]);
  });
});
