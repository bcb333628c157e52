// The directory of staff: who may grant what to whom, terms, stand-ins, relatives, joining by a code; and finding people within one's place.
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const HOME = '140799201201';
const SECOND = '140799201202';
const one = async (who: string, of: string) => (await town.as(who).call('staff.one', { staff: town.as(of).openid })).staff;
const grant = { role: 'labour_clerk' as const, level: 'town' as const, code: '140799201000', from: '2026-03-02', until: null };

describe('roles', () => {
  test('are given by administrators alone, never to oneself, never outside their place', async () => {
    const target = await one('admin', 'clerk2');
    for (const who of ['visitor', 'labourer', 'cadre', 'head', 'clerk', 'lead'])
      expect((await town.as(who).refused('staff.grant', { staff: target.id, version: target.version, grant })).code).toBe('not_allowed');
    const self = await one('admin', 'admin');
    expect((await town.as('admin').refused('staff.grant', { staff: self.id, version: self.version, grant })).code).toBe('not_allowed');
    // Somebody who administers a township gives nothing in the county.
    const { cloud } = town;
    const townAdmin = { ...grant, role: 'admin' as const };
    await cloud.database.put('staff', {
      ...((await cloud.database.get('staff', self.id)) ?? {}),
      _id: 'o-town-admin',
      grants: [townAdmin],
    } as { _id: string });
    const up = { ...grant, role: 'lead' as const, level: 'county' as const, code: '140799' };
    expect((await town.as('o-town-admin').refused('staff.grant', { staff: target.id, version: target.version, grant: up })).code).toBe(
      'not_allowed',
    );
    expect(
      (await town.as('admin').refused('staff.grant', { staff: target.id, version: target.version, grant: { ...grant, code: '999999' } }))
        .code,
    ).toBe('bad_input');
    expect(
      (
        await town
          .as('admin')
          .refused('staff.grant', { staff: target.id, version: target.version, grant: { ...grant, until: '2026-01-01' } })
      ).fields,
    ).toHaveProperty('until');
  });

  test('are given at the level they serve: no cadre of a whole township', async () => {
    const target = await one('admin', 'clerk2');
    const wrong = { ...grant, role: 'cadre' as const };
    expect(
      (await town.as('admin').refused('staff.grant', { staff: target.id, version: target.version, grant: wrong })).fields,
    ).toHaveProperty('grant');
    const invite = { name: '新来的', title: '文书', phone: '19900009999', grant: wrong };
    expect((await town.as('admin').refused('staff.invite', invite)).fields).toHaveProperty('grant');
  });

  test('hold from the next call, end with the next call, and the trail says who did it', async () => {
    const target = await one('admin', 'cadre2');
    const given = await town.as('admin').call('staff.grant', {
      staff: target.id,
      version: target.version,
      grant: { role: 'cadre', level: 'village', code: SECOND, from: '2026-03-02', until: null },
    });
    expect((await town.as('cadre2').call('session.me', {})).roles).toContainEqual(expect.objectContaining({ code: SECOND }));
    expect((await town.as('admin').refused('staff.revoke', { staff: target.id, version: target.version, revoked: true })).code).toBe(
      'changed_meanwhile',
    );
    await town.as('admin').call('staff.revoke', { staff: target.id, version: given.staff.version, revoked: true });
    expect((await town.as('cadre2').refused('claim.queue', { view: 'waiting' })).code).toBe('not_allowed');
    await town.as('admin').call('staff.revoke', { staff: target.id, version: given.staff.version + 1, revoked: false });
    const ended = await town
      .as('admin')
      .call('staff.term', { staff: target.id, version: given.staff.version + 2, index: 1, until: '2026-03-01' });
    expect(ended.staff.grants[1]).toMatchObject({ inForce: false });
    expect((await town.as('cadre2').call('session.me', {})).roles).toHaveLength(1);
    const { history } = await town.as('admin').call('staff.one', { staff: target.id });
    expect(history.map(({ words }) => words.split('：')[0])).toEqual(['改了任期', '恢复了职责', '停了全部职责', '加了职责']);
    expect(history.every(({ by }) => by === '孟佳琪')).toBe(true);
  });

  test('a stand-in has the other’s roles in those days alone, seen beforehand by colleagues; a revoked role is not stood in for', async () => {
    const [lead, clerk] = [await one('admin', 'lead'), await one('admin', 'clerk')];
    const days = { from: '2026-03-05', until: '2026-03-06' };
    const { staff } = await town.as('admin').call('staff.standIn', { staff: lead.id, version: lead.version, forStaff: clerk.id, ...days });
    expect(staff.standIns).toMatchObject([{ forName: '冀文慧', now: false, ...days }]);
    expect((await town.as('cadre').call('staff.list', {})).items.find(({ id }) => id === lead.id)?.standIns).toHaveLength(1);
    const person = town.personOf('labourer');
    expect((await town.as('lead').refused('bond.issue', { person })).code).toBe('not_allowed');
    town.cloud.clock.set('2026-03-05T01:00:00.000Z');
    await town.as('lead').call('bond.issue', { person });
    await town.as('admin').call('staff.revoke', { staff: clerk.id, version: clerk.version, revoked: true });
    expect((await town.as('lead').refused('bond.issue', { person })).code).toBe('not_allowed');
    await town.as('admin').call('staff.revoke', { staff: clerk.id, version: clerk.version + 1, revoked: false });
    town.cloud.clock.set('2026-03-07T01:00:00.000Z');
    expect((await town.as('lead').refused('bond.issue', { person })).code).toBe('not_allowed');
    town.cloud.clock.set('2026-03-02T01:00:00.000Z');
  });

  test('relatives are declared by oneself and taken back by an administrator', async () => {
    const cadre = await one('cadre', 'cadre');
    const add = town.personOf('neighbour');
    const { staff } = await town.as('cadre').call('staff.relatives', { staff: cadre.id, version: cadre.version, add });
    expect(staff.relatives).toMatchObject([{ name: '周银锁' }]);
    expect((await town.as('cadre').refused('staff.relatives', { staff: cadre.id, version: staff.version, remove: add })).code).toBe(
      'not_allowed',
    );
    expect((await town.as('cadre2').refused('staff.relatives', { staff: cadre.id, version: staff.version, add })).code).toBe('not_found');
    expect(
      (await town.as('admin').call('staff.relatives', { staff: cadre.id, version: staff.version, remove: add })).staff.relatives,
    ).toEqual([]);
  });

  test('new staff join by a code used once, never by who made it', async () => {
    const invite = {
      name: '新来的',
      title: '柳沟村第一书记',
      phone: '19900009999',
      grant: { ...grant, role: 'cadre' as const, level: 'village' as const, code: SECOND },
    };
    expect((await town.as('clerk').refused('staff.invite', invite)).code).toBe('not_allowed');
    const { code } = await town.as('admin').call('staff.invite', invite);
    expect(await town.as('o-fresh').call('staff.openInvite', { code })).toMatchObject({ maskedName: '新**', placeName: '柳沟村' });
    expect((await town.as('admin').refused('staff.join', { code })).code).toBe('not_allowed');
    expect((await town.as('o-fresh').refused('bond.take', { code, as: 'self' })).code).toBe('not_found');
    await town.as('o-fresh').call('staff.join', { code });
    expect((await town.as('o-fresh').call('session.me', {})).roles).toMatchObject([{ role: 'cadre', code: SECOND }]);
    expect((await town.as('o-other').refused('staff.join', { code })).code).toBe('not_found');
  });
});

