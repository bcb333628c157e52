// The line all the way: a claim from the first look to the approval, a return and a second try, through the functions that ship.

import type { ClaimRecord, PolicyVersionRecord, SpellRecord } from '@shared/domain/records';
import { packHash } from '@shared/policies/hash';
import { handedIn, passedByVillage } from '../support/claiming';
import { jpeg } from '../support/pictures';
import { takenDown } from '../support/posting';
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
    expect(submitted).toMatchObject({ status: 'in_stage', can: ['withdraw', 'correct'], amountFen: 150000 });
    expect(submitted.steps.map(({ state }) => state)).toEqual(['here', 'ahead', 'ahead']);
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

    await takenDown(town, draft.id);

    const clerk = town.as('clerk');
    const atTown = (await clerk.call('claim.queue', { view: 'waiting' })).items[0];
    expect(atTown?.id).toBe(draft.id);
    const { case: approved } = await clerk.call('claim.review', { claim: draft.id, version: passed.version + 2, verb: 'approve' });
    expect(approved.status).toBe('approved');

    const { claim: followed } = await labourer.call('claim.track', { claim: draft.id });
    expect(followed.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(followed.events.map(({ verb }) => verb)).toEqual(['submit', 'approve', 'close_publicity', 'approve']);
    // Residents read offices; who in the village decided is not for the doorstep.
    const text = JSON.stringify(followed);
    for (const key of ['cadre', 'clerk']) expect(text).not.toContain(town.county.cast.find((member) => member.key === key)?.name);
    const { claims } = await labourer.call('claim.mine', { person });
    expect(claims.map(({ id, status }) => ({ id, status }))).toEqual([{ id: draft.id, status: 'approved' }]);
  });
});

describe('what cannot be handed in', () => {
  test('one that does not qualify: every reason, in spoken words, and what to do', async () => {
    const neighbour = town.as('neighbour');
    const { claim } = await neighbour.call('claim.draft', {
      person: town.personOf('neighbour'),
      programme: 'stabilisation',
      period: '2025',
    });
    expect(claim).toMatchObject({ amountFen: 0, can: ['withdraw'], assessment: { verdict: 'not_eligible' } });
    const shot = await neighbour.call('receipt.accept', {
      claim: claim.id,
      kind: 'wage_proof',
      fileID: await neighbour.upload(jpeg({ mark: 20 })),
    });
    const refusal = await neighbour.refused('claim.submit', { claim: claim.id, version: shot.claim.version, agreed: true });
    expect(refusal.code).toBe('not_possible_now');
    expect(refusal.message).toMatch(/同一家|一家/);
    expect(refusal.message).not.toMatch(/脱贫|监测|兜底|弱劳力|same_employer|stabilisation/);
    expect(refusal.next).toMatch(/打电话/);
  });

  test('one without a picture, without the promise, or seen in an older state', async () => {
    const who = await town.newcomer();
    const person = town.as(who);
    const { claim } = await person.call('claim.draft', { person: town.personOf(who), programme: 'transport', period: '2025' });
    expect(await person.refused('claim.submit', { claim: claim.id, version: claim.version, agreed: true })).toMatchObject({
      code: 'not_possible_now',
      message: expect.stringContaining('车票'),
    });
    expect((await person.refused('claim.submit', { claim: claim.id, version: claim.version, agreed: false })).code).toBe('bad_input');
    await person.call('receipt.accept', { claim: claim.id, kind: 'ticket', fileID: await person.upload(jpeg({ mark: 21 })) });
    expect((await person.refused('claim.submit', { claim: claim.id, version: claim.version, agreed: true })).code).toBe(
      'changed_meanwhile',
    );
  });

  test('a programme or year nobody offers', async () => {
    const person = town.as('labourer');
    for (const [programme, period] of [
      ['transport', '2019'],
      ['no-such-thing', '2025'],
    ] as const) {
      expect((await person.refused('claim.draft', { person: town.personOf('labourer'), programme, period })).code).toBe('not_possible_now');
    }
  });

  test('something unknown: refused until a picture is attached from which a reviewer can settle it', async () => {
    const person = town.as('unknown_wage');
    const { claim } = await person.call('claim.draft', {
      person: town.personOf('unknown_wage'),
      programme: 'stabilisation',
      period: '2025',
    });
    expect(claim).toMatchObject({ assessment: { verdict: 'unknown' }, can: ['submit', 'withdraw'], amountFen: 120000 });
    const proof = await person.call('receipt.accept', {
      claim: claim.id,
      kind: 'work_proof',
      fileID: await person.upload(jpeg({ mark: 22 })),
    });
    expect(await person.refused('claim.submit', { claim: claim.id, version: proof.claim.version, agreed: true })).toMatchObject({
      code: 'not_possible_now',
      message: expect.stringContaining('工资'),
    });
    const wage = await person.call('receipt.accept', {
      claim: claim.id,
      kind: 'wage_proof',
      fileID: await person.upload(jpeg({ mark: 23 })),
    });
    await person.call('claim.submit', { claim: claim.id, version: wage.claim.version, agreed: true });
    const row = (await town.as('cadre').call('claim.queue', { view: 'waiting' })).items.find(({ id }) => id === claim.id);
    expect(row).toMatchObject({ failed: 0, unknown: 1, receipts: 2 });
  });
});

