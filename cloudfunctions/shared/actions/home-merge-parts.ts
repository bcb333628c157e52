// What merging households rests on: both records with everything that names them, why not, whether money is concerned; a merge as it is shown.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import { beijingDate } from '@shared/domain/dates';
import { HOUSEHOLD_FIELDS, sameField } from '@shared/domain/fields/registry-fields';
import { homeBars } from '@shared/domain/home-merging';
import { undoUntil } from '@shared/domain/merging';
import type {
  ClaimRecord,
  ConflictRecord,
  HomeMergeRecord,
  HomeRef,
  HouseholdRecord,
  PaymentRecord,
  PersonRecord,
  VisitRecord,
} from '@shared/domain/records';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { among, type Store, type Stored } from '@shared/runtime/store';
import { MERGE_CONFIRMERS } from './merge-parts';
import { REGISTRY_KEEPERS } from './registry-parts';
import { belongingsOf } from './relocating';

const MOST = 1000;
const NEVER_WAS: readonly string[] = ['draft', 'withdrawn', 'rejected'];
const BY_HOUSEHOLD = ['claims', 'payments', 'outside', 'checks', 'duties', 'visits', 'conflicts', 'explanations'] as const;
type ByHousehold = (typeof BY_HOUSEHOLD)[number];
type Row = Stored & { person?: string | null; month?: string; status?: string };

export interface HomePair {
  keep: HouseholdRecord;
  drop: HouseholdRecord;
  members: { keep: PersonRecord[]; drop: PersonRecord[] };
  /** Everything of the one that goes, by collection. */
  rows: Record<ByHousehold, Row[]>;
  bars: string[];
  /** Why a second person has to confirm; '' = one is enough. */
  second: string;
}

const rowsOf = (store: Store, collection: ByHousehold, household: string): Promise<Row[]> =>
  store.list<Row>(collection, { where: { household }, limit: MOST });

/** Both households within the caller's reach. @throws Problem 'not_found' */
export async function homePairOf(keepId: string, dropId: string, ctx: Context): Promise<HomePair> {
  const { repos, store } = ctx;
  if (keepId === dropId) throw new Problem('bad_input', { fields: { drop: '这是同一户' } });
  const [keep, drop] = await Promise.all([keepId, dropId].map((id) => repos.registry.householdInScope(id, REGISTRY_KEEPERS)));
  if (!keep || !drop) throw new Problem('not_found');
  const [keepMembers, dropMembers, kept, ...found] = await Promise.all([
    repos.registry.members([keep]),
    repos.registry.members([drop]),
    Promise.all((['claims', 'payments', 'visits', 'conflicts'] as const).map((collection) => rowsOf(store, collection, keep._id))),
    ...BY_HOUSEHOLD.map((collection) => rowsOf(store, collection, drop._id)),
  ]);
  const rows = Object.fromEntries(BY_HOUSEHOLD.map((collection, i) => [collection, found[i] ?? []])) as HomePair['rows'];
  const [claims = [], payments = [], visits = [], conflicts = []] = kept;
  const open = [...conflicts, ...rows.conflicts] as unknown as ConflictRecord[];
  const bars = homeBars({
    keep,
    drop,
    unfinished: ([...visits, ...rows.visits] as unknown as VisitRecord[]).filter(({ status }) => status === 'taking').length,
    conflicts: open.filter(({ status, collection }) => status === 'open' && collection === 'households').length,
  });
  const handed = ([...claims, ...rows.claims] as unknown as ClaimRecord[]).filter(({ status }) => !NEVER_WAS.includes(status));
  const paid = [...payments, ...rows.payments] as unknown as PaymentRecord[];
  return {
    keep,
    drop,
    members: { keep: keepMembers, drop: dropMembers },
    rows,
    bars,
    second: secondWhy(keep, drop, handed.length, paid.length),
  };
}

function secondWhy(keep: HouseholdRecord, drop: HouseholdRecord, claims: number, payments: number): string {
  if (payments > 0) return '有发过的钱';
  if (claims > 0) return '有交上去的申领';
  if (keep.householdType !== drop.householdType) return '两户的户类型不一样';
  if ((keep.monitoring?.category ?? '') !== (drop.monitoring?.category ?? '')) return '两户的监测类别不一样';
  return '';
}

export function homeDiffering(keep: HouseholdRecord, drop: HouseholdRecord): string[] {
  return HOUSEHOLD_FIELDS.filter((field) => !sameField<'households'>(field, keep, drop)).map(({ id }) => id);
}

/** What goes over with the household that goes. */
export function homeHangsOf({ members, rows, keep, drop }: HomePair): string[] {
  const here = members.drop.filter(({ status }) => status === 'active').length;
  const count = (n: number, words: string) => (n > 0 ? [words.replace('N', String(n))] : []);
  return [
    ...count(here, 'N 口人，转到留下的这一户'),
    ...count(members.drop.length - here, '不在册的 N 个人，也跟着转过去'),
    ...count(rows.claims.length, '补贴申领 N 件'),
    ...count(rows.payments.length + rows.outside.length, '发过的钱 N 笔'),
    ...count(rows.visits.length, '走访 N 次'),
    ...count(rows.checks.length, '月调度 N 条'),
    ...count(rows.duties.length, '待办 N 件'),
    ...count(rows.explanations.length, '数据说明 N 条'),
    ...(keep.village === drop.village ? [] : ['两户不在一个村：人和没办完的事一起转到留下那一户的村']),
  ];
}

