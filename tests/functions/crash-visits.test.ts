// The function dies at every write of taking a visit, for every write: whatever stands then is whole, and the phone's next try or the timer ends it once.
import type { DutyRecord, PersonRecord, VisitRecord } from '@shared/domain/records';
import type { Services } from '@shared/runtime/context';
import type { Store } from '@shared/runtime/store';
import { openTown, type Town } from '../support/town';
import { deviceOf, type Household, opened, visitTo } from '../support/visiting';

class Killed extends Error {
  override name = 'Killed';
}

let town: Town;
let services: Services;
let send: (visit: unknown, request: string, store: Store) => Promise<{ ok: boolean }>;
let finish: (services: Services, now: string) => Promise<number>;
let homes: Household[] = [];
const before = { ...process.env };
const device = deviceOf(1);

beforeAll(async () => {
  town = await openTown();
  const pair = town.ring.keys.get(town.ring.current);
  const keys = { [town.ring.current]: { seal: pair?.seal.toString('base64'), index: pair?.index.toString('base64') } };
  Object.assign(process.env, town.cloud.env, { FIELD_KEYS: JSON.stringify(keys), FIELD_KEY: town.ring.current });
  const { cloudServices } = require('@shared/runtime/entry') as typeof import('@shared/runtime/entry');
  const { dispatch } = require('@shared/runtime/dispatch') as typeof import('@shared/runtime/dispatch');
  const { submitVisit } = require('@shared/actions/visit-take') as typeof import('@shared/actions/visit-take');
  finish = (require('@shared/works/visit-ends') as typeof import('@shared/works/visit-ends')).finishVisits;
  services = { ...cloudServices(), clock: () => town.cloud.clock.now() };
  send = (visit, requestId, store) =>
    dispatch(
      {
        openid: town.as('cadre').openid,
        envelope: { action: 'visit.submit', input: { visit }, requestId, clientVersion: 'test' },
      },
      { ...services, store },
      new Map([['visit.submit', submitVisit]]),
    ) as Promise<{ ok: boolean }>;
  homes = [...(await opened(town.as('cadre'), device)).items.values()]
    .map(({ household }) => household)
    .filter(({ persons }) => persons.length >= 2);
});
afterAll(async () => {
  process.env = before;
  await town.close();
});

function mortal(store: Store, life: { left: number }): Store {
  const spending = <T>(write: () => Promise<T>): Promise<T> => {
    if (life.left <= 0) return Promise.reject(new Killed('the function was killed'));
    life.left -= 1;
    return write();
  };
  return {
    ...store,
    insert: (...what) => spending(() => store.insert(...what)),
    transaction: (work) => spending(() => store.transaction(work)),
  };
}

test.each(['phone', 'timer'])('ended by the %s', async (ender) => {
  let finishedAlone = false;
  for (let writes = 0; !finishedAlone; writes += 1) {
    const home = homes.pop();
    if (!home) throw new Error('not enough households');
    const visit = visitTo(home, device, {
      answers: home.persons.map(({ id }) => ({ person: id, field: 'bestHour', value: '晚上' })),
      more: { promises: [{ words: '问一声', dueOn: '2026-03-10', person: null }] },
    });
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    finishedAlone = (await send(visit, `request-${ender}-${writes}`, mortal(services.store, { left: writes }))).ok;
    log.mockRestore();
    const stored = (await town.cloud.database.get('visits', visit.id)) as unknown as VisitRecord | null;
    if (ender === 'timer' && stored) {
      town.cloud.clock.advance(300_000);
      await finish(services, town.cloud.clock.now().toISOString());
    } else await send(visit, `request-${ender}-${writes}`, services.store);
    if (ender === 'timer' && !stored) continue;
    expect(await town.cloud.database.get('visits', visit.id)).toMatchObject({ status: 'taken', conflicts: [] });
    for (const { id, version } of home.persons)
      expect((await town.cloud.database.get('persons', id)) as unknown as PersonRecord).toMatchObject({
        bestHour: '晚上',
        version: version + 1,
      });
    const duties = ((await town.cloud.database.all('duties')) as unknown as DutyRecord[]).filter(({ from }) => from.record === visit.id);
    expect(duties).toHaveLength(1);
    // What the walk proves grows with the writes there are.
    expect(writes).toBeLessThan(12);
  }
});
