// Looks through what was paid at a place for 疑点. Each found is one document with an id of its own: looking again finds the same ones.

import type {
  AccountRecord,
  ClaimRecord,
  OutsideRecord,
  PaymentRecord,
  PersonRecord,
  ReceiptRecord,
  StaffRecord,
  Suspicion,
  SuspicionRecord,
} from '@shared/domain/records';
import { TRACERS } from '@shared/repos/trace';
import type { JobKind } from '@shared/runtime/jobs';
import { among, range } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

interface Input {
  level: 'county' | 'town' | 'village';
  code: string;
}
type Found = Partial<Record<Suspicion, string>>;

const MOST = 20;
const DECISIONS = ['approve', 'close_publicity'];
/** The floor of the wage many documents set; a wage of exactly that is worth a second look. */
const FLOOR_FEN = 100_000;

async function lookAt(payment: PaymentRecord, ctx: WorkContext): Promise<Found> {
  const { store } = ctx;
  const [claim, person] = await Promise.all([
    store.get<ClaimRecord>('claims', payment.claim),
    store.get<PersonRecord>('persons', payment.person),
  ]);
  const found: Found = {};
  if (person) {
    const [account, phone] = await Promise.all([sharedAccount(payment, person, ctx), sharedPhone(person, ctx)]);
    if (account !== '') found.shared_account = account;
    if (phone !== '') found.shared_phone = phone;
    if (person.status === 'dead') found.after_death = `登记为已故，${payment.result?.on ?? ''} 发了钱`;
  }
  if (claim) {
    const [picture, kin] = await Promise.all([samePicture(claim, ctx), kinDecided(claim, person, ctx)]);
    if (picture !== '') found.same_picture = picture;
    if (kin !== '') found.kin_decided = kin;
    const round = (claim.facts?.spells ?? []).find(({ monthlyFen }) => monthlyFen === FLOOR_FEN);
    if (round) found.round_wage = `${round.employer ?? '单位没登记'}，月工资正好 1000.00 元`;
  }
  const outside = await store.list<OutsideRecord>('outside', { where: { person: payment.person }, order: ['sortKey', 'asc'], limit: MOST });
  const twice = outside.find((one) => one.status === 'kept' && one.programme === payment.programme && one.period === payment.period);
  if (twice) found.paid_elsewhere = `系统外 ${twice.paidOn === '' ? '' : `${twice.paidOn} `}发过 ${twice.amountFen / 100} 元`;
  return found;
}

async function sharedAccount(payment: PaymentRecord, person: PersonRecord, { store }: WorkContext): Promise<string> {
  if (!person.accountIndex) return payment.account.holder === person.name ? '' : `户名是${payment.account.holder}`;
  const same = await store.list<PersonRecord>('persons', { where: { accountIndex: person.accountIndex }, limit: MOST });
  const others = same.filter(({ _id }) => _id !== person._id);
  if (others.length === 0) return '';
  const strangers = others.filter(({ household }) => household !== person.household);
  return `和${others.map(({ name }) => name).join('、')}同一个账户${strangers.length > 0 ? '，不是一户' : '（一户）'}`;
}

async function sharedPhone(person: PersonRecord, { store }: WorkContext): Promise<string> {
  if (person.phoneIndex === null) return '';
  const same = await store.list<PersonRecord>('persons', { where: { phoneIndex: person.phoneIndex }, limit: MOST });
  const strangers = same.filter(({ _id, household }) => _id !== person._id && household !== person.household);
  if (strangers.length === 0) return '';
  // A helper's number on several people they agreed to help is how families live, and no sign of anything.
  const bonds = await store.list<{ _id: string; status: string; helperPerson: string | null }>('bonds', {
    where: { person: person._id },
    order: ['sortKey', 'desc'],
    limit: MOST,
  });
  const helpers = bonds.filter(({ status }) => status === 'confirmed').map(({ helperPerson }) => helperPerson);
  const unknown = strangers.filter(({ _id }) => !helpers.includes(_id));
  return unknown.length === 0 ? '' : `和${unknown.map(({ name }) => name).join('、')}同一个电话，不是一户`;
}

async function samePicture(claim: ClaimRecord, { store }: WorkContext): Promise<string> {
  const own = await store.getMany<ReceiptRecord>(
    'receipts',
    claim.receipts.map(({ receipt }) => receipt),
  );
  const hashes = [...new Set(own.map(({ sha256 }) => sha256))];
  if (hashes.length === 0) return '';
  const same = await store.list<ReceiptRecord>('receipts', { where: { sha256: among(hashes), status: 'kept' }, limit: 100 });
  const claims = new Set(same.filter((one) => one.claim !== claim._id && one.person !== claim.person).map((one) => one.claim));
  return claims.size === 0 ? '' : `同一张照片还在别人的 ${claims.size} 份申领里`;
}

async function kinDecided(claim: ClaimRecord, person: PersonRecord | null, { store }: WorkContext): Promise<string> {
  const deciders = [...new Set(claim.events.filter(({ verb }) => DECISIONS.includes(verb)).map(({ by }) => by.openid))];
  const [staff, accounts] = await Promise.all([
    store.getMany<StaffRecord>('staff', deciders),
    store.getMany<AccountRecord>('accounts', deciders),
  ]);
  for (const officer of staff) {
    const account = accounts.find(({ _id }) => _id === officer._id);
    const self = officer.self ?? account?.persons.find(({ as }) => as === 'self')?.person ?? null;
    if (officer.relatives.includes(claim.person) || self === claim.person) return `经手的${officer.name}是本人或申报过的亲属`;
    const own = self === null ? null : await store.get<PersonRecord>('persons', self);
    if (own && person && own.household === person.household) return `经手的${officer.name}和他是一户`;
  }
  return '';
}

export const traceLookWork: JobKind<Input, PaymentRecord, { looked: number; found: number }> = {
  kind: 'trace.look',
  roles: TRACERS,
  words: '正在找疑点',
  async page({ input, cursor }, limit, ctx) {
    const payments = await ctx.store.list<PaymentRecord>('payments', {
      where: { [input.level]: input.code, status: 'paid', ...(cursor === null ? {} : { sortKey: range({ gt: cursor }) }) },
      order: ['sortKey', 'asc'],
      limit,
    });
    return { items: payments.map((value) => ({ key: value.personName, cursor: value.sortKey, value })) };
  },
  async each(payment, _job, ctx) {
    const found = await lookAt(payment, ctx);
    let fresh = 0;
    for (const [code, words] of Object.entries(found)) {
      const { county, town, village, claim, person, personName, programme, period, amountFen } = payment;
      const _id = `suspicion:${code}:${payment._id}`;
      const one: SuspicionRecord = {
        _id,
        county,
        town,
        village,
        status: code,
        sortKey: `${village}:${_id}`,
        payment: payment._id,
        claim,
        person,
        personName,
        programme,
        period,
        amountFen,
        words,
        foundAt: ctx.now,
      };
      if (await ctx.store.insert('suspicions', one)) fresh += 1;
    }
    return { looked: 1, found: fresh };
  },
  finish: async ({ tally }) => ({ looked: tally.looked ?? 0, found: tally.found ?? 0 }),
};
