// Cases of the data rules: an ordinary household, changed where the case says, looked at by one rule.
import type { HouseholdView, PersonView, QualityContext, SpellView } from '@shared/domain/quality';

export const CTX: QualityContext = { today: '2026-03-02', home: { province: '山西省', city: '晋中市', county: '云岭县' } };

/** Written short: 深圳 is another province, 太原 another city, 榆次 another county, 云岭 home. */
const PLACES: Record<string, Pick<SpellView, 'province' | 'city' | 'county'>> = {
  深圳: { province: '广东省', city: '深圳市', county: '宝安区' },
  太原: { province: '山西省', city: '太原市', county: '小店区' },
  榆次: { province: '山西省', city: '晋中市', county: '榆次区' },
  云岭: { province: '山西省', city: '晋中市', county: '云岭县' },
  广东: { province: '广东省', city: '', county: '' },
  无: { province: '', city: '', county: '' },
};

export interface SpellCase extends Partial<Omit<SpellView, 'monthlyFen'>> {
  at?: string;
  yuan?: number | null;
}
export interface PersonCase extends Partial<Omit<PersonView, 'spells'>> {
  spells?: SpellCase[];
}
export interface QualityCase {
  rule: string;
  name: string;
  on?: string;
  /** The person it is about; a man of 40 who works in Shenzhen unless said otherwise. */
  person?: PersonCase;
  household?: Partial<Omit<HouseholdView, 'members'>>;
  also?: PersonCase[];
  finds: boolean;
  /** What the sentence must say. */
  says?: string;
}

function spellOf({ at = '深圳', yuan = 4200, ...more }: SpellCase, index: number): SpellView {
  const place = PLACES[at];
  if (!place) throw new Error(`no place is called ${at}`);
  return {
    id: `s${index + 1}`,
    start: '2026-02-20',
    end: null,
    ...place,
    employer: '宝安喷涂厂',
    monthlyFen: yuan === null ? null : Math.round(yuan * 100),
    industry: '制造业',
    channel: '外出务工',
    organised: false,
    kind: '单位录用聘用人员',
    overseas: false,
    away: null,
    confirmedMonth: '2026-03',
    ...more,
  };
}

function personOf({ spells, ...more }: PersonCase, index: number): PersonView {
  return {
    id: `p${index + 1}`,
    name: index === 0 ? '周某' : `周某${index + 1}`,
    sex: '男',
    born: '1985-06-01',
    status: 'active',
    relation: index === 0 ? '户主' : '之子',
    labourSkill: '普通劳动力',
    schooling: '初中',
    studentStatus: null,
    health: ['健康'],
    disability: null,
    support: '',
    number: 'ok',
    numberSays: null,
    phone: 'ok',
    hasContact: true,
    accountHolder: null,
    workWish: null,
    yulu: null,
    paid: [],
    owed: [],
    sharing: null,
    whereabouts: null,
    ...more,
    spells: (spells ?? (index === 0 ? [{}] : [])).map(spellOf),
  };
}

export function householdOf({ person = {}, household = {}, also = [] }: QualityCase): HouseholdView {
  return {
    id: 'h1',
    type: '一般脱贫户',
    monitoring: null,
    risks: [],
    perCapitaFen: 1_200_000,
    ...household,
    members: [person, ...also].map(personOf),
  };
}