/** Records that exist, of ids that follow from others. */
async function existing(store: Store, collection: 'rechecks' | 'tells', ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; at < ids.length; at += 100)
    for (const { _id } of await store.getMany<Stored>(collection, ids.slice(at, at + 100))) found.push(_id);
  return found.sort();
}

/** Everything that goes over, people first: what is read by household finds them there at once. */
export async function homeRefsOf(
  { keep, drop, members, rows }: HomePair,
  relations: readonly { person: string; relation: string }[],
  ctx: Pick<Context, 'store'>,
): Promise<HomeRef[]> {
  const elsewhere = keep.village !== drop.village;
  const said = new Map(relations.map(({ person, relation }) => [person, relation]));
  const active = members.drop.filter(({ status }) => status === 'active');
  const along = elsewhere ? (await belongingsOf(active, ctx)).refs : [];
  const moving = new Set(along.map(({ collection, id }) => `${collection}/${id}`));
  const persons = members.drop.map((one): HomeRef => {
    const relation = one.status === 'active' ? said.get(one._id) : undefined;
    return { collection: 'persons', id: one._id, place: elsewhere, ...(relation === undefined ? {} : { relation, was: one.relation }) };
  });
  const open = (collection: ByHousehold, row: Row) =>
    moving.has(`${collection}/${row._id}`) || (elsewhere && collection === 'duties' && row.status === 'open');
  // What was explained of the household itself stays with the record it was said of.
  const own = BY_HOUSEHOLD.flatMap((collection) =>
    rows[collection]
      .filter(({ person }) => collection !== 'explanations' || person !== null)
      .map((row): HomeRef => ({ collection, id: row._id, place: open(collection, row) })),
  );
  const rechecks = await existing(
    ctx.store,
    'rechecks',
    rows.checks.map(({ month, person }) => `recheck:${month}:${person}`),
  );
  const tells = await existing(
    ctx.store,
    'tells',
    rows.payments.flatMap(({ _id }) => [`tell:paid:${_id}`, `tell:failed:${_id}`]),
  );
  const stays = (collection: 'rechecks' | 'tells', ids: readonly string[]) => ids.map((id): HomeRef => ({ collection, id, place: false }));
  const named = new Set(own.map(({ collection, id }) => `${collection}/${id}`));
  const others = along.flatMap(({ collection, id }): HomeRef[] =>
    collection === 'persons' || named.has(`${collection}/${id}`) ? [] : [{ collection, id, place: true }],
  );
  return [...persons, ...own, ...stays('rechecks', rechecks), ...stays('tells', tells), ...others];
}

/** What came to be with these people since, while they were of the household that stays: it goes back with them. */
export async function homeRefsSince(merge: HomeMergeRecord, { store }: Pick<Context, 'store'>): Promise<HomeRef[]> {
  const persons = merge.refs.filter(({ collection }) => collection === 'persons').map(({ id }) => id);
  if (persons.length === 0) return [];
  const known = new Set(merge.refs.map(({ collection, id }) => `${collection}/${id}`));
  const lists = await Promise.all(
    (['claims', 'payments', 'outside', 'checks', 'duties'] as const).map(async (collection) =>
      (await store.list<Row & { household: string }>(collection, { where: { person: among(persons) }, limit: MOST }))
        .filter(({ _id, household }) => household === merge.keep && !known.has(`${collection}/${_id}`))
        .map(({ _id }): HomeRef => ({ collection, id: _id, place: false })),
    ),
  );
  return lists.flat();
}

export function homeMergeView(
  merge: HomeMergeRecord,
  { caller, today }: Pick<Context, 'caller' | 'today'>,
): Output<'household.mergeUndo'>['merge'] {
  const until = merge.doneAt === null ? null : undoUntil(beijingDate(merge.doneAt));
  const can: ('confirm' | 'undo')[] = [];
  if (merge.status === 'asked' && merge.askedBy.openid !== caller.openid && covers(caller, MERGE_CONFIRMERS, merge)) can.push('confirm');
  if (merge.status === 'done' && until !== null && today <= until && covers(caller, REGISTRY_KEEPERS, merge)) can.push('undo');
  return {
    id: merge._id,
    version: merge.version,
    status: merge.status,
    keep: { id: merge.keep, headName: merge.names[0] },
    drop: { id: merge.drop, headName: merge.names[1] },
    money: merge.money,
    askedAt: merge.askedAt,
    askedBy: merge.askedBy.name,
    doneAt: merge.doneAt,
    doneBy: merge.doneBy?.name ?? '',
    can,
    undoUntil: until,
    note: merge.note,
  };
}
