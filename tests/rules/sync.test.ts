// Visits from several phones over a network that loses, repeats, delays and reorders: none lost, none doubled, every clash in sight.
import type { SpellRecord } from '@shared/domain/records';
import {
  addPromise,
  answerField,
  answerWork,
  beginDraft,
  finishDraft,
  sayUnchanged,
  type VisitDraft,
  visitOf,
} from '@shared/domain/sync/draft';
import { mergeField, mergeWork, sameValue, seenOf, stepsOf } from '@shared/domain/sync/merge';
import { enqueue, nextToSend, type QueueItem, taken, unanswered } from '@shared/domain/sync/queue';
import type { FieldEdit, Visit } from '@shared/domain/sync/visit';
import fc from 'fast-check';

/** The large suite of `npm run test:full` walks all of them. */
const RUNS = process.env.FULL === '1' ? 500 : 50;
const RECORDS = ['p1', 'p2', 'p3', 'h1'];
const FIELDS = ['health', 'bestHour', 'skills', 'workWish'];
const VALUES: unknown[] = ['健康', '长期慢性病', ['焊工'], ['焊工', '做饭'], { plans: true, where: '太原' }, null];
const AT = '2026-01-20T02:00:00.000Z';

interface Row {
  version: number;
  fields: Record<string, unknown>;
}
interface Mark {
  visit: string;
  record: string;
  field: string;
  value: unknown;
  verdict: string;
  /** What stood there. */
  was: unknown;
  edit: FieldEdit;
  versionThen: number;
}

/** The cloud as far as merging goes: transactions of one step each, which a death of the function may end after any of them. */
class Cloud {
  readonly rows = new Map<string, Row>(RECORDS.map((id) => [id, { version: 0, fields: Object.fromEntries(FIELDS.map((f) => [f, null])) }]));
  readonly visits = new Map<string, { visit: Visit; steps: number }>();
  readonly marks: Mark[] = [];
  readonly promises = new Map<string, string>();

  take(visit: Visit, diesAfter = Number.POSITIVE_INFINITY): boolean {
    const known = this.visits.get(visit.id) ?? { visit, steps: 0 };
    this.visits.set(visit.id, known);
    const steps = stepsOf(known.visit);
    for (let done = 0; known.steps < steps.length; done += 1) {
      if (done >= diesAfter) return false;
      for (const unit of steps[known.steps] ?? []) {
        if (unit.kind === 'promise') {
          const id = `duty:promise:${visit.id}:${unit.n}`;
          if (this.promises.has(id)) throw new Error(`${id} twice`);
          this.promises.set(id, known.visit.promises[unit.n]?.words ?? '');
        }
        if (unit.kind === 'record') this.merge(visit.id, unit.record, unit.edits);
      }
      known.steps += 1;
    }
    return true;
  }

  private merge(visit: string, record: string, edits: FieldEdit[]): void {
    const row = this.rows.get(record) as Row;
    const fields = { ...row.fields };
    for (const edit of edits) {
      const was = row.fields[edit.field];
      const verdict = mergeField({ value: was, version: row.version }, edit);
      if (verdict === 'apply') fields[edit.field] = edit.value;
      this.marks.push({ visit, record, field: edit.field, value: edit.value, verdict, was, edit, versionThen: row.version });
    }
    if (!sameValue(fields, row.fields)) this.rows.set(record, { version: row.version + 1, fields });
  }
}

/** A phone: what it stored survives a death of the app; everything else does not. */
class Handset {
  stored: { bundle: Map<string, Row>; draft: VisitDraft | null; queue: QueueItem[]; n: number };
  readonly finished: Visit[] = [];

