// From an employer to who told that it owes them pay: who may not, the number for staff, the people for whoever helps them, the checker's hint.
import type { SpellRecord, WhereaboutsRecord } from '@shared/domain/records';
import { employerIdOf } from '@shared/repos/employers';
import { openTown, type Town } from '../support/town';

const TOWN = '140799201000';
let town: Town;
let name = '';
let employer = '';

beforeAll(async () => {
  town = await openTown();
  const spells = (await town.cloud.database.all('spells')) as unknown as SpellRecord[];
  const own = spells.find(({ person, end }) => person === town.personOf('labourer') && end === null);
  name = own?.employer ?? '';
  employer = employerIdOf(TOWN, name);
  // As every township stands before the key is there: counted, then somebody tells of it.
  await town.as('clerk').call('where.figures', {});
});
afterAll(() => town?.close());

const told = async (who: string) =>
  town.as(who).call('month.trouble', { person: town.personOf(who), trouble: { kind: 'arrears', words: '' } });
const asked = (who: string) => town.as(who).call('employer.arrears', { employer });
const draft = (more: object = {}) => ({
  ...{ title: '装配工', employer: name, channel: 'in_county' as const, area: 'in_county' as const },
  place: { province: '山西省', city: '晋中市', county: '云岭县', address: '开发区' },
  spot: { kind: 'county_seat' as const },
  pay: { minFen: 300_000, maxFen: 400_000, unit: 'month' as const, how: '每月 10 号' },
  board: { food: true, lodging: false },
  ...{ until: '2026-04-20', headcount: 5, hours: '', strength: 'medium' as const, age: { min: 18, max: null, why: '' }, onlySex: null },
  ...{ skills: [], certificates: [], insurance: '', contract: '', transport: '', description: '', backing: null },
  contact: { name: '王师傅', phone: '19900000012' },
  ...more,
});

test('refused: residents, visitors, payers, an employer of another township, a name without a letter', async () => {
  for (const who of ['labourer', 'visitor', 'payer'])
    expect(await town.as(who).refused('employer.arrears', { employer })).toMatchObject({ code: 'not_allowed' });
  for (const other of [employerIdOf('140799202000', name), 'employer:none'])
    expect(await town.as('labour_clerk').refused('employer.arrears', { employer: other })).toMatchObject({ code: 'not_found' });
});

test('nobody told: no hint', async () => {
  expect(await asked('labour_clerk')).toMatchObject({ arrears: null, items: [], kept: false, name: '' });
});

test('told of: within a minute it stands in the record, the number is there for staff and the people for whoever helps them', async () => {
  await told('labourer');
  await town.as('clerk').call('where.figures', {});
  const stood = (await town.cloud.database.get('whereabouts', town.personOf('labourer'))) as unknown as WhereaboutsRecord;
  expect(stood).toMatchObject({
    owedBy: [employer],
    owed: [{ employer, name, since: '2026-03', toldOn: '2026-03-02', left: false }],
  });
  const others = ((await town.cloud.database.all('whereabouts')) as unknown as WhereaboutsRecord[]).filter(({ owedBy }) => owedBy);
  expect(others).toHaveLength(1);
  const one = { person: town.personOf('labourer'), since: '2026-03', toldOn: '2026-03-02', left: false };
  const hint = { people: 1, more: false, last: '2026-03-02' };
  for (const who of ['labour_clerk', 'clerk', 'cadre', 'head'])
    expect([who, await asked(who)]).toEqual([
      who,
      expect.objectContaining({ arrears: hint, sees: true, items: [expect.objectContaining(one)] }),
    ]);
  // Another village's cadre and whoever only watches read that it was said, not by whom.
  expect(await asked('cadre_other')).toMatchObject({ arrears: hint, sees: true, items: [] });
  for (const who of ['lead', 'auditor'])
    expect([who, await asked(who)]).toEqual([who, expect.objectContaining({ arrears: hint, sees: false, items: [] })]);
});

test('what was told of before there was such a key is found after a night', async () => {
  const person = town.personOf('labourer');
  const { owed: _owed, owedBy: _owedBy, ...older } = (await town.cloud.database.get('whereabouts', person)) as unknown as WhereaboutsRecord;
  await town.cloud.database.put('whereabouts', older as never);
  expect(await asked('labour_clerk')).toMatchObject({ arrears: null, items: [] });
  await town.cloud.trigger('work', 'nightly');
  for (let minute = 0; minute < 6; minute += 1) await town.cloud.trigger('work', 'minute');
  expect(await asked('labour_clerk')).toMatchObject({ arrears: { people: 1 }, items: [{ person }] });
});

test('it costs what it shows', async () => {
  town.cloud.queries.take();
  await asked('labour_clerk');
  const queries = town.cloud.queries.take();
  expect(queries.every(({ index }) => index !== null)).toBe(true);
  expect(queries.reduce((sum, { examined }) => sum + examined, 0)).toBeLessThanOrEqual(20);
});

test('written down, its page says so and leads there; marked from it, residents are told nothing', async () => {
  const fields = {
    name,
    kind: 'company' as const,
    note: '',
    place: { province: '', city: '', county: '', address: '' },
    contact: { name: '', phone: '' },
  };
  const { employer: kept } = await town.as('labour_clerk').call('employer.save', { employer: null, version: null, fields });
  expect(kept).toMatchObject({ id: employer, arrears: { people: 1 } });
  const mark = {
    employer,
    version: kept.version,
    mark: 'arrears' as const,
    words: '问过了，欠两个月',
    from: '本人来说，1 人',
    official: false,
  };
  expect((await town.as('labour_clerk').call('employer.mark', mark)).employer).toMatchObject({ status: 'watched', marks: ['arrears'] });
  expect(await asked('labour_clerk')).toMatchObject({ kept: true, marked: true, status: 'watched' });
});

test('who checks its posting is told, who wrote it is not, and residents never', async () => {
  const { posting } = await town.as('cadre').call('posting.write', { posting: null, version: null, fields: draft() });
  await town.as('cadre').call('posting.turn', { posting: posting.id, version: posting.version, verb: 'submit' });
  expect((await town.as('cadre').call('posting.show', { posting: posting.id })).arrears).toBeNull();
  const { arrears, posting: seen } = await town.as('labour_clerk').call('posting.show', { posting: posting.id });
  expect(arrears).toEqual({ people: 1, more: false, last: '2026-03-02' });
  await town.as('labour_clerk').call('posting.turn', { posting: posting.id, version: seen.version, verb: 'check', how: 'phone' });
  expect(JSON.stringify(await town.as('visitor').call('job.detail', { id: posting.id }))).not.toMatch(/arrears|欠/);
});