describe('a return and a second try', () => {
  test('the person reads what is missing, adds it, and begins at the first stage again', async () => {
    const who = await town.newcomer();
    const claim = await passedByVillage(town, who);
    const clerk = town.as('clerk');
    const person = town.as(who);
    const refused = await clerk.refused('claim.review', { claim: claim.id, version: claim.version, verb: 'return' });
    expect(refused).toMatchObject({ code: 'bad_input', fields: { reasons: expect.any(String) } });
    await clerk.call('claim.review', {
      claim: claim.id,
      version: claim.version,
      verb: 'return',
      reasons: ['wage_proof_missing'],
      note: '少 8 月的',
    });
    const { claim: returned } = await person.call('claim.track', { claim: claim.id });
    expect(returned).toMatchObject({ status: 'returned', can: ['submit', 'withdraw'] });
    expect(returned.events.at(-1)).toMatchObject({
      verb: 'return',
      reasons: ['wage_proof_missing'],
      note: '少 8 月的',
      by: '青石乡乡村振兴站',
    });
    expect(returned.steps.map(({ state }) => state)).toEqual(['done', 'done', 'stopped']);
    const shot = await person.call('receipt.accept', {
      claim: claim.id,
      kind: 'wage_proof',
      fileID: await person.upload(jpeg({ mark: 24 })),
    });
    const { claim: again } = await person.call('claim.submit', { claim: claim.id, version: shot.claim.version, agreed: true });
    expect(again.id).toBe(claim.id);
    expect(again.steps.map(({ state }) => state)).toEqual(['here', 'ahead', 'ahead']);
    const { case: seen } = await town.as('cadre').call('claim.case', { claim: claim.id });
    expect(seen.can).toContain('approve');
  });

  test('taken back and begun again it is the same claim, with its pictures', async () => {
    const who = await town.newcomer();
    const claim = await handedIn(town, who);
    const person = town.as(who);
    const { claim: back } = await person.call('claim.withdraw', { claim: claim.id, version: claim.version });
    expect(back).toMatchObject({ status: 'withdrawn', can: [] });
    expect((await town.as('cadre').refused('claim.case', { claim: claim.id })).code).toBe('not_found');
    const { claim: again } = await person.call('claim.draft', { person: town.personOf(who), programme: 'transport', period: '2025' });
    expect(again).toMatchObject({ id: claim.id, status: 'draft', submittedAt: null });
    expect(again.receipts).toHaveLength(1);
    expect((await person.call('claim.submit', { claim: claim.id, version: again.version, agreed: true })).claim.status).toBe('in_stage');
  });

  test('one refused stays refused', async () => {
    const who = await town.newcomer();
    const claim = await handedIn(town, who);
    await town.as('cadre').call('claim.review', { claim: claim.id, version: claim.version, verb: 'reject', reasons: ['not_eligible'] });
    const person = town.as(who);
    const { claim: rejected } = await person.call('claim.draft', { person: town.personOf(who), programme: 'transport', period: '2025' });
    expect(rejected).toMatchObject({ status: 'rejected', can: ['appeal'] });
    expect((await person.refused('claim.submit', { claim: claim.id, version: rejected.version, agreed: true })).code).toBe(
      'not_possible_now',
    );
    expect((await person.refused('claim.withdraw', { claim: claim.id, version: rejected.version })).code).toBe('not_possible_now');
  });

  test('a refusal is appealed with a reason, once', async () => {
    const who = await town.newcomer();
    const claim = await handedIn(town, who);
    await town.as('cadre').call('claim.review', { claim: claim.id, version: claim.version, verb: 'reject', reasons: ['not_eligible'] });
    const person = town.as(who);
    const { version } = (await person.call('claim.track', { claim: claim.id })).claim;
    expect(await person.refused('claim.appeal', { claim: claim.id, version, text: '' })).toMatchObject({ code: 'bad_input' });
    const text = '我在外面干满了，工资单上有';
    const appealed = (await person.call('claim.appeal', { claim: claim.id, version, text })).claim;
    expect(appealed.status).toBe('in_stage');
    expect(appealed.can).not.toContain('appeal');
    expect(appealed.events.at(-1)).toMatchObject({ verb: 'appeal', note: text });
    expect((await person.refused('claim.appeal', { claim: claim.id, version: appealed.version, text })).code).toBe('not_possible_now');
  });
});