  constructor(
    readonly name: string,
    cloud: Cloud,
  ) {
    this.stored = { bundle: new Map(cloud.rows), draft: null, queue: [], n: 0 };
  }
  renew(cloud: Cloud): void {
    this.stored.bundle = new Map(cloud.rows);
  }
  answer(record: string, field: string, value: unknown): void {
    this.stored.draft ??= beginDraft({
      key: `${this.name}-${this.stored.n}`,
      device: this.name,
      household: 'h1',
      village: 'v',
      headName: '周某',
      on: '2026-01-20',
      at: AT,
    });
    const row = this.stored.bundle.get(record) as Row;
    const edit: FieldEdit = {
      collection: record === 'h1' ? 'households' : 'persons',
      record,
      field,
      seen: row.version,
      base: row.fields[field],
      value,
      at: AT,
    };
    this.stored.draft = answerField(this.stored.draft, edit, field);
  }
  finish(): void {
    const draft = this.stored.draft;
    if (!draft) return;
    const done = finishDraft(addPromise(draft, { words: `答应 ${draft.id}`, dueOn: '2026-02-01', person: null }), AT, [], []);
    const visit = visitOf(done);
    this.finished.push(visit);
    const item: QueueItem = {
      id: `r-${visit.id}`,
      kind: 'visit',
      visit: visit.id,
      words: '',
      state: 'waiting',
      trouble: '',
      tries: 0,
      at: AT,
      path: '',
      fileID: '',
      input: { visit: JSON.parse(JSON.stringify(visit)) as unknown },
    };
    // Killed between the two, the draft is still there and is queued again under the same id: adding twice is adding once.
    this.stored.queue = enqueue(enqueue(this.stored.queue, [item]), [item]);
    this.stored.draft = null;
    this.stored.n += 1;
  }
}

type Fate = 'through' | 'lost' | 'answer_lost' | 'late' | 'twice' | 'dies';
const act = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constant('answer' as const), fc.nat(2), fc.nat(3), fc.nat(3), fc.nat(5)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('finish' as const), fc.nat(2), fc.nat(3), fc.nat(3), fc.nat(5)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('send' as const), fc.nat(2), fc.nat(5), fc.nat(3), fc.nat(5)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('deliver' as const), fc.nat(9), fc.nat(3), fc.nat(3), fc.nat(5)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('renew' as const), fc.nat(2), fc.nat(3), fc.nat(3), fc.nat(5)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('kill' as const), fc.nat(2), fc.nat(3), fc.nat(3), fc.nat(5)) },
);
const FATES: Fate[] = ['through', 'lost', 'answer_lost', 'late', 'twice', 'dies'];

function play(acts: readonly (readonly [string, number, number, number, number])[]): { cloud: Cloud; phones: Handset[] } {
  const cloud = new Cloud();
  const phones = ['甲', '乙', '丙'].map((name) => new Handset(name, cloud));
  const onTheWay: Visit[] = [];
  const send = (phone: Handset, fate: Fate): void => {
    const item = nextToSend(phone.stored.queue);
    if (!item) return;
    const visit = item.input.visit as Visit;
    if (fate === 'late') onTheWay.push(visit);
    if (fate === 'twice') cloud.take(visit);
    const done = fate === 'lost' || fate === 'late' ? false : cloud.take(visit, fate === 'dies' ? 1 : undefined);
    phone.stored.queue = done && fate !== 'answer_lost' ? taken(phone.stored.queue, item.id) : unanswered(phone.stored.queue, item.id);
  };
  for (const [kind, a, b, c, d] of acts) {
    const phone = phones[a % 3] as Handset;
    if (kind === 'answer') phone.answer(RECORDS[b % 4] as string, FIELDS[c % 4] as string, VALUES[d]);
    if (kind === 'finish') phone.finish();
    if (kind === 'send') send(phone, FATES[b % 6] as Fate);
    if (kind === 'deliver' && onTheWay.length > 0) cloud.take(onTheWay[a % onTheWay.length] as Visit);
    if (kind === 'renew') phone.renew(cloud);
    if (kind === 'kill') phone.stored = JSON.parse(JSON.stringify(phone.stored), (_key, value) => value as unknown) as never;
    // A killed app reads its maps back from storage.
    if (kind === 'kill') phone.renew(cloud);
  }
  for (const phone of phones) {
    phone.finish();
    for (let tries = 0; nextToSend(phone.stored.queue) !== null && tries < 200; tries += 1) send(phone, 'through');
  }
  for (const visit of onTheWay.reverse()) cloud.take(visit);
  return { cloud, phones };
}

