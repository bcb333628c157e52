// Where it is: the address as written, its province, city and county where they are named or are home's, and the area that follows.
import type { JobArea, JobChannel, PostingRecord } from '../posting-record';
import { CITIES, COUNTY_CITIES, PROVINCES } from './cities';
import { guessed, type Match, partOf, type Said, type Stretch, said, shortened } from './text';

type Place = PostingRecord['place'];

export interface Home {
  province: string;
  city: string;
  county: string;
}

const LABEL = /(?:工作|上班|厂|公司|工地|用工|务工|单位)?(?:地址|地点|位置|厂址)\s?[:在是]?\s*([^\n,。;!()]{2,60})/;
const AT = /(?:位于|地处|坐落于?|干活在|上班在|工作在)\s?([^\n,。;!()]{2,40})/;

/** @param near names of home's own townships and villages: a place of that name is at home. */
export function readPlace(stretch: Stretch, home: Home, near: readonly string[]): Said<Place> | null {
  const labelled = stretch.first(LABEL) ?? stretch.first(AT);
  if (labelled) {
    const address = tidy(labelled.groups[1] ?? '');
    const parts = partsOf(address, home, near) ?? partsOf(stretch.text, home, near);
    if (address.length >= 2) {
      const place = { ...(parts ?? { province: '', city: '', county: '' }), address: shortened(address, 60) };
      return { value: place, pieces: [partOf(labelled, address)], sure: parts ? 'said' : 'guessed' };
    }
  }
  const named = stretch.first(nameOf(stretch.text, home, near));
  if (!named) return null;
  const parts = partsOf(named.groups[0] ?? '', home, near);
  return parts ? guessed({ ...parts, address: shortened(named.groups[0] ?? '', 60) }, named.piece) : null;
}

const tidy = (text: string): string =>
  text
    .replace(/\s*(?:电话|联系|工资|待遇|咨询|报名|要求|手机|微信)[\s\S]*$/, '')
    .replace(/[\ue000\s:、]+$/, '')
    .replace(/^[\s:]+/, '')
    .replace(/\ue000[\s\S]*$/, '');

const without = (name: string): string => (name.length > 2 ? name.replace(/[省市县区]$|自治区$/, '') : name);
const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const REST = '[\\u4e00-\\u9fa5\\dA-Za-z]{0,12}?(?:工业园区?|产业园|开发区|园区|街道|镇|乡|村|路|号|县|区|市|大道|街)';

/** A name of a place that the text holds, with what of the address stands after it. */
function nameOf(text: string, home: Home, near: readonly string[]): RegExp {
  const names = [
    home.county,
    home.city,
    ...near,
    '县城',
    '本县',
    '本村',
    '家门口',
    ...PROVINCES.map(([, full]) => full),
    without(home.county),
    ...CITIES.keys(),
    ...PROVINCES.map(([short]) => short),
  ];
  const found = names
    .filter((name) => name.length >= 2 && text.includes(name))
    .sort((a, b) => text.indexOf(a) - text.indexOf(b) || b.length - a.length)[0];
  return found ? new RegExp(`${escaped(found)}(?:[省市县区])?(?:${REST})*`) : /(?!)/;
}

/** Province, city and county a text names. null when it names none. What is not named and does not follow stays ''. */
export function partsOf(text: string, home: Home, near: readonly string[]): Home | null {
  if (home.county !== '' && (text.includes(home.county) || (without(home.county).length >= 2 && text.includes(without(home.county)))))
    return { ...home };
  if (near.some((name) => name.length >= 2 && text.includes(name))) return { ...home };
  const under = [...COUNTY_CITIES].find(([name]) => text.includes(`${name}市`) || text.startsWith(name));
  if (under) return { ...under[1] };
  const city = [...CITIES].filter(([name]) => text.includes(name)).sort((a, b) => text.indexOf(a[0]) - text.indexOf(b[0]))[0];
  if (city) {
    const after = text.slice(text.indexOf(city[0]) + city[0].length).replace(/^市/, '');
    return { ...city[1], county: countyOf(/^([\u4e00-\u9fa5]{2,4}?[县区市旗])(?!域)/.exec(after)?.[1]) };
  }
  if (/本(?:县|地|乡|村)|咱们?(?:县|乡|村)|家门口|县城/.test(text)) return { ...home };
  const province = PROVINCES.find(([short]) => text.includes(short));
  if (!province) return null;
  const after = text.slice(text.indexOf(province[0]) + province[0].length).replace(/^(?:省|(?:\S族)?自治区)/, '');
  const named = /^([\u4e00-\u9fa5]{2,6}?市)([\u4e00-\u9fa5]{2,4}?[县区市])?/.exec(after);
  return { province: province[1], city: named?.[1] ?? '', county: countyOf(named?.[2]) };
}

/** A zone within a city is no county of it. */
const countyOf = (name: string | undefined): string =>
  name === undefined || /(开发|工业|园|高新|经开|产业|社|小|厂)区$/.test(name) ? '' : name;

/** null when the place does not tell. */
export function areaOf(place: Home, home: Home): JobArea | null {
  if (place.province === '') return null;
  if (place.province !== home.province) return 'outside_province';
  return place.city === home.city && place.county === home.county ? 'in_county' : 'in_province';
}

const CHANNELS: readonly (readonly [RegExp, JobChannel])[] = [
  [/帮扶车间|扶贫车间|就业车间/, 'workshop'],
  [/公益(?:性)?岗/, 'welfare'],
  [/以工代赈/, 'relief'],
];
const CASUAL = /零工|日结|临时工|短工|打短|按天算/;

/** By what is said of it, else by how far away it is. */
export function readChannel(stretch: Stretch, area: JobArea | null, whole: string): Said<JobChannel> | null {
  const own = (pattern: RegExp): Match | undefined => stretch.first(pattern);
  for (const [pattern, channel] of CHANNELS) {
    const found = own(pattern);
    if (found) return said(channel, found.piece);
  }
  if (area === null) return null;
  if (area === 'in_county' && CASUAL.test(whole)) return guessed<JobChannel>('casual');
  return guessed<JobChannel>(area);
}
