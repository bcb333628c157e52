// Identity numbers, phones and accounts: sealed where they lie, masked where they show, revealed one at a time, silent everywhere else.
import { randomUUID } from 'node:crypto';
import type { PersonRecord } from '@shared/domain/records';
import { collections } from '@shared/repos/indexes';
import { newKeys, openField } from '@shared/runtime/crypto';
import { handedIn, passedByVillage } from '../support/claiming';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const plain = (key: string) => {
  const found = town.county.persons.find(({ _id }) => _id === town.personOf(key));
  if (!found) throw new Error(`${key} has no plain record`);
  return found;
};
const everythingStored = async () =>
  (await Promise.all(Object.keys(collections).map((name) => town.cloud.database.all(name)))).map((docs) => JSON.stringify(docs)).join('\n');

describe('a reveal', () => {
  let claim: string;
  beforeAll(async () => {
    claim = (await handedIn(town, 'labourer')).id;
  });

  test('is refused without a reason, for another field, and to whoever does not hold the case', async () => {
    const cadre = town.as('cadre');
    expect((await cadre.refused('case.reveal', { claim, field: 'idNumber', reason: '' })).code).toBe('bad_input');
    expect((await cadre.refused('case.reveal', { claim, field: 'idNumber', reason: '  x ' })).code).toBe('bad_input');
    expect((await cadre.refused('case.reveal', { claim, field: 'born', reason: '核实身份' })).code).toBe('bad_input');
    expect((await town.as('clerk').refused('case.reveal', { claim, field: 'idNumber', reason: '核实身份' })).code).toBe('not_allowed');
    expect((await town.as('labourer').refused('case.reveal', { claim, field: 'idNumber', reason: '核实身份' })).code).toBe('not_allowed');
  });

  test('gives one field, logged before it is given, with who, why and when', async () => {
    const request = randomUUID();
    const { value } = await town.as('cadre').call('case.reveal', { claim, field: 'phone', reason: '打电话核实在哪干活' }, request);
    expect(value).toBe(plain('labourer').phone);
    const entry = await town.cloud.database.get('audits', `reveal:${town.as('cadre').openid}:${request}`);
    expect(entry).toMatchObject({
      verb: 'reveal',
      at: '2026-03-02T01:00:00.000Z',
      record: town.personOf('labourer'),
      by: { openid: town.as('cadre').openid, role: 'cadre' },
      detail: { claim, field: 'phone', reason: '打电话核实在哪干活' },
    });
  });

  test('each field is the right one', async () => {
    const cadre = town.as('cadre');
    const { idNumber, account } = plain('labourer');
    expect((await cadre.call('case.reveal', { claim, field: 'idNumber', reason: '核对身份证' })).value).toBe(idNumber);
    expect((await cadre.call('case.reveal', { claim, field: 'account', reason: '核对账号' })).value).toBe(account?.number);
  });

  test('is never replayed: the same request again gives nothing', async () => {
    const request = randomUUID();
    await town.as('cadre').call('case.reveal', { claim, field: 'phone', reason: '打电话核实' }, request);
    const again = await town.as('cadre').refused('case.reveal', { claim, field: 'phone', reason: '打电话核实' }, request);
    expect(again.code).toBe('already_done');
    expect(JSON.stringify(again)).not.toContain(plain('labourer').phone);
  });
});

describe('what is stored, answered and logged', () => {
  test('holds no plain number of anybody, after everything the line does', async () => {
    const passed = await passedByVillage(town, 'neighbour');
    await town.as('clerk').call('claim.case', { claim: passed.id });
    await town
      .as('clerk')
      .call('claim.review', { claim: passed.id, version: passed.version, verb: 'return', reasons: ['photo_unclear'], note: '看不清' });
    await town.cloud.trigger('work', 'minute');
    town.cloud.faults.failDatabase('database.getDocument', 'DATABASE_REQUEST_FAILED', 1);
    await town.as('clerk').refused('claim.case', { claim: passed.id });
    const answers = JSON.stringify([
      await town.as('neighbour').call('claim.mine', { person: town.personOf('neighbour') }),
      await town.as('neighbour').call('claim.track', { claim: passed.id }),
      await town.as('clerk').call('claim.case', { claim: passed.id }),
      await town.as('clerk').call('claim.queue', { view: 'done' }),
      await town.as('neighbour').call('session.me', {}),
      await town.as('neighbour').call('assess.me', { person: town.personOf('neighbour') }),
    ]);
    const stored = await everythingStored();
    const logged = JSON.stringify(town.cloud.logs.take());
    for (const person of town.county.persons) {
      for (const secret of [person.idNumber, person.phone, person.account?.number]) {
        if (!secret) continue;
        expect(stored).not.toContain(secret);
        expect(answers).not.toContain(secret);
        expect(logged).not.toContain(secret);
      }
    }
    // Neither do sealed values or the hashes that find them leave.
    for (const hidden of ['k1.', 'auditHead', 'idIndex', 'fileID', 'sha256', 'openid', 'kept/']) expect(answers).not.toContain(hidden);
  });

  test('what a record holds beyond the contract does not leave, at any depth', async () => {
    const [model] = town.county.postings;
    const posting = {
      ...model,
      _id: 'job-talkative',
      inner: 'LEAK-1',
      board: { ...model?.board, inner: 'LEAK-2' },
      place: { ...model?.place, inner: 'LEAK-3' },
      checked: { ...model?.checked, inner: 'LEAK-4' },
    };
    await town.cloud.database.put('postings', posting);
    const detail = JSON.stringify(await town.as('visitor').call('job.detail', { id: 'job-talkative' }));
    expect(detail).toContain(model?.title);
    expect(detail).not.toContain('LEAK');
  });

  test('a value copied to another person does not open there', async () => {
    const mine = (await town.cloud.database.get('persons', town.personOf('labourer'))) as unknown as PersonRecord;
    expect(openField(town.ring, { collection: 'persons', record: mine._id, field: 'idNumber' }, mine.idNumber)).toBe(
      plain('labourer').idNumber,
    );
    expect(() =>
      openField(town.ring, { collection: 'persons', record: town.personOf('neighbour'), field: 'idNumber' }, mine.idNumber),
    ).toThrow();
    expect(() => openField(town.ring, { collection: 'persons', record: mine._id, field: 'phone' }, mine.idNumber)).toThrow();
  });
});

describe('a function whose key is not the stored one', () => {
  test('serves nothing, not even jobs, and says so without internals', async () => {
    const wrong = await openTown({ functionKeys: newKeys() });
    try {
      for (const [action, input] of [
        ['job.list', {}],
        ['session.me', {}],
        ['claim.mine', { person: wrong.personOf('labourer') }],
        ['claim.queue', { view: 'waiting' }],
      ] as const) {
        const refusal = await wrong.as('labourer').refused(action, input);
        expect(refusal).toMatchObject({ code: 'broken', message: expect.stringContaining('钥匙') });
      }
      expect(await wrong.cloud.trigger('work', 'minute')).toMatchObject({ ok: false });
      expect(await wrong.cloud.database.all('audits')).toEqual([]);
    } finally {
      await wrong.close();
    }
  });

  test('without keys: the same', async () => {
    const none = await openTown({ functionKeys: { FIELD_KEYS: '', FIELD_KEY: '' } });
    try {
      expect((await none.as('labourer').refused('session.me', {})).code).toBe('broken');
    } finally {
      await none.close();
    }
  });
});
