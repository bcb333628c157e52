// What merging rests on: both records with what hangs on them, why not, whether money is concerned; a merge as it is shown.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import { grantsInForce } from '@shared/domain/actor';
import { beijingDate } from '@shared/domain/dates';
import { ALL_PERSON_FIELDS, sameField } from '@shared/domain/fields/registry-fields';
import { mergeBars, spellsToMove, undoUntil } from '@shared/domain/merging';
import type {
  ApplicationRecord,
  BondRecord,
  ClaimRecord,
  HouseholdRecord,
  MergeRecord,
  PaymentRecord,
  PersonRecord,
  Role,
  SpellRecord,
} from '@shared/domain/records';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { unsettled } from './merge-stayed-duty';
import { REGISTRY_KEEPERS } from './registry-parts';

/** Who says yes where money is concerned: somebody else than whoever asked. */
export const MERGE_CONFIRMERS: readonly [Role, ...Role[]] = ['village_head', 'station_clerk'];

/** Who may say yes there, beside whoever asks: the nearest first. */
export async function confirmersOf(
  merge: Pick<MergeRecord, 'county' | 'town' | 'village'>,
  { repos, caller, today }: Pick<Context, 'repos' | 'caller' | 'today'>,
): Promise<string[]> {
  const LEVELS = ['village', 'town', 'county'];
  const near = (await repos.staff.all()).flatMap(({ _id, status, grants }) => {
    const grant = grantsInForce(grants, today).find(({ role, level, code }) => MERGE_CONFIRMERS.includes(role) && merge[level] === code);
    return status === 'active' && grant && _id !== caller.openid ? [{ _id, at: LEVELS.indexOf(grant.level) }] : [];
  });
  return near
    .sort((a, b) => a.at - b.at)
    .map(({ _id }) => _id)
    .slice(0, 3);
}

export interface Pair {
  keep: PersonRecord;
  drop: PersonRecord;
  households: { keep: HouseholdRecord | null; drop: HouseholdRecord | null };
  spells: { go: SpellRecord[]; stay: SpellRecord[] };
  bonds: BondRecord[];
  claims: ClaimRecord[];
  payments: PaymentRecord[];
  /** What the record that goes wanted: it goes over, or is joined with what the other wanted of the same posting. */
  wishes: ApplicationRecord[];
  bars: string[];
  /** Why a second person has to confirm; '' = one is enough. */
  second: string;
}

/** Both records within the caller's reach. @throws Problem 'not_found' */
export async function pairOf(keepId: string, dropId: string, ctx: Context): Promise<Pair> {
  const { repos, policies, today } = ctx;
  if (keepId === dropId) throw new Problem('bad_input', { fields: { drop: '这是同一条登记' } });
  const [a, b] = await Promise.all([keepId, dropId].map((id) => repos.registry.inScope(id, REGISTRY_KEEPERS)));
  if (!a || !b) throw new Problem('not_found');
  const [keepSpells, dropSpells, keepClaims, dropClaims, bonds, keepPaid, payments, active, stayAt, wishes] = await Promise.all([
    repos.spells.ofPerson(a.person),
    repos.spells.ofPerson(b.person),
    repos.claims.ofPerson(a.person),
    repos.claims.ofPerson(b.person),
    repos.bonds.ofPerson(b.person),
    paymentsOf(a.person, ctx),
    paymentsOf(b.person, ctx),
    policies.active(today),
    repos.registry.members([{ _id: b.person.household }]),
    repos.applications.ofPerson(b.person._id),
  ]);
  const programmeName = (programme: string) => active.find(({ pack }) => pack.programme === programme)?.pack.name ?? '补贴';
  const bars = mergeBars({ keep: a.person, drop: b.person, claims: { keep: keepClaims, drop: dropClaims }, programmeName });
  const left = stayAt.filter(({ _id, status }) => status === 'active' && _id !== dropId && _id !== keepId);
  if (b.person.relation === '户主' && left.length > 0 && a.person.household !== b.person.household)
    bars.push(`要合掉的这一条是户主，家里还有 ${left.length} 口人：先给那一户换户主`);
  return {
    keep: a.person,
    drop: b.person,
    households: { keep: a.household, drop: b.household },
    spells: spellsToMove(keepSpells, dropSpells),
    bonds: bonds.filter(({ status }) => status === 'confirmed'),
    claims: dropClaims,
    payments,
    wishes: wishes.filter(({ status }) => status !== 'merged'),
    bars,
    second: secondWhy(a.person, b.person, [...keepClaims, ...dropClaims], keepPaid.length + payments.length),
  };
}

const paymentsOf = (person: PersonRecord, { store }: Pick<Context, 'store'>) =>
  store.list<PaymentRecord>('payments', { where: { person: person._id }, order: ['sortKey', 'desc'], limit: 50 });

function secondWhy(keep: PersonRecord, drop: PersonRecord, claims: readonly ClaimRecord[], payments: number): string {
  if (payments > 0) return '有发过的钱';
  if (claims.some(({ status }) => !['draft', 'withdrawn', 'rejected'].includes(status))) return '有交上去的申领';
  if (drop.account && keep.accountIndex !== drop.accountIndex) return '两条的收款账户不一样';
  return '';
}

export function differing(keep: PersonRecord, drop: PersonRecord): string[] {
  return ALL_PERSON_FIELDS.filter((field) => !sameField(field as never, keep as never, drop as never)).map(({ id }) => id);
}

/** What hangs on the record that goes, and where it will be found. */
export function hangsOf({ spells, bonds, claims, payments, wishes }: Pair): string[] {
  const count = (n: number, words: string) => (n > 0 ? [words.replace('N', String(n))] : []);
  const handed = claims.filter(({ status }) => status !== 'draft');
  return [
    ...count(spells.go.length, '务工记录 N 条，转到留下的这一条'),
    ...count(spells.stay.length, '务工记录 N 条和留下的重了，合完要定哪段对'),
    ...count(wishes.length, '报名 N 个，转到留下的这一条；两条都想去同一个活的，留走得远的'),
    ...count(handed.length, '补贴申领 N 件，从留下的这一条看得到'),
    ...count(payments.length, '发过的钱 N 笔，从留下的这一条看得到'),
    ...count(bonds.length, '家里人代办 N 个，留下的这一条接着用'),
  ];
}

export function mergeViewOf(merge: MergeRecord, { caller, today }: Pick<Context, 'caller' | 'today'>): Output<'merge.undo'>['merge'] {
  const until = merge.doneAt === null ? null : undoUntil(beijingDate(merge.doneAt));
  const can: ('confirm' | 'undo')[] = [];
  if (merge.status === 'asked' && merge.askedBy.openid !== caller.openid && covers(caller, MERGE_CONFIRMERS, merge)) can.push('confirm');
  if (merge.status === 'done' && until !== null && today <= until && covers(caller, REGISTRY_KEEPERS, merge)) can.push('undo');
  return {
    id: merge._id,
    version: merge.version,
    status: merge.status,
    keep: { id: merge.keep, name: merge.names[0] },
    drop: { id: merge.drop, name: merge.names[1] },
    take: merge.take,
    money: merge.money,
    askedAt: merge.askedAt,
    askedBy: merge.askedBy.name,
    doneAt: merge.doneAt,
    doneBy: merge.doneBy?.name ?? '',
    can,
    undoUntil: until,
    stayed: merge.status === 'done' ? unsettled(merge).length : 0,
    note: merge.note,
  };
}
