// A village opened on the phone, page by page, without anything sensitive; and the telephones of today's route, logged one household at a time.
import { covers, roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import { addDays, ageOn, startOfDay } from '@shared/domain/dates';
import type { AssessmentRecord, DeviceRecord, HouseholdRecord, PersonRecord } from '@shared/domain/records';
import { valuesOf } from '@shared/domain/sync/fields';
import { openSpell, seenOf } from '@shared/domain/sync/merge';
import { lackWords } from '@shared/domain/words/lines';
import { VISITORS } from '@shared/repos/visits';
import { action } from '@shared/runtime/action';
import { canonical, sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { choicesNow } from './list-parts';

type HouseholdView = Output<'village.bundle'>['items'][number]['household'];
type PersonView = HouseholdView['persons'][number];

/** Households a page: some hundred persons, far below the size an answer may have. */
const PAGE = 20;
const PAST = 3;
const AWAITED: readonly string[] = ['can', 'missing'];
/** Work of the office, nothing to speak of at the door. */
const NOT_AT_DOOR: readonly string[] = ['conflict', 'data_rule', 'handover', 'overlap', 'recheck'];

/** The phone as the house knows it; made known with its first village. @throws Problem when the id is somebody else's. */
export async function deviceFor(device: string, village: string, model: string, ctx: Context): Promise<DeviceRecord> {
  const { repos, store, caller, now } = ctx;
  const known = await repos.visits.device(device);
  if (known) {
    if (known.openid !== caller.openid) throw new Problem('not_allowed', { message: '这部手机上的资料是另一个微信取的。' });
    return known;
  }
  const place = await repos.places.get(village);
  const _id = `device:${device}`;
  const fresh: DeviceRecord = {
    _id,
    county: place?.county ?? '',
    town: place?.town ?? '',
    village,
    status: 'active',
    sortKey: `${now}:${_id}`,
    openid: caller.openid,
    ownerName: caller.name,
    model,
    since: now,
    revoked: null,
    version: 0,
    auditHead: '',
  };
  await store.insert('devices', fresh);
  return fresh;
}

export const villageBundle = action('village.bundle', {
  roles: VISITORS,
  limit: { times: 600, seconds: 3600 },
  async run({ village, device, model, cursor, have }, ctx) {
    const { repos, now } = ctx;
    const scopes = await repos.registry.scopesFor(VISITORS, village);
    const place = await repos.places.get(village);
    const shell = {
      villageName: place?.name ?? '',
      asOf: now,
      contact: place?.contact ?? { words: '', phone: '' },
      same: [],
      items: [],
      next: null,
    };
    if ((await deviceFor(device, village, model, ctx)).status === 'revoked') return { ...shell, state: 'revoked' as const };
    const { rows, next } = await repos.registry.households(scopes, {}, cursor, PAGE);
    const marked = (await viewsOf(rows, ctx)).map((household) => ({ mark: sha256(canonical(household)).slice(0, 12), household }));
    const same = marked.filter(({ mark, household }) => have[household.id] === mark);
    return {
      ...shell,
      state: 'ok' as const,
      same: same.map(({ household }) => household.id),
      items: marked.filter((one) => !same.includes(one)),
      next,
    };
  },
});

/** What became of a line the person agreed to. */
function agreedWords({ status, line, missing }: Pick<AssessmentRecord, 'status' | 'line' | 'missing'>): string {
  if (line === 'filed') return status === 'paid' ? '发下来了' : '交上去了，正在办';
  const lacks = missing.filter((code) => code !== 'file');
  return lacks.length === 0 ? '签过了，村里开会一起交' : `签过了，还缺${lacks.map((code) => lackWords(code, 'official')).join('、')}`;
}

async function viewsOf(households: readonly HouseholdRecord[], ctx: Context): Promise<HouseholdView[]> {
  if (households.length === 0) return [];
  const { repos, store, today } = ctx;
  const houses = households.map(({ _id }) => _id);
  const persons = (await repos.registry.members(households)).filter(({ status }) => status === 'active');
  const ids = persons.map(({ _id }) => _id);
  const lastVisits = households.flatMap(({ visited }) => (visited ? [visited.visit] : []));
  const none = <T>(): Promise<T[]> => Promise.resolve([]);
  const [spells, lines, standings, bonds, stands, duties, visits, choices] = await Promise.all([
    ids.length > 0 ? repos.visits.spells(ids) : none<never>(),
    ids.length > 0 ? repos.visits.lines(ids) : none<never>(),
    ids.length > 0 ? repos.visits.standings(ids) : none<never>(),
    ids.length > 0 ? repos.visits.bonds(ids) : none<never>(),
    repos.visits.whereabouts(houses),
    repos.visits.duties(houses),
    lastVisits.length > 0 ? store.getMany<{ _id: string; said: string }>('visits', lastVisits) : none<never>(),
    choicesNow(ctx),
  ]);
  const names = new Map(choices.map(({ programme, period, policy }) => [`${programme}:${period}`, policy.pack.spoken]));
  const answered = new Set(
    standings.filter(({ status }) => status !== 'open').map((one) => `${one.programme}:${one.period}:${one.person}`),
  );
  const agreed = new Set(
    standings.filter(({ status }) => status === 'agreed').map((one) => `${one.programme}:${one.period}:${one.person}`),
  );
  const saidAt = new Map(visits.map(({ _id, said }) => [_id, said]));

  const personView = (person: PersonRecord): PersonView => {
    const own = spells.filter((spell) => spell.person === person._id).sort((a, b) => (a.start < b.start ? 1 : -1));
    const open = openSpell(own);
    const where = stands.find((one) => one.person === person._id);
    const theirs = bonds.filter((bond) => bond.person === person._id);
    return {
      id: person._id,
      version: person.version,
      name: person.name,
      sex: person.sex,
      age: ageOn(person.born, today),
      relation: person.relation,
      values: valuesOf('persons', person),
      phoneTail: person.phoneTail ?? '',
      card: person.account && { tail: person.account.tail, bank: person.account.bank },
      work: open && seenOf(open),
      pay: open?.monthlyFen ?? null,
      channel: open?.channel ?? '',
      past: own
        .filter((spell) => spell !== open)
        .slice(0, PAST)
        .map((spell) => `${spell.start} 到 ${spell.end ?? ''} ${seenOf(spell).words}`),
      where: where?.status ?? '',
      why: where?.words ?? '',
      next: where?.next ?? '',
      lines: lines
        .filter((one) => one.person === person._id && AWAITED.includes(one.line))
        .filter(({ programme, period }) => names.has(`${programme}:${period}`) && !answered.has(`${programme}:${period}:${person._id}`))
        .map(({ programme, period, amountFen, line, missing }) => ({
          programme,
          period,
          name: names.get(`${programme}:${period}`) ?? '',
          amountFen,
          line,
          missing: missing.map((code) => lackWords(code, 'official')),
        })),
      agreed: lines
        .filter((one) => one.person === person._id && names.has(`${one.programme}:${one.period}`))
        .filter((one) => agreed.has(`${one.programme}:${one.period}:${person._id}`) && (one.line === 'filed' || AWAITED.includes(one.line)))
        .map((one) => `${one.period.slice(0, 4)}年${names.get(`${one.programme}:${one.period}`) ?? ''}：${agreedWords(one)}`),
      bonds: theirs
        .filter(({ as, status }) => as === 'helper' && (status === 'invited' || status === 'asked' || status === 'confirmed'))
        .map(({ _id, name, relation, status }) => ({ id: _id, name, relation, status })),
      known: theirs.some(({ as, status }) => as === 'self' && status === 'confirmed'),
    };
  };

  return households.map((household) => ({
    id: household._id,
    version: household.version,
    headName: household.headName,
    group: household.group,
    type: household.householdType,
    marks: [
      ...(household.monitoring && household.monitoring.clearedOn === null ? [household.monitoring.category] : []),
      ...(household.resettled ? ['易地搬迁'] : []),
    ],
    keeper: household.keeperName ?? '',
    values: valuesOf('households', household),
    last: household.visited
      ? { on: household.visited.on, by: household.visited.by, said: saidAt.get(household.visited.visit) ?? '' }
      : null,
    promises: duties
      .filter((duty) => duty.household === household._id && duty.status === 'open' && !NOT_AT_DOOR.includes(duty.kind))
      .map((duty) => ({ id: duty._id, words: duty.words, dueOn: duty.dueOn, owner: duty.ownerName })),
    persons: persons
      .filter((person) => person.household === household._id)
      .sort((a, b) => Number(b.relation === '户主') - Number(a.relation === '户主') || (a._id < b._id ? -1 : 1))
      .map(personView),
  }));
}

export const visitRoute = action('visit.route', {
  roles: VISITORS,
  limit: { times: 30, seconds: 86_400 },
  async run({ village, device, households: ids, reason }, ctx) {
    const { repos, store, caller, today } = ctx;
    await repos.registry.scopesFor(VISITORS, village);
    if ((await deviceFor(device, village, '', ctx)).status === 'revoked')
      throw new Problem('not_allowed', { message: '这部手机停用了，不能再取号码。' });
    const households = await store.getMany<HouseholdRecord>('households', [...new Set(ids)]);
    if (households.some((one) => one.village !== village || !covers(caller, VISITORS, one))) throw new Problem('not_found');
    const persons = (await repos.registry.members(households)).filter(({ status }) => status === 'active');
    const until = startOfDay(addDays(today, 1));
    const phones: Output<'visit.route'>['phones'] = [];
    for (const household of households) {
      const own = persons.filter((one) => one.household === household._id && (one.phone !== null || one.contact?.phone != null));
      if (own.length === 0) continue;
      // Written before a number is opened; the same request a second time gets nothing.
      const fresh = await ctx.note(
        `reveal:${caller.openid}:${ctx.requestId}:${household._id}`,
        { collection: 'households', record: household._id },
        {
          verb: 'reveal',
          role: roleFor(caller, household),
          detail: { field: 'phone', reason, device, until, persons: own.map(({ _id }) => _id) },
        },
      );
      if (!fresh) throw new Problem('already_done', { message: '这一次已经给过号码了。', next: '还要，就重新取一次。' });
      for (const person of own) {
        const place = (field: string) => ({ collection: 'persons', record: person._id, field });
        const about = { household: household._id, person: person._id, name: person.name };
        if (person.phone !== null) phones.push({ ...about, whose: '', phone: ctx.open(place('phone'), person.phone) });
        const contact = person.contact?.phone;
        if (contact) phones.push({ ...about, whose: person.contact?.name ?? '', phone: ctx.open(place('contactPhone'), contact) });
      }
    }
    return { until, phones };
  },
});
