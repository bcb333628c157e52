// Who joins: a new member of a household, a household with its head. Identity numbers are checked and nobody's twice.
import { randomUUID } from 'node:crypto';
import { roleFor } from '@shared/access';
import { readIdNumber } from '@shared/domain/fields';
import { type FieldValue, problemsIn, withValues } from '@shared/domain/fields/registry-fields';
import type { DutyRecord, HouseholdRecord, PersonRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { newHappeningId, putHappening } from './happenings';
import { demandCode } from './household-edit';
import { closeNewcomer, demandNewcomer, personOfDuty } from './newcomer-duty';
import { demandAccount, demandRelation, freeTexts } from './person-edit';
import { demandKeeping, householdSheetOf, personSheetOf, REGISTRY_KEEPERS, rolesAt } from './registry-parts';
import { demandFields, demandUnique, normalValues, writtenPerson } from './registry-write';

type Values = Readonly<Record<string, FieldValue>>;

/** What a record cannot begin without. */
const NEEDED: readonly [string, string][] = [
  ['name', '写上名字'],
  ['idNumber', '写上身份证号；没有的填系统给的 999999 临时号'],
  ['relation', '选和户主的关系'],
  ['labourSkill', '选劳动技能'],
  ['health', '选健康状况'],
];

function demandNeeded(values: Values): void {
  const missing: [string, string][] = NEEDED.filter(([id]) => values[id] === undefined || values[id] === null || values[id] === '').map(
    ([id, words]) => [id, words],
  );
  if (!values.schooling && !values.studentStatus) missing.push(['schooling', '文化程度和在校生状况填一样；没上学的小娃娃选「学龄前儿童」']);
  const number = typeof values.idNumber === 'string' ? readIdNumber(values.idNumber) : null;
  if (number?.placeholder && (!values.born || !values.sex)) missing.push(['born', '临时号里没有真的出生日期，写上出生日期和性别']);
  if (missing.length > 0) throw new Problem('bad_input', { fields: Object.fromEntries(missing) });
}

/** A person that has nothing yet; identity and everything else is written over it. */
function blankPerson(household: HouseholdRecord, order: number): PersonRecord {
  const _id = `p-${randomUUID()}`;
  return {
    _id,
    county: household.county,
    town: household.town,
    village: household.village,
    status: 'active',
    sortKey: `${household.code}-${String(order).padStart(2, '0')}:${_id}`,
    version: 0,
    auditHead: '',
    household: household._id,
    name: '',
    initials: '',
    sex: '男',
    born: '',
    relation: '',
    labourSkill: '无劳动力',
    schooling: null,
    studentStatus: null,
    health: '',
    idNumber: '',
    idIndex: '',
    idTail: '',
    phone: null,
    phoneIndex: null,
    phoneTail: null,
    account: null,
    accountIndex: null,
  };
}

async function newPerson(household: HouseholdRecord, order: number, typed: Values, ctx: Context): Promise<PersonRecord> {
  const values = normalValues(typed);
  demandFields('persons', values, rolesAt(ctx, household));
  demandNeeded(values);
  await demandFit(freeTexts(values), ctx);
  const blank = blankPerson(household, order);
  await demandUnique(blank, values, ctx);
  const person = await writtenPerson(blank, values, ctx);
  if (person.account) demandAccount(person, await ctx.repos.installation.get());
  return person;
}

const HOW_WORDS = { born: '新生', married_in: '嫁入', moved_in: '户口迁入', missed: '以前漏登' } as const;

function demandPast(on: string, { today }: Pick<Context, 'today'>): void {
  if (on > today) throw new Problem('bad_input', { fields: { on: '日子不能在今天以后' } });
}

export const addPerson = action('person.add', {
  roles: REGISTRY_KEEPERS,
  limit: { times: 200, seconds: 3600 },
  async change({ household: id, how, on, note, values, duty: from }, ctx) {
    const { repos, caller } = ctx;
    const household = await repos.registry.householdInScope(id, REGISTRY_KEEPERS);
    if (household.status !== 'active') throw new Problem('not_possible_now', { message: '这一户已经撤了，不能再添人。' });
    demandPast(on, ctx);
    await demandFit({ note }, ctx);
    if (from !== undefined) demandNewcomer(await repos.duties.inScope(from, REGISTRY_KEEPERS), household);
    const members = await repos.registry.members([household]);
    const made = await newPerson(household, members.length + 1, values, ctx);
    const person =
      from === undefined ? made : { ...made, _id: personOfDuty(from), sortKey: made.sortKey.replace(made._id, personOfDuty(from)) };
    if (how === 'born' && person.born > on) throw new Problem('bad_input', { fields: { on: '比出生日期还早' } });
    await demandRelation({ ...person, relation: '' }, { relation: person.relation }, ctx);
    const happening = newHappeningId();
    return ctx.change(async (change) => {
      const duty = from === undefined ? null : await change.get<DutyRecord>('duties', from);
      if (duty) demandNewcomer(duty, household);
      const stored = await change.put('persons', null, person, { verb: 'add', role: roleFor(caller, household), detail: { how } });
      if (person.relation === '户主') {
        const house = await change.get<HouseholdRecord>('households', id);
        if (house && house.headName !== person.name)
          await change.put('households', house, { ...house, headName: person.name }, { verb: 'rename_head', role: roleFor(caller, house) });
      }
      if (duty) await closeNewcomer(change, duty, stored, `登记好了：${person.name}`, ctx);
      const words = [HOW_WORDS[how], note].filter((part) => part !== '').join('，');
      await putHappening(change, { id: happening, kind: how, place: household, person, household, on, words }, ctx);
      return { record: stored._id, version: stored.version, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const { person, household } = await ctx.repos.registry.inScope(record);
    return { sheet: await personSheetOf(person, household, ctx) };
  },
});

export const addHousehold = action('household.add', {
  roles: REGISTRY_KEEPERS,
  limit: { times: 100, seconds: 3600 },
  async change({ village, on, note, values, head }, ctx) {
    const { repos, caller } = ctx;
    const place = await repos.places.get(village);
    if (place?.level !== 'village') throw new Problem('not_found', { message: '没有这个村。' });
    const placed = { county: place.county, town: place.town, village };
    demandKeeping(placed, ctx);
    demandPast(on, ctx);
    // What the county decides on is written when a household begins, by whoever begins it.
    const first = ['householdType', 'code'];
    demandFields('households', Object.fromEntries(Object.entries(values).filter(([id]) => !first.includes(id))), rolesAt(ctx, placed));
    await demandFit({ note, address: String(values.address ?? ''), group: String(values.group ?? '') }, ctx);
    await demandCode('', values.code, ctx);
    const _id = `h-${randomUUID()}`;
    const blank = {
      ...placed,
      _id,
      status: 'active',
      sortKey: '',
      version: 0,
      auditHead: '',
      code: '',
      headName: '',
      group: '',
      householdType: '一般农户',
      monitoring: null,
      resettled: false,
      keeper: null,
      keeperName: '',
    } as HouseholdRecord;
    const household = withValues('households', blank, values, ctx);
    const wrong = problemsIn('households', household, { code: '', ...values }, ctx);
    if (Object.keys(wrong).length > 0) throw new Problem('bad_input', { fields: wrong });
    const person = await newPerson(household, 1, { ...head, relation: '户主' }, ctx);
    const happening = newHappeningId();
    return ctx.change(async (change) => {
      const role = roleFor(caller, placed);
      const made = await change.put(
        'households',
        null,
        { ...household, sortKey: `${household.code}:${_id}`, headName: person.name },
        { verb: 'add', role },
      );
      await change.put('persons', null, person, { verb: 'add', role, detail: { how: 'head' } });
      await putHappening(change, { id: happening, kind: 'household_added', place: placed, person, household: made, on, words: note }, ctx);
      return { record: _id, version: made.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ sheet: await householdSheetOf(await ctx.repos.registry.householdInScope(record), ctx) }),
});
