// The line all the way: a claim from the first look to the approval, a return and a second try, through the functions that ship.

import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

describe('the line', () => {
  test('a visitor sees jobs and programmes without being known', async () => {
    const visitor = town.as('visitor');
    const me = await visitor.call('session.me', {});
    expect(me.persons).toEqual([]);
    expect(me.staff).toBeNull();
    expect(me.today).toBe('2026-03-02');
    expect(me.installation.countyName).toBe('云岭县');
    const jobs = await visitor.call('job.list', { limit: 5 });
    expect(jobs.items).toHaveLength(5);
    const detail = await visitor.call('job.detail', { id: jobs.items[0]?.id ?? '' });
    expect(detail.title).toBe(jobs.items[0]?.title);
    const { programmes } = await visitor.call('policy.active', {});
    expect(programmes.map(({ programme }) => programme).sort()).toEqual(['stabilisation', 'transport']);
  });

  test('from what one may get to the approval', async () => {
    const labourer = town.as('labourer');
    const person = town.personOf('labourer');
    const mine = await labourer.call('assess.me', { person });
    const transport = mine.results.find(({ card }) => card.programme === 'transport');
    expect(transport?.assessment).toMatchObject({ verdict: 'eligible', amountFen: 150000, period: '2025' });

    const { claim: draft, statement } = await labourer.call('claim.draft', { person, programme: 'transport', period: '2025' });
    expect(draft).toMatchObject({
      status: 'draft',
      id: `claim:transport:${person}:2025:0`,
      amountFen: 150000,
      can: ['submit', 'withdraw'],
    });
    expect(statement.length).toBeGreaterThan(0);

    const accepted = await labourer.call('receipt.accept', {
      claim: draft.id,
      kind: 'ticket',
      fileID: await labourer.upload(jpeg({ mark: 1 })),
    });
    expect(accepted).toMatchObject({ already: false, receipt: { kind: 'ticket', mime: 'image/jpeg' } });

    const { claim: submitted } = await labourer.call('claim.submit', { claim: draft.id, version: accepted.claim.version, agreed: true });
    expect(submitted).toMatchObject({ status: 'in_stage', can: ['withdraw'], amountFen: 150000 });
    expect(submitted.steps.map(({ state }) => state)).toEqual(['here', 'ahead']);
    expect(submitted.account).toEqual({ tail: expect.stringMatching(/^\d{4}$/), bank: expect.any(String) });

    const cadre = town.as('cadre');
    const { items } = await cadre.call('claim.queue', { view: 'waiting' });
    expect(items.map(({ id }) => id)).toEqual([draft.id]);
    expect(items[0]).toMatchObject({ failed: 0, unknown: 0, receipts: 1, due: '2026-03-05' });
    const { case: atVillage } = await cadre.call('claim.case', { claim: draft.id });
    expect(atVillage).toMatchObject({ can: ['approve', 'return', 'reject'], barred: '', changed: [] });
    expect(atVillage.subject.idMasked).toMatch(/^\*+\d{3}[\dX]$/);
    expect(atVillage.receipts[0]?.elsewhere).toBe(0);
    const { case: passed } = await cadre.call('claim.review', { claim: draft.id, version: atVillage.version, verb: 'approve' });
    expect(passed).toMatchObject({ status: 'in_stage', can: [] });
    expect((await cadre.call('claim.queue', { view: 'waiting' })).items).toEqual([]);
    expect((await cadre.call('claim.queue', { view: 'done' })).items.map(({ id }) => id)).toEqual([draft.id]);

    const clerk = town.as('clerk');
    const atTown = (await clerk.call('claim.queue', { view: 'waiting' })).items[0];
    expect(atTown?.id).toBe(draft.id);
    const { case: approved } = await clerk.call('claim.review', { claim: draft.id, version: passed.version, verb: 'approve' });
    expect(approved.status).toBe('approved');

    const { claim: followed } = await labourer.call('claim.track', { claim: draft.id });
    expect(followed.steps.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(followed.events.map(({ verb }) => verb)).toEqual(['submit', 'approve', 'approve']);
    // Residents read offices; who in the village decided is not for the doorstep.
    const text = JSON.stringify(followed);
    for (const key of ['cadre', 'clerk']) expect(text).not.toContain(town.county.cast.find((member) => member.key === key)?.name);
    const { claims } = await labourer.call('claim.mine', { person });
    expect(claims.map(({ id, status }) => ({ id, status }))).toEqual([{ id: draft.id, status: 'approved' }]);
  });
});
