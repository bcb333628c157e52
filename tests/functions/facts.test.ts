// What eligibility is told of a person is what the ledger says, down to the kind of work.
import { openTown, type Town } from '../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown();
});

afterAll(async () => {
  await town?.close();
});

test('odd jobs for nobody in particular are a clear no for the half-year subsidy, not a question to anybody', async () => {
  const person = town.personOf('province');
  const spells = (await town.cloud.database.all('spells')).filter((spell) => spell.person === person);
  for (const spell of spells)
    await town.cloud.database.put('spells', { ...spell, _id: String(spell._id), employer: null, kind: '其他形式务工就业人员' } as {
      _id: string;
    });
  const { results } = await town.as('province').call('assess.me', { person });
  const half = results.find((one) => one.assessment.programme === 'stabilisation')?.assessment;
  expect(half?.verdict).toBe('not_eligible');
  expect(half?.checks.find((check) => check.check === 'same_employer_months')).toMatchObject({ status: 'failed' });
  expect(results.find((one) => one.assessment.programme === 'transport')?.assessment).toMatchObject({
    verdict: 'eligible',
    amountFen: 60000,
  });
});
