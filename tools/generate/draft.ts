// The county while it is being made: adds households, persons and spells with everything a record must carry.
import type { DateText, HouseholdRecord, HouseholdType, LabourSkill, Monitoring, SpellRecord } from '@shared/domain/records';
import { Numbers } from './identity';
import { initials } from './names';
import { Random } from './random';
import type { PlainPerson, Planted } from './types';
import { COUNTY, TOWN, type Village } from './villages';

export interface HouseholdSpec {
  group: string;
  type: HouseholdType;
  monitoring?: Monitoring;
  resettled?: boolean;
}

export interface PersonSpec {
  name: string;
  sex: '男' | '女';
  born: DateText;
  relation: string;
  skill: LabourSkill;
  /** 在校生状况; then 文化程度 stays empty. */
  student?: string;
  schooling?: string;
  health?: string;
  /** 'own' takes the next number; a number is shared with whoever has it. */
  phone: 'own' | 'none' | (string & {});
  account: boolean;
  status?: 'active' | 'dead' | 'gone';
  /** Asks for an identity number with this check character. */
  idCheck?: string;
}

export interface SpellSpec {
  start: DateText;
  end: DateText | null;
  place: { province: string; city: string; county: string };
  employer: string | null;
  monthlyFen: number | null;
  industry: string;
  channel: string;
  organised: boolean | null;
  /** Village the record was made in, when it is not the person's village of today. */
  village?: string;
}

const BANKS = ['云岭农商银行', '云岭农商银行', '云岭农商银行', '云岭村镇银行'];

export class Draft {
  readonly households: HouseholdRecord[] = [];
  readonly persons: PlainPerson[] = [];
  readonly spells: SpellRecord[] = [];
  readonly planted: Planted[] = [];
  readonly numbers = new Numbers();
  private readonly ids: Random;
  private readonly houseNumbers = new Map<string, number>();
  private readonly members = new Map<string, number>();
  private readonly names = new Map<string, Set<string>>();

  constructor(
    seed: number,
    readonly asOf: DateText,
  ) {
    this.ids = new Random(seed, 'ids');
  }

  id(prefix: string): string {
    return this.ids.id(prefix);
  }

  household(village: Village, spec: HouseholdSpec): HouseholdRecord {
    const number = (this.houseNumbers.get(village.code) ?? 0) + 1;
    this.houseNumbers.set(village.code, number);
    const code = `${village.code}${String(number).padStart(4, '0')}`;
    const _id = this.id('h');
    const household: HouseholdRecord = {
      _id,
      county: COUNTY.code,
      town: TOWN.code,
      village: village.code,
      status: 'active',
      sortKey: `${code}:${_id}`,
      version: 0,
      auditHead: '',
      code,
      headName: '',
      group: spec.group,
      householdType: spec.type,
      monitoring: spec.monitoring ?? null,
      resettled: spec.resettled ?? false,
    };
    this.households.push(household);
    return household;
  }

  person(household: HouseholdRecord, spec: PersonSpec): PlainPerson {
    const order = (this.members.get(household._id) ?? 0) + 1;
    this.members.set(household._id, order);
    const number = this.numbers.idNumber(spec.born, spec.sex, spec.idCheck);
    const phone = spec.phone === 'own' ? this.numbers.phone() : spec.phone === 'none' ? null : spec.phone;
    const account = spec.account ? this.numbers.account() : null;
    const _id = this.id('p');
    const person: PlainPerson = {
      _id,
      county: household.county,
      town: household.town,
      village: household.village,
      status: spec.status ?? 'active',
      sortKey: `${household.code}-${String(order).padStart(2, '0')}:${_id}`,
      version: 0,
      auditHead: '',
      household: household._id,
      name: spec.name,
      initials: initials(spec.name),
      sex: spec.sex,
      born: spec.born,
      relation: spec.relation,
      labourSkill: spec.skill,
      schooling: spec.student ? null : (spec.schooling ?? '初中'),
      studentStatus: spec.student ?? null,
      health: spec.health ?? '健康',
      idNumber: number,
      idTail: number.slice(-4),
      phone,
      phoneTail: phone?.slice(-4) ?? null,
      account: account ? { number: account, tail: account.slice(-4), bank: BANKS[this.ids.int(0, 3)] ?? '', holder: spec.name } : null,
    };
    this.persons.push(person);
    this.namesIn(household.village).add(spec.name);
    if (spec.relation === '户主') household.headName = spec.name;
    return person;
  }

  spell(person: PlainPerson, spec: SpellSpec): SpellRecord {
    const _id = this.id('s');
    const spell: SpellRecord = {
      _id,
      county: person.county,
      town: person.town,
      village: spec.village ?? person.village,
      status: spec.end ? 'ended' : 'open',
      sortKey: `${person._id}:${spec.start}:${_id}`,
      version: 0,
      auditHead: '',
      person: person._id,
      start: spec.start,
      end: spec.end,
      place: spec.place,
      employer: spec.employer,
      monthlyFen: spec.monthlyFen,
      industry: spec.industry,
      channel: spec.channel,
      organised: spec.organised,
      kind: spec.employer ? '单位录用聘用人员' : '其他形式务工就业人员',
    };
    this.spells.push(spell);
    return spell;
  }

  plant(key: string, words: string, ...persons: PlainPerson[]): void {
    this.planted.push({ key, words, persons: persons.map((person) => person._id) });
  }

  /** Names already used in a village, so that namesakes happen only where they are planted. */
  namesIn(village: string): Set<string> {
    const names = this.names.get(village) ?? new Set<string>();
    this.names.set(village, names);
    return names;
  }
}
