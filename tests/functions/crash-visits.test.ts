// The function dies at every write of taking a visit, its picture, its papers and the route's telephones: whatever stands then is whole, and the
// phone's next try or the timer ends it once.
import type {
  BondRecord,
  ClaimRecord,
  DutyRecord,
  MonthFiguresRecord,
  PersonRecord,
  SpellRecord,
  VisitRecord,
} from '@shared/domain/records';
import { finishVisits } from '@shared/works/visit-ends';
import { type Crashing, crashing } from '../support/crash';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';
import { deviceOf, type Household, opened, VILLAGE, visitTo } from '../support/visiting';
import { unproved } from '../support/writes';

const MONTH = '2026-03';
let town: Town;
let crash: Crashing;
let homes: Household[] = [];
let signer = '';
const device = deviceOf(1);

/** At every moment: no step written twice, nothing promised twice, one open work a person, figures the checks' own or known to be old. */
async function inOrder(): Promise<void> {
  const [visits, duties, spells, offers] = await Promise.all([
    crash.all<VisitRecord>('visits'),
    crash.all<DutyRecord>('duties'),
    crash.all<SpellRecord>('spells'),
    crash.all<{ path: string }>('offers'),
  ]);
  for (const { _id, promises, status } of visits) {
    const kept = duties.filter(({ from, kind }) => from.record === _id && kind === 'promise').length;
    expect({ _id, kept: status === 'taken' ? kept : Math.min(kept, promises.length) }).toEqual({
      _id,
      kept: status === 'taken' ? promises.length : kept,
    });
  }
  const open = spells.filter(({ end }) => end === null).map(({ person }) => person);
  expect(open.filter((one, i) => open.indexOf(one) !== i)).toEqual([]);
  for (const { photos } of visits)
    for (const { proof } of photos) if (proof) expect(await town.cloud.storage.read(proof.fileID)).not.toBeNull();
  const known = offers.map(({ path }) => path);
  expect((await town.cloud.storage.list('out/')).filter((path) => !known.some((one) => path.endsWith(one)))).toEqual([]);
}

beforeAll(async () => {
  town = await openTown();
  signer = town.personOf(await town.newcomer('labourer'));
  const { task } = await town.as('cadre').call('month.open', { village: VILLAGE });
  while ((await town.as('cadre').call('task.drive', { task })).task.state === 'running');
  homes = [...(await opened(town.as('cadre'), device)).items.values()]
    .map(({ household }) => household)
    .filter(({ persons }) => persons.length >= 2 && !persons.some(({ id }) => id === signer));
  crash = crashing(town, inOrder);
});
afterAll(async () => {
  crash.close();
  await town.close();
});

/** A household with somebody at work, and a visit that changes everybody, says the work goes on and promises something. */
function next(photos: { id: string; kind: 'card'; person: null }[] = []) {
  const at = homes.findIndex(({ persons }) => persons.some(({ work }) => work !== null));
  const [home] = homes.splice(at, 1);
  if (!home) throw new Error('not enough households');
  const working = home.persons.filter(({ work }) => work !== null).slice(0, 1);
  const visit = visitTo(home, device, {
    answers: home.persons.map(({ id }) => ({ person: id, field: 'bestHour', value: '晚上' })),
    works: working.map(({ id }) => ({ person: id, move: { kind: 'same', month: MONTH, how: 'met' } })),
    more: { promises: [{ words: '问一声', dueOn: '2026-03-10', person: null }], photos },
  });
  return { home, visit };
}

async function takenOnce({ home, visit }: ReturnType<typeof next>): Promise<void> {
  expect(await town.cloud.database.get('visits', visit.id)).toMatchObject({ status: 'taken', conflicts: [] });
  for (const { id, version } of home.persons)
    expect((await town.cloud.database.get('persons', id)) as unknown as PersonRecord).toMatchObject({
      bestHour: '晚上',
      version: version + 1,
    });
}
const fresh = () => town.cloud.trigger('work', 'minute');
const figures = async () =>
  (await crash.all<MonthFiguresRecord>('month_figures')).find(({ village, month }) => village === VILLAGE && month === MONTH);

test('ended by the phone, which sends it again', async () => {
  const one = next();
  await fresh();
  const before = await figures();
  const { deaths } = await crash.ask('cadre', 'visit.submit', { visit: one.visit });
  expect(deaths).toBeGreaterThan(3);
  await takenOnce(one);
  await fresh();
  expect((await figures())?.figures.met).toBe((before?.figures.met ?? 0) + 1);
});

