// The invented county, township and villages, and how many labourers live in each at every size.
export const COUNTY = { code: '140799', name: '云岭县', province: '山西省', city: '晋中市' } as const;
export const TOWN = { code: '140799201000', name: '青石乡' } as const;

export type Size = 'small' | 'township' | 'stress';

export interface Village {
  code: string;
  name: string;
  /** The surname most of its families carry. */
  surname: string;
  /** Labourers in the township size; villages are unequal on purpose: one has 9, one 190. */
  labourers: number;
  /** 片, as the township groups its villages. */
  zone: string;
}

const NAMED: readonly (readonly [string, string, number])[] = [
  ['石桥村', '周', 110],
  ['柳沟村', '韩', 64],
  ['东坪村', '郝', 72],
  ['南岭村', '武', 190],
  ['后湾村', '冀', 58],
  ['槐树坪村', '任', 85],
  ['上河村', '侯', 96],
  ['下河村', '侯', 73],
  ['白草坡村', '弓', 9],
  ['杏花沟村', '曹', 66],
  ['枣林村', '梁', 78],
  ['大井村', '宋', 91],
  ['红土垴村', '巩', 49],
  ['云顶村', '许', 62],
  ['寨子村', '乔', 47],
];

/** Five villages each, in the order of their codes. */
const ZONES = ['河东片', '河西片', '山上片'] as const;

export const VILLAGES: readonly Village[] = NAMED.map(([name, surname, labourers], i) => ({
  code: `${TOWN.code.slice(0, 9)}${201 + i}`,
  name,
  surname,
  labourers,
  zone: ZONES[Math.floor(i / 5)] ?? '',
}));

const SMALL = [30, 18, 12];

/** The villages of a size with their numbers of labourers: 60, 1,150 or 4,000 in all. */
export function villagesOf(size: Size): Village[] {
  if (size === 'township') return [...VILLAGES];
  if (size === 'small') return VILLAGES.slice(0, SMALL.length).map((village, i) => ({ ...village, labourers: SMALL[i] ?? 0 }));
  const scaled = VILLAGES.map((village) => ({ ...village, labourers: Math.round((village.labourers * 4000) / 1150) }));
  const first = scaled[0];
  if (first) first.labourers += 4000 - scaled.reduce((sum, village) => sum + village.labourers, 0);
  return scaled;
}

export const GROUPS = ['一组', '二组', '三组', '四组', '五组'] as const;