describe('the reviewer', () => {
  test('reads what is recorded differently since, and cannot pass what no longer qualifies', async () => {
    const who = await town.newcomer();
    const claim = await handedIn(town, who);
    const cadre = town.as('cadre');
    const spells = (await town.cloud.database.all('spells')).filter(
      ({ person }) => person === town.personOf(who),
    ) as unknown as SpellRecord[];
    const home = { province: '山西省', city: '晋中市', county: '云岭县' };
    for (const spell of spells)
      await town.cloud.database.put('spells', spell.start < '2025-02' ? spell : ({ ...spell, place: home } as SpellRecord));
    const { case: seen } = await cadre.call('claim.case', { claim: claim.id });
    expect(seen.changed.join('\n')).toMatch(/务工记录改过.*云岭县/);
    // The spell of January 2025 still lies outside: it would be less, not nothing. Then that goes too.
    for (const spell of spells) await town.cloud.database.put('spells', { ...spell, place: home } as SpellRecord);
    const refusal = await cadre.refused('claim.review', { claim: claim.id, version: claim.version, verb: 'approve' });
    expect(refusal).toMatchObject({ code: 'not_possible_now', message: expect.stringContaining('不符合条件') });
    await cadre.call('claim.review', { claim: claim.id, version: claim.version, verb: 'reject', reasons: ['facts_differ'] });
  });

  test('writes nothing unfit to be shown', async () => {
    const claim = await handedIn(town, await town.newcomer());
    const input = { claim: claim.id, version: claim.version, verb: 'return' as const, reasons: ['other' as const] };
    expect(await town.as('cadre').refused('claim.review', { ...input, note: '要发票代开的找我' })).toMatchObject({
      code: 'bad_input',
      fields: { note: expect.any(String) },
    });
    await town.as('cadre').call('claim.review', { ...input, note: '照片糊了' });
  });
});

describe('a new version of the policy', () => {
  test('is what new claims are judged by; what was handed in keeps its own, for ever', async () => {
    const old = await handedIn(town, await town.newcomer());
    const fresh = await town.newcomer();
    const record = (await town.cloud.database.get('policy_versions', 'transport@2025-44')) as unknown as PolicyVersionRecord;
    const pack = structuredClone(record.pack) as { id: string; amount: { tiers: { fen: number }[] } };
    pack.id = 'transport@2026-new';
    for (const tier of pack.amount.tiers) tier.fen -= 10000;
    const newer: PolicyVersionRecord = { ...record, _id: pack.id, sortKey: `${record.sortKey}:2`, hash: packHash(pack), pack };
    const retired: PolicyVersionRecord = { ...record, status: 'retired' };
    await town.cloud.database.put('policy_versions', retired);
    await town.cloud.database.put('policy_versions', newer);
    const { case: seen } = await town.as('cadre').call('claim.case', { claim: old.id });
    expect(seen).toMatchObject({ amountFen: 150000, assessment: { version: 'transport@2025-44', amountFen: 150000 } });
    const { case: passed } = await town.as('cadre').call('claim.review', { claim: old.id, version: old.version, verb: 'approve' });
    expect(passed.amountFen).toBe(150000);
    const { claim } = await town.as(fresh).call('claim.draft', { person: town.personOf(fresh), programme: 'transport', period: '2025' });
    expect(claim).toMatchObject({ amountFen: 140000, assessment: { version: 'transport@2026-new' } });
    const stored = (await town.cloud.database.get('claims', old.id)) as unknown as ClaimRecord;
    expect(stored.policy).toEqual({ version: 'transport@2025-44', hash: record.hash });
  });

  test('whose content is not that of its hash is not used', async () => {
    const record = (await town.cloud.database.get('policy_versions', 'stabilisation@2025-44')) as unknown as PolicyVersionRecord;
    const touched: PolicyVersionRecord = { ...record, _id: 'stabilisation@touched', hash: record.hash.replace(/./g, 'a'), sortKey: 'zz' };
    await town.cloud.database.put('policy_versions', touched);
    expect((await town.as('labourer').refused('policy.active', {})).code).toBe('broken');
    const gone: PolicyVersionRecord = { ...touched, status: 'retired' };
    await town.cloud.database.put('policy_versions', gone);
    await town.as('labourer').call('policy.active', {});
  });
});
