// 以前的还没领: a year of before is claimed for as long as the rule of the pack takes it, and no day longer.
import type { Output } from '@shared/contract';
import type { SpellRecord, YearRecord } from '@shared/domain/records';
import { drafted } from '../support/claiming';
import { openTown, type Town } from '../support/town';

let town: Town;
let who: string;
beforeAll(async () => {
  town = await openTown();
  who = await town.newcomer('labourer');
  // Worked outside the province in 2024 as well.
  const [spell] = (await town.cloud.database.all('spells')).filter(
    ({ person }) => person === town.personOf(who),
  ) as unknown as SpellRecord[];
  await town.cloud.database.import('spells', [
    { ...spell, _id: 's-2024', start: '2024-02-01', end: '2024-11-30', status: 'ended', sortKey: `${town.personOf(who)}:2024-02-01` },
  ]);
  const years = (await town.cloud.database.all('years')) as unknown as YearRecord[];
  const year = years.find(({ programme, period }) => programme === 'transport' && period === '2025');
  await town.cloud.database.import('years', [{ ...year, _id: String(year?._id).replace('2025', '2024'), period: '2024' }]);
});
afterAll(() => town.close());

const earlier = async (): Promise<Output<'assess.me'>['earlier']> =>
  (await town.as(who).call('assess.me', { person: town.personOf(who) })).earlier.filter(({ card }) => card.programme === 'transport');

/** The clerk lets the county take claims until the end of March two years on; a colleague switches it on. */
async function windowLonger(): Promise<void> {
  const clerk = town.as('clerk');
  let { draft } = await clerk.call('pack.begin', {
    version: 'transport@2025-44',
    suffix: 'arrears',
    periods: ['2023', '2024', '2025'],
    from: '2026-03-02',
  });
  const field = draft.fields.find(({ path }) => path.endsWith('closesYear'));
  ({ draft } = await clerk.call('pack.edit', {
    draft: draft.id,
    version: draft.version,
    edits: [{ path: String(field?.path), value: 2 }],
  }));
  ({ draft } = await clerk.call('pack.preview', { draft: draft.id, version: draft.version }));
  while (draft.preview?.running) {
    await clerk.call('task.drive', { task: draft.preview.job });
    ({ draft } = await clerk.call('pack.draft', { draft: draft.id }));
  }
  ({ draft } = await clerk.call('pack.propose', { draft: draft.id, version: draft.version }));
  await town.as('clerk2').call('pack.switch', { draft: draft.id, version: draft.version });
}

test('a year whose days are over is neither offered nor taken', async () => {
  expect(await earlier()).toEqual([]);
  const { claim } = await town.as(who).call('claim.draft', { person: town.personOf(who), programme: 'transport', period: '2024' });
  expect(claim.assessment.verdict).toBe('not_eligible');
  expect(claim.can).not.toContain('submit');
});

test('once the rule takes it, it stands under what was not had, is claimed, and leaves this year untouched', async () => {
  await windowLonger();
  const [owed] = await earlier();
  expect(owed?.assessment).toMatchObject({ period: '2024', verdict: 'eligible', amountFen: 150_000 });
  const draft = await drafted(town, who);
  const { claim: old } = await town.as(who).call('claim.draft', { person: town.personOf(who), programme: 'transport', period: '2024' });
  const fileID = await town.as(who).upload((await import('../support/pictures')).jpeg({ mark: 4242 }));
  const { claim } = await town.as(who).call('receipt.accept', { claim: old.id, kind: 'ticket', fileID });
  const handed = (await town.as(who).call('claim.submit', { claim: claim.id, version: claim.version, agreed: true })).claim;
  expect(handed).toMatchObject({ period: '2024', status: 'in_stage', amountFen: 150_000 });
  expect((await town.as(who).call('claim.track', { claim: draft.id })).claim.status).toBe('draft');
});