describe('finding people', () => {
  const names = async (who: string, input: { text: string; by?: 'head'; village?: string; limit?: number; cursor?: string }) => {
    const { items, next } = await town.as(who).call('person.search', input);
    return { names: items.map(({ name }) => name), next };
  };

  test('is for officers, within their place', async () => {
    for (const who of ['visitor', 'labourer', 'daughter'])
      expect((await town.as(who).refused('person.search', { text: '周' })).code).toBe('not_allowed');
    expect((await names('cadre_other', { text: '周满仓' })).names).toEqual([]);
    expect((await town.as('cadre_other').refused('person.search', { text: '周', village: HOME })).code).toBe('not_allowed');
    expect((await town.as('cadre_other').refused('person.view', { person: town.personOf('labourer') })).code).toBe('not_found');
  });

  test('by name, initials, last four and head of household, from declared indexes', async () => {
    town.cloud.queries.take();
    expect((await names('cadre', { text: '周满' })).names).toContain('周满仓');
    expect((await names('cadre', { text: 'ZMC' })).names).toContain('周满仓');
    const tail = town.county.persons.find(({ _id }) => _id === town.personOf('labourer'))?.idTail ?? '';
    expect((await names('clerk', { text: tail })).names).toContain('周满仓');
    expect((await names('cadre', { text: '周满仓', by: 'head' })).names).toEqual(expect.arrayContaining(['周满仓', '张玉梅', '周宇航']));
    expect((await town.as('cadre').refused('person.search', { text: '14079919' })).fields).toHaveProperty('text');
    // Not anchored, no answer: 满仓 is no beginning.
    expect((await names('cadre', { text: '满仓' })).names).toEqual([]);
    for (const query of town.cloud.queries.take().filter(({ collection }) => collection === 'persons' || collection === 'households')) {
      expect(query.index ?? '').not.toBe('');
      expect(query.examined).toBeLessThanOrEqual(2 * query.returned + 20);
    }
  });

  test('page by page gives everybody once, namesakes together', async () => {
    const all = town.county.persons.filter(({ name, village }) => village === HOME && name.startsWith('周')).map(({ name }) => name);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await names('cadre', { text: '周', limit: 7, cursor });
      found.push(...page.names);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(found.sort()).toEqual(all.sort());
  });

  test('one person’s page shows tails alone; the number to dial is logged first', async () => {
    const person = town.personOf('labourer');
    const plain = town.county.persons.find(({ _id }) => _id === person);
    const page = await town.as('cadre').call('person.view', { person });
    expect(page).toMatchObject({
      account: { tail: plain?.account?.tail },
      household: { group: '二组' },
      can: ['code', 'contact', 'call', 'keep'],
    });
    expect(page.bonds.map(({ name }) => name).sort()).toEqual(['周小燕', '周满仓']);
    for (const secret of [plain?.idNumber, plain?.phone, plain?.account?.number]) expect(JSON.stringify(page)).not.toContain(secret);
    expect((await town.as('lead').refused('person.phone', { person, whose: 'own', why: '看看' })).code).toBe('not_allowed');
    expect(await town.as('cadre').call('person.phone', { person, whose: 'own', why: '问他回来没有' })).toEqual({ phone: plain?.phone });
    const audits = await town.cloud.database.all('audits');
    expect(audits.filter(({ verb, record }) => verb === 'reveal' && record === person)).toHaveLength(1);
    const contact = { kind: 'family' as const, name: '周小燕', relation: '闺女', phone: '19900008888' };
    expect((await town.as('cadre_other').refused('person.setContact', { person, version: page.person.version, contact })).code).toBe(
      'not_found',
    );
    await town.as('cadre').call('person.setContact', { person, version: page.person.version, contact });
    expect((await town.as('cadre').call('person.view', { person })).contact).toMatchObject({ name: '周小燕', phoneMasked: '*******8888' });
    expect(JSON.stringify(await town.cloud.database.get('persons', person))).not.toContain('19900008888');
  });

  test('lists by 片, 村, 组 and 包户人', async () => {
    const places = await town.as('clerk').call('household.places', {});
    expect(places.zones).toEqual(['河东片']);
    const group = await town.as('cadre').call('household.list', { village: HOME, group: '二组', limit: 50 });
    expect(group.items.length).toBeGreaterThan(0);
    expect(group.items.every((household) => household.group === '二组')).toBe(true);
    const mine = await town.as('cadre').call('household.list', { keeper: 'me', limit: 50 });
    expect(mine.items.every(({ keeper }) => keeper === '任晓军')).toBe(true);
    const zone = await town.as('clerk').call('household.list', { zone: '河东片', limit: 50 });
    expect(new Set(zone.items.map(({ villageName }) => villageName)).size).toBeGreaterThan(1);
    const household = group.items[0]?.id ?? '';
    expect((await town.as('cadre_other').refused('household.keep', { household, keeper: null })).code).toBe('not_found');
    expect((await town.as('head').refused('household.keep', { household, keeper: town.as('cadre_other').openid })).fields).toHaveProperty(
      'keeper',
    );
    expect(await town.as('head').call('household.keep', { household, keeper: town.as('cadre2').openid })).toEqual({ keeper: '温海琴' });
  });
});