test('no visit is lost or doubled, no answer is overwritten unseen, every clash holds both values', () => {
  let clashes = 0;
  let visits = 0;
  fc.assert(
    fc.property(fc.array(act, { minLength: 10, maxLength: 60 }), (acts) => {
      const { cloud, phones } = play(acts);
      const finished = phones.flatMap((phone) => phone.finished);
      visits += finished.length;
      // Each visit once, whole, under its own id.
      expect([...cloud.visits.keys()].sort()).toEqual(finished.map(({ id }) => id).sort());
      for (const visit of finished) {
        expect(cloud.visits.get(visit.id)?.steps).toBe(stepsOf(visit).length);
        expect(sameValue(cloud.visits.get(visit.id)?.visit, visit)).toBe(true);
        // Each answer was settled exactly once.
        for (const { record, field } of visit.edits)
          expect(cloud.marks.filter((mark) => mark.visit === visit.id && mark.record === record && mark.field === field)).toHaveLength(1);
        expect(cloud.promises.get(`duty:promise:${visit.id}:0`)).toBe(`答应 ${visit.id}`);
      }
      expect(cloud.marks).toHaveLength(finished.reduce((sum, { edits }) => sum + edits.length, 0));
      for (const { verdict, was, edit, value, versionThen } of cloud.marks) {
        // What was overwritten had been seen by whoever overwrote it.
        if (verdict === 'apply') expect(sameValue(was, edit.base) || versionThen === edit.seen).toBe(true);
        if (verdict === 'conflict') {
          clashes += 1;
          expect(sameValue(was, value)).toBe(false);
          expect(sameValue(was, edit.base)).toBe(false);
        }
        if (verdict === 'same') expect(sameValue(was, value)).toBe(true);
      }
      // The ledger says, field by field, what the last answer that was applied said.
      for (const record of RECORDS)
        for (const field of FIELDS) {
          const last = cloud.marks.filter((one) => one.record === record && one.field === field && one.verdict === 'apply').at(-1);
          expect(sameValue(cloud.rows.get(record)?.fields[field], last ? last.value : null)).toBe(true);
        }
    }),
    { numRuns: RUNS, seed: 20260120 },
  );
  // A walk that meets nothing proves nothing.
  expect(visits).toBeGreaterThan(RUNS);
  expect(clashes).toBeGreaterThan(RUNS / 5);
});

const spell = (patch: Partial<SpellRecord> = {}): SpellRecord => ({
  _id: 's1',
  county: '',
  town: '',
  village: '',
  status: 'open',
  sortKey: '',
  version: 3,
  auditHead: '',
  person: 'p1',
  start: '2025-03-01',
  end: null,
  place: { province: '广东省', city: '深圳市', county: '宝安区' },
  employer: '某厂',
  monthlyFen: 420000,
  industry: '制造业',
  channel: '外出务工',
  organised: false,
  kind: '',
  ...patch,
});

