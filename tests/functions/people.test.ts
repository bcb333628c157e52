// 认人 and 家里人: refusals first; codes are good once and a week; every mismatch looks the same; help begins and ends with the person's word.

import { checkSign } from '@shared/domain/fields';
import { PRIVACY_VERSION } from '@shared/domain/privacy';
import type { BondRecord } from '@shared/domain/records';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const DAY = 86_400_000;
let strangers = 0;
/** A WeChat nobody knows. */
const stranger = () => town.as(`o-stranger-${++strangers}`);
const issue = async (key: string, who = 'cadre') => (await town.as(who).call('bond.issue', { person: town.personOf(key) })).code;
const agree = (who: ReturnType<typeof stranger>) => who.call('consent.agree', { version: PRIVACY_VERSION });
const plain = (key: string) => {
  const found = town.county.persons.find(({ _id }) => _id === town.personOf(key));
  if (!found) throw new Error(key);
  return found;
};
const told = async (openid: string) =>
  (await town.cloud.database.all('outbox')).filter((row) => row.openid === openid).map((row) => row.kind);

describe('a personal code', () => {
  test('is made only by officers of the place', async () => {
    for (const who of ['visitor', 'labourer', 'daughter', 'lead', 'admin', 'cadre_other'])
      expect(['not_allowed', 'not_found']).toContain(
        (await town.as(who).refused('bond.issue', { person: town.personOf('labourer') })).code,
      );
  });

  test('is stored as a hash alone, shows one sign of the name, and has a picture to hold out', async () => {
    const made = await town.as('cadre').call('bond.issue', { person: town.personOf('neighbour') });
    expect(made.picture).toMatch(/^data:image\/png;base64,/);
    expect(JSON.stringify(await town.cloud.database.all('codes'))).not.toContain(made.code);
    const seen = await stranger().call('bond.open', { code: made.code });
    expect(seen).toMatchObject({ maskedName: '周**', villageName: '石桥村' });
  });

  test('a wrong one, a used one and one of last week look the same', async () => {
    const wrong = await stranger().refused('bond.open', { code: 'a'.repeat(20) });
    const used = await issue('neighbour');
    await stranger().call('bond.take', { code: used, as: 'self' });
    expect(await stranger().refused('bond.open', { code: used })).toEqual(wrong);
    expect(await stranger().refused('bond.take', { code: used, as: 'self' })).toEqual(wrong);
    const old = await issue('neighbour');
    town.cloud.clock.advance(7 * DAY);
    expect(await stranger().refused('bond.open', { code: old })).toEqual(wrong);
    expect(await stranger().refused('bond.take', { code: old, as: 'self' })).toEqual(wrong);
    town.cloud.clock.set('2026-03-02T01:00:00.000Z');
  });

  test('two at once: one of them has it', async () => {
    const code = await issue('neighbour');
    const both = await Promise.all([stranger(), stranger()].map((who) => who.reply('bond.take', { code, as: 'self' })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('「是我」 binds at once, is found again under the same request, and tells the WeChat bound before', async () => {
    const code = await issue('province');
    const me = stranger();
    const first = await me.call('bond.take', { code, as: 'self' }, 'request-take-0001');
    expect(first).toMatchObject({ confirmed: true, bond: { as: 'self', status: 'confirmed', mine: true } });
    expect(await me.call('bond.take', { code, as: 'self' }, 'request-take-0001')).toEqual(first);
    expect((await me.call('session.me', {})).persons).toMatchObject([{ name: '郭彩琴', as: 'self' }]);
    expect(await told(town.as('province').openid)).toContain('bond_taken');
    expect((await me.refused('bond.take', { code: await issue('province'), as: 'self' })).code).toBe('already_done');
  });
});

describe('the registry’s own telephone and number', () => {
  test('nothing is typed before consent', async () => {
    const me = stranger();
    const { idNumber, name } = plain('kin');
    expect((await me.refused('bond.byNumber', { name, idNumber })).code).toBe('consent_needed');
    expect((await me.refused('bond.byPhone', { phoneCode: town.cloud.openData.phoneCode(me.openid, '19900000001') })).code).toBe(
      'consent_needed',
    );
    expect(await me.call('consent.state', {})).toMatchObject({ agreed: false });
    expect((await me.refused('consent.agree', { version: '2020-01-01' })).code).toBe('changed_meanwhile');
    await agree(me);
    expect(await me.call('consent.state', {})).toMatchObject({ agreed: true });
    expect(await town.cloud.database.get('consents', `${me.openid}:${PRIVACY_VERSION}`)).toMatchObject({ text: PRIVACY_VERSION });
  });

  test('every mismatch has the same answer and takes the same time', async () => {
    const [a, b] = [stranger(), stranger()];
    await Promise.all([agree(a), agree(b)]);
    const { idNumber } = plain('kin');
    const timed = async (who: typeof a, input: { name: string; idNumber: string }) => {
      const began = performance.now();
      const answer = await who.refused('bond.byNumber', input);
      return { answer, took: performance.now() - began };
    };
    const wrongName = await timed(a, { name: '周大富', idNumber });
    const noSuch = await timed(b, { name: '周富生', idNumber: `14079919500101999${checkSign('14079919500101999')}` });
    expect(wrongName.answer).toEqual(noSuch.answer);
    expect(wrongName.answer.code).toBe('not_found');
    expect(wrongName.took).toBeGreaterThan(490);
    expect(noSuch.took).toBeGreaterThan(490);
  });

  test('five tries a day per caller and per number', async () => {
    const me = stranger();
    await agree(me);
    const { idNumber } = plain('unknown_wage');
    for (let i = 0; i < 5; i += 1) expect((await me.refused('bond.byNumber', { name: '不是他', idNumber })).code).toBe('not_found');
    expect((await me.refused('bond.byNumber', { name: plain('unknown_wage').name, idNumber })).code).toBe('too_many_tries');
    const other = stranger();
    await agree(other);
    expect((await other.refused('bond.byNumber', { name: plain('unknown_wage').name, idNumber })).code).toBe('too_many_tries');
  });

  test('the right name and number offer the person, for this WeChat alone', async () => {
    const me = stranger();
    await agree(me);
    const { idNumber, name } = plain('labourer');
    const { offers } = await me.call('bond.byNumber', { name, idNumber: ` ${idNumber.toLowerCase()} ` });
    expect(offers).toMatchObject([{ maskedName: '周**', villageName: '石桥村' }]);
    const code = offers[0]?.code ?? '';
    expect((await stranger().refused('bond.take', { code, as: 'self' })).code).toBe('not_found');
    expect(await me.call('bond.take', { code, as: 'self' })).toMatchObject({ confirmed: true });
  });

  test('WeChat’s telephone offers whom the registry has under it; another’s number nobody', async () => {
    const me = stranger();
    await agree(me);
    const phone = plain('kin').phone ?? '';
    expect((await me.refused('bond.byPhone', { phoneCode: 'made-up' })).code).toBe('not_possible_now');
    expect((await me.refused('bond.byPhone', { phoneCode: town.cloud.openData.phoneCode(me.openid, '19999999999') })).code).toBe(
      'not_found',
    );
    const { offers } = await me.call('bond.byPhone', { phoneCode: town.cloud.openData.phoneCode(me.openid, phone) });
    expect(offers.map(({ maskedName }) => maskedName)).toContain('周**');
  });
});

describe('somebody of the family', () => {
  const ask = async (key: string) => {
    const helper = stranger();
    const { bond } = await helper.call('bond.take', { code: await issue(key), as: 'helper', relation: '闺女', name: '周小燕' });
    return { helper, bond };
  };

  test('cannot do anything before the person agreed, and may not agree for them', async () => {
    const key = await town.newcomer();
    const { helper, bond } = await ask(key);
    expect(bond).toMatchObject({ status: 'asked', can: ['end'] });
    const input = { person: town.personOf(key), programme: 'transport', period: '2025' };
    expect(['not_allowed', 'not_found']).toContain((await helper.refused('claim.draft', input)).code);
    expect((await helper.refused('bond.answer', { bond: bond.id, yes: true })).code).toBe('not_allowed');
    for (const who of ['visitor', 'neighbour', 'cadre_other', 'lead'])
      expect(['not_found', 'not_allowed']).toContain((await town.as(who).refused('bond.answer', { bond: bond.id, yes: true })).code);
    expect(await told(key)).toContain('bond_asked');
  });

  test('for a year once the person agreed on their own phone; both are told; the person takes it back and it ends at once', async () => {
    const key = await town.newcomer();
    const { helper, bond } = await ask(key);
    const person = town.as(key);
    expect((await person.call('bond.mine', {})).bonds.find(({ id }) => id === bond.id)).toMatchObject({
      can: ['confirm', 'end'],
      name: '周小燕',
    });
    expect(await person.call('bond.answer', { bond: bond.id, yes: true })).toMatchObject({
      bond: { status: 'confirmed', until: '2027-03-01', how: 'own_phone' },
    });
    for (const openid of [key, helper.openid]) expect(await told(openid)).toContain('bond_confirmed');
    expect((await helper.call('session.me', {})).persons).toMatchObject([{ id: town.personOf(key), as: 'helper' }]);
    const drafted = await helper.call('claim.draft', { person: town.personOf(key), programme: 'transport', period: '2025' });
    await person.call('bond.end', { bond: bond.id, why: '' });
    expect(['not_allowed', 'not_found']).toContain((await helper.refused('claim.track', { claim: drafted.claim.id })).code);
    for (const openid of [key, helper.openid]) expect(await told(openid)).toContain('bond_ended');
  });

  test('the helper steps back; nobody of elsewhere ends it; a cadre needs the person’s words', async () => {
    const key = await town.newcomer();
    const { helper, bond } = await ask(key);
    for (const who of ['neighbour', 'cadre_other', 'visitor'])
      expect(['not_found', 'not_allowed']).toContain((await town.as(who).refused('bond.end', { bond: bond.id, why: '不要了' })).code);
    expect((await town.as('cadre').refused('bond.end', { bond: bond.id, why: '' })).fields).toHaveProperty('why');
    expect((await helper.call('bond.end', { bond: bond.id, why: '' })).bond.status).toBe('ended');
    const again = await ask(key);
    expect((await town.as('cadre').call('bond.end', { bond: again.bond.id, why: '本人说不用了' })).bond.status).toBe('revoked');
  });

  test('agreed by signed paper, by a recorded sentence, by a call; each needs its proof', async () => {
    const key = await town.newcomer();
    const cadre = town.as('cadre');
    const { bond: one } = await ask(key);
    const on = '2026-03-01';
    expect((await cadre.refused('bond.record', { bond: one.id, how: 'paper', on, note: '' })).fields).toHaveProperty('fileID');
    expect((await cadre.refused('bond.record', { bond: one.id, how: 'call', on, note: '' })).fields).toHaveProperty('note');
    expect(
      (await cadre.refused('bond.record', { bond: one.id, how: 'call', on: '2026-03-09', note: '打给本人，他同意' })).fields,
    ).toHaveProperty('on');
    expect((await town.as('cadre_other').refused('bond.record', { bond: one.id, how: 'call', on, note: '打给本人，他同意' })).code).toBe(
      'not_found',
    );
    const sound = await cadre.upload(Buffer.concat([Buffer.from('ID3'), Buffer.alloc(200, 7)]), '1.mp3');
    expect((await cadre.refused('bond.record', { bond: one.id, how: 'paper', on, note: '', fileID: sound })).code).toBe('file_refused');
    const picture = await cadre.upload(jpeg({ mark: 77 }));
    expect(await cadre.call('bond.record', { bond: one.id, how: 'paper', on, note: '', fileID: picture })).toMatchObject({
      bond: { status: 'confirmed', until: '2027-02-28' },
    });
    // Uploads do not stay where clients write.
    expect(await town.cloud.storage.read(picture)).toBeNull();
    const { bond: two } = await ask(key);
    const voice = await cadre.upload(Buffer.concat([Buffer.from('ID3'), Buffer.alloc(200, 8)]), '1.mp3');
    expect(await cadre.call('bond.record', { bond: two.id, how: 'voice', on, note: '', fileID: voice })).toMatchObject({
      bond: { how: 'voice' },
    });
    const { bond: three } = await ask(key);
    expect(await cadre.call('bond.record', { bond: three.id, how: 'call', on, note: '打给本人，他说让闺女办' })).toMatchObject({
      bond: { how: 'call' },
    });
    expect((await cadre.call('bond.proof', { bond: two.id })).mime).toBe('audio/mpeg');
    expect((await town.as('cadre_other').refused('bond.proof', { bond: two.id })).code).toBe('not_found');
  });

  test('a month before its end both are told, after it the door is shut', async () => {
    const key = await town.newcomer();
    const { helper, bond } = await ask(key);
    await town.as(key).call('bond.answer', { bond: bond.id, yes: true });
    town.cloud.clock.set('2027-02-10T01:00:00.000Z');
    await town.cloud.trigger('work', 'ten_minutes');
    await town.cloud.trigger('work', 'ten_minutes');
    for (const openid of [key, helper.openid]) expect((await told(openid)).filter((kind) => kind === 'bond_ending')).toHaveLength(1);
    town.cloud.clock.set('2027-03-02T01:00:00.000Z');
    // Shut by its date, before any timer came by.
    expect((await helper.call('session.me', {})).persons).toEqual([]);
    await town.cloud.trigger('work', 'ten_minutes');
    expect((await town.cloud.database.get('bonds', bond.id)) as unknown as BondRecord).toMatchObject({ status: 'ended' });
    expect(await told(key)).toContain('bond_expired');
    town.cloud.clock.set('2026-03-02T01:00:00.000Z');
  });
});

describe('the card', () => {
  const number = '9999990000099990012';
  const card = (person: string, version: number) => ({ person, version, number, tail: '0012', bank: '云岭农商银行', holder: '周满仓' });

  test('is refused without consent, with another tail, for another’s name, by somebody else', async () => {
    const key = await town.newcomer();
    const [me, person] = [town.as(key), town.personOf(key)];
    const { version } = await me.call('card.mine', { person });
    expect((await me.refused('card.set', card(person, version))).code).toBe('consent_needed');
    await agree(me);
    expect((await me.refused('card.set', { ...card(person, version), tail: '0013' })).fields).toHaveProperty('tail');
    expect((await me.refused('card.set', { ...card(person, version), number: '12a' })).fields).toHaveProperty('number');
    expect((await me.refused('card.set', { ...card(person, version), holder: '周小燕' })).fields).toHaveProperty('holder');
    for (const who of ['neighbour', 'cadre', 'visitor'])
      expect(['not_found', 'not_allowed']).toContain((await town.as(who).refused('card.set', card(person, version))).code);
    expect((await me.refused('card.set', card(person, version + 1))).code).toBe('changed_meanwhile');
  });

  test('is sealed, shown by its tail; the old one is kept and the change is told', async () => {
    const key = await town.newcomer();
    const [me, person] = [town.as(key), town.personOf(key)];
    await agree(me);
    const before = await me.call('card.mine', { person });
    const { account, warnings } = await me.call('card.set', card(person, before.version));
    expect(account).toEqual({ tail: '0012', bank: '云岭农商银行', holder: '周满仓' });
    expect(warnings).toHaveLength(1);
    expect((await me.call('card.mine', { person })).past).toMatchObject([{ tail: before.account?.tail }]);
    expect(JSON.stringify(await town.cloud.database.get('persons', person))).not.toContain(number);
    expect(await told(key)).toContain('card_changed');
  });
});