test('ended by the timer, when the phone does not come back', async () => {
  const one = next();
  const { id, ...rest } = one.visit;
  // As it is kept before its first step.
  await crash.ask('cadre', 'visit.submit', { visit: next().visit });
  const [like] = await crash.all<VisitRecord>('visits');
  const { county, town: of, village } = like as VisitRecord;
  const begun = { ...like, ...rest, _id: id, county, town: of, village, status: 'taking', steps: 0, conflicts: [], photos: [], version: 0 };
  await town.cloud.database.put('visits', { ...begun, auditHead: '' } as unknown as VisitRecord);
  town.cloud.clock.advance(300_000);
  const { deaths } = await crash.timer('finishVisits', (services, now) => finishVisits(services, now));
  expect(deaths).toBeGreaterThan(1);
  await takenOnce(one);
});

test('a picture is kept once and its upload gone, wherever the function died', async () => {
  const photo = 'a'.repeat(32);
  const { visit } = next([{ id: photo, kind: 'card', person: null }]);
  await town.as('cadre').call('visit.submit', { visit });
  const fileID = await town.as('cadre').upload(jpeg({ mark: 41 }));
  const { data, deaths } = await crash.ask('cadre', 'visit.photo', { visit: visit.id, photo, fileID });
  expect(deaths).toBeGreaterThan(1);
  expect(data.visit.photos).toMatchObject([{ id: photo, here: true }]);
  expect(await town.cloud.storage.read(fileID)).toBeNull();
});

test('a signature becomes one claim, a helper signed for one invitation, each with its picture, wherever the function died', async () => {
  const home = [...(await opened(town.as('cadre'), device)).items.values()]
    .map(({ household }) => household)
    .find(({ persons }) => persons.some(({ id }) => id === signer));
  if (!home) throw new Error('nobody to sign');
  const photo = 'b'.repeat(32);
  const visit = visitTo(home, device, {
    more: {
      photos: [
        { id: photo, kind: 'signature', person: signer },
        { id: 'c'.repeat(32), kind: 'signature', person: signer },
      ],
      helpers: [
        {
          person: signer,
          name: '周小燕',
          relation: '闺女',
          phone: '19900077001',
          photo: 'c'.repeat(32),
          at: '2026-03-02T01:00:00.000Z',
        },
      ],
      signs: [{ person: signer, programme: 'transport', period: '2025', photo, at: '2026-03-02T01:00:00.000Z' }],
    },
  });
  const { data, deaths } = await crash.ask('cadre', 'visit.submit', { visit });
  expect(deaths).toBeGreaterThan(2);
  expect(data.visit.became).toMatchObject([
    { kind: 'helper', done: true },
    { kind: 'sign', done: true },
  ]);
  const fileID = await town.as('cadre').upload(jpeg({ mark: 42 }));
  await crash.ask('cadre', 'visit.photo', { visit: visit.id, photo, fileID });
  const second = await town.as('cadre').upload(jpeg({ mark: 43 }));
  await crash.ask('cadre', 'visit.photo', { visit: visit.id, photo: 'c'.repeat(32), fileID: second });
  const invited = (await crash.all<BondRecord>('bonds')).filter(({ status }) => status === 'invited');
  expect(invited).toMatchObject([{ person: signer, version: 1, confirmed: { how: 'signed', proof: { mime: 'image/jpeg' } } }]);
  const claims = (await crash.all<ClaimRecord>('claims')).filter(({ person }) => person === signer);
  expect(claims).toMatchObject([{ status: 'draft', version: 1, consent: { how: 'signed' }, signature: { mime: 'image/jpeg' } }]);
});

test('somebody gone is taken off once, with one happening, wherever the function died', async () => {
  const person = town.personOf(await town.newcomer('labourer'));
  const home = [...(await opened(town.as('cadre'), device)).items.values()]
    .map(({ household }) => household)
    .find(({ persons }) => persons.some(({ id }) => id === person));
  if (!home) throw new Error('nobody to leave');
  const at = '2026-03-02T01:00:00.000Z';
  const visit = visitTo(home, device, { more: { goings: [{ person, why: 'moved_out', on: '2026-02-20', at }] } });
  const { data, deaths } = await crash.ask('cadre', 'visit.submit', { visit });
  expect(deaths).toBeGreaterThan(2);
  expect(data.visit.became).toMatchObject([{ kind: 'going', done: true }]);
  expect((await crash.all<{ person: string | null }>('happenings')).filter((one) => one.person === person)).toHaveLength(1);
});

test('telephones of the route and the day’s papers leave only once they are noted', async () => {
  const households = homes.slice(0, 3).map(({ id }) => id);
  const route = await crash.ask('cadre', 'visit.route', { village: VILLAGE, device, households, reason: '今天去' }, 'anew');
  expect(route.deaths).toBeGreaterThan(0);
  const papers = await crash.ask('cadre', 'visit.papers', { on: '2026-03-02', reason: '存档' }, 'anew');
  expect(papers.deaths).toBeGreaterThan(2);
});

test('the trail of it all is whole', () => crash.trailIsWhole(['persons', 'households', 'spells', 'duties', 'checks']));

test('everything that writes in steps here was killed at every write', () => {
  expect(unproved('visits', crash.proved)).toEqual([]);
});