describe('work', () => {
  const base = seenOf(spell());
  const away = { kind: 'away', since: '2026-01-18', why: 'new_year', backOn: '2026-03-01' } as const;
  const deed = (move: Parameters<typeof mergeWork>[1]['move'], seen: typeof base | null = base) => ({
    person: 'p1',
    base: seen,
    move,
    at: AT,
  });
  const today = '2026-01-20';

  test.each([
    ['untouched: applied', [spell()], deed(away), 'apply'],
    ['a wage filled in meanwhile takes nothing from it', [spell({ version: 9, monthlyFen: 1 })], deed(away), 'apply'],
    [
      'the same said twice is said once',
      [spell({ version: 4, away: { since: away.since, why: 'new_year', backOn: away.backOn } })],
      deed(away),
      'same',
    ],
    ['ended by somebody else: in sight', [spell({ version: 4, end: '2026-01-10', status: 'ended' })], deed(away), 'conflict'],
    [
      'corrected to another place meanwhile: in sight',
      [spell({ version: 4, employer: '别的厂' })],
      deed({ kind: 'back', on: '2026-01-15', reason: '' }),
      'conflict',
    ],
    [
      'confirmed for the month already',
      [spell({ version: 4, confirmed: { month: '2026-01', how: 'phone' } })],
      deed({ kind: 'same', month: '2026-01', how: 'met' }),
      'same',
    ],
    [
      'begun by another meanwhile: in sight',
      [spell()],
      deed({ kind: 'begin', on: '2026-01-02', work: { ...spell() } as never }, null),
      'conflict',
    ],
    ['does not fit: in sight, not lost', [spell()], deed({ kind: 'back', on: '2024-01-01', reason: '' }), 'conflict'],
  ] as const)('%s', (_name, spells, one, verdict) => {
    expect(mergeWork(spells as readonly SpellRecord[], one, today).verdict).toBe(verdict);
  });
});

describe('a draft', () => {
  const fresh = beginDraft({ key: 'k', device: 'd', household: 'h1', village: 'v', headName: '周某', on: '2026-01-20', at: AT });
  const edit: FieldEdit = { collection: 'persons', record: 'p1', field: 'health', seen: 2, base: '健康', value: '残疾', at: AT };

  test('answering again keeps what was first seen; answering as it was takes the answer back', () => {
    const once = answerField(fresh, edit, 'health');
    const twice = answerField(once, { ...edit, seen: 5, base: '残疾', value: '患有大病' }, 'health');
    expect(twice.edits).toEqual([{ ...edit, value: '患有大病' }]);
    const back = answerField(twice, { ...edit, value: '健康' }, 'health');
    expect(back.edits).toEqual([]);
    expect(back.answered).toEqual(['p1:health']);
  });

  test('「没变化」 takes answers of that person back, confirms work that goes on, and falls with the next change', () => {
    const other = answerField(answerField(fresh, edit, 'health'), { ...edit, record: 'p2' }, 'health');
    const said = sayUnchanged(other, 'p1', seenOf(spell()), AT);
    expect(said).toMatchObject({
      unchanged: ['p1'],
      edits: [{ record: 'p2' }],
      works: [{ person: 'p1', move: { kind: 'same', month: '2026-01' } }],
    });
    expect(sayUnchanged(fresh, 'p1', null, AT).works).toEqual([]);
    expect(answerField(said, edit, 'health').unchanged).toEqual([]);
    expect(answerWork(said, 'p1', null, { kind: 'back', on: '2026-01-02', reason: '' }, AT).unchanged).toEqual([]);
  });
});

test('every step of a large visit fits into one transaction', () => {
  const edits = Array.from({ length: 9 }, (_x, n) => ({
    ...({ collection: 'persons', field: 'health', seen: 0, base: '', value: '残疾', at: AT } as const),
    record: `p${n}`,
  }));
  const steps = stepsOf({
    household: 'h1',
    edits,
    works: edits.map(({ record }) => ({ person: record, base: null, move: { kind: 'back', on: '2026-01-01', reason: '' }, at: AT })),
    promises: Array.from({ length: 12 }, () => ({ words: '问一声', dueOn: '2026-02-01', person: null })),
    signs: edits.map(({ record }) => ({ person: record, programme: 'transport', period: '2025', photo: 'a', at: AT })),
  });
  const weight = { record: 8, work: 12, promise: 3, helper: 8, sign: 8, coming: 3, going: 17 };
  for (const step of steps) expect(step.reduce((sum, { kind }) => sum + weight[kind], 0)).toBeLessThanOrEqual(17);
  expect(steps.flat()).toHaveLength(40);
  // What was signed is judged by the work as the step before left it.
  for (const step of steps) expect(step.some(({ kind }) => kind === 'sign')).toBe(step.every(({ kind }) => kind === 'sign'));
});