describe('投诉建议', () => {
  test('anybody writes; a village’s own officers do not read it; a named person answers; the writer sees it', async () => {
    const { complaint } = await town
      .as('labourer')
      .call('complaint.write', { kind: 'complaint', text: '路费补贴交了一个月还没有动静', phone: '19900007777' });
    expect(complaint).toMatchObject({ status: 'open', dueOn: '2026-03-23', phoneMasked: '*******7777' });
    for (const who of ['cadre', 'head', 'visitor', 'neighbour'])
      expect((await town.as(who).refused('complaint.queue', { status: 'open' })).code).toBe('not_allowed');
    expect((await town.as('clerk').call('complaint.queue', { status: 'open' })).items).toMatchObject([{ id: complaint.id }]);
    const answer = { complaint: complaint.id, version: complaint.version, text: '在等县里拨款，三月底前到账' };
    expect((await town.as('cadre').refused('complaint.answer', answer)).code).toBe('not_allowed');
    await town.as('clerk').call('complaint.answer', answer);
    expect((await town.as('lead').refused('complaint.answer', answer)).code).toBe('changed_meanwhile');
    expect((await town.as('labourer').call('complaint.mine', {})).items).toMatchObject([
      { status: 'answered', answer: { by: '青石乡乡村振兴站站长 冀文慧' } },
    ]);
    expect((await town.as('neighbour').call('complaint.mine', {})).items).toEqual([]);
  });

  test('planted words are refused, and five a day is all', async () => {
    const write = (text: string) => ({ kind: 'advice' as const, text });
    expect((await town.as('visitor').refused('complaint.write', write('发票代开请联系我'))).fields).toHaveProperty('text');
    for (let i = 0; i < 4; i += 1) await town.as('visitor').call('complaint.write', write(`第 ${i} 条建议，字再大一点`));
    expect((await town.as('visitor').refused('complaint.write', write('再来一条建议试试'))).code).toBe('too_many_tries');
    // From nobody's village: the county answers.
    expect((await town.as('admin').call('complaint.queue', { status: 'open' })).items.length).toBeGreaterThan(0);
  });
});
