// What the cast's words promise: each named person gets from the shipped packs what their story says.
import { compilePack, examplePacks } from '@shared/policies';
import { HELP_UNTIL } from '../../tools/generate/bonds';
import { generateCounty } from '../../tools/generate/county';
import { factsReader } from '../../tools/generate/facts';

const packs = new Map(examplePacks().map((pack) => [pack.programme, compilePack(pack)]));

describe.each([1, 20260302])('in the county of number %i', (seed) => {
  const county = generateCounty({ seed, size: 'small' });
  const read = factsReader(county, '2025');

  function outcome(programme: string, id: string | undefined | null): string {
    const person = county.persons.find((one) => one._id === id);
    const assess = packs.get(programme);
    if (!person || !assess) throw new Error(`no ${programme} for ${id}`);
    const { verdict, amountFen, checks } = assess(read(person));
    const open = checks.filter((check) => check.status !== 'passed').map((check) => check.id);
    return [verdict, amountFen / 100, ...open].join(' ');
  }

  test.each([
    ['labourer', 'eligible 1500', 'eligible 1200'],
    ['neighbour', 'eligible 1500', 'not_eligible 0 same_employer'],
    ['province', 'eligible 600', 'eligible 1200'],
    ['unknown_wage', 'eligible 1500', 'unknown 1200 income'],
    ['kin', 'eligible 1500', 'eligible 1200'],
  ])('%s', (key, transport, stabilisation) => {
    const member = county.cast.find((one) => one.key === key);
    expect([outcome('transport', member?.person), outcome('stabilisation', member?.person)]).toEqual([transport, stabilisation]);
  });

  test.each([
    ['factory_63', 'eligible 1500', 'eligible 1200'],
    ['birthday_16', 'eligible 600', 'eligible 1200'],
    ['student_turned_worker', 'eligible 1500', 'eligible 1200'],
    ['wage_999_99', 'eligible 1500', 'not_eligible 0 income'],
    ['wage_1000_00', 'eligible 1500', 'eligible 1200'],
    ['workshop_under_six_months', 'not_eligible 0 away', 'not_eligible 0 same_employer'],
    ['deceased', 'not_eligible 0 alive', 'not_eligible 0 alive'],
    ['risk_cleared_midyear', 'eligible 1500', 'eligible 1200'],
  ])('%s', (key, transport, stabilisation) => {
    const id = county.planted.find((one) => one.key === key)?.persons[0];
    expect([outcome('transport', id), outcome('stabilisation', id)]).toEqual([transport, stabilisation]);
  });

  test('the cast is complete: who can be picked, on what, and in which office', () => {
    expect(county.cast.map(({ key, device }) => `${key} ${device}`)).toEqual([
      'labourer phone',
      'daughter phone',
      'neighbour phone',
      'province phone',
      'unknown_wage phone',
      'kin phone',
      'visitor phone',
      'cadre phone',
      'cadre2 phone',
      'cadre_other phone',
      'head phone',
      'clerk desk',
      'clerk2 desk',
      'lead phone',
      'admin desk',
      'payer desk',
      'auditor desk',
      'labour_clerk desk',
    ]);
    expect(new Set(county.cast.map((member) => member.openid)).size).toBe(county.cast.length);
    for (const member of county.cast) expect(member.words.length).toBeGreaterThan(5);
  });

  test('the visitor is nobody here, the daughter acts for her father, the head declares the kinsman', () => {
    const member = (key: string) => county.cast.find((one) => one.key === key);
    const known = new Set([...county.accounts, ...county.staff].map((record) => record._id));
    expect(known.has(member('visitor')?.openid ?? '')).toBe(false);
    for (const one of county.cast) if (one.key !== 'visitor') expect(known.has(one.openid)).toBe(true);
    const daughter = county.accounts.find((account) => account._id === member('daughter')?.openid);
    expect(daughter?.persons).toEqual([{ person: member('labourer')?.person, as: 'helper', until: HELP_UNTIL }]);
    const head = county.staff.find((officer) => officer._id === member('head')?.openid);
    expect(head?.relatives).toEqual([member('kin')?.person]);
    const grants = (key: string) =>
      county.staff.find((officer) => officer._id === member(key)?.openid)?.grants.map((g) => `${g.role} ${g.code}`);
    expect(grants('cadre')).toEqual(['cadre 140799201201']);
    expect(grants('cadre2')).toEqual(['cadre 140799201201']);
    expect(grants('cadre_other')).toEqual(['cadre 140799201202']);
    expect(grants('clerk')).toEqual(['station_clerk 140799201000']);
    expect(grants('clerk2')).toEqual(['station_clerk 140799201000']);
    expect(grants('labour_clerk')).toEqual(['labour_clerk 140799201000']);
  });
});
