// A place of work written in one cell, 「广东省深圳市宝安区」, as province, city and county. What is not written is not guessed.
import { halfWidth } from '../fields/typed';

export interface WorkPlace {
  province: string;
  city: string;
  county: string;
}

const MUNICIPALITIES: readonly string[] = ['北京', '天津', '上海', '重庆'];
const PROVINCES =
  '河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾'.split(' ');
const REGIONS: Readonly<Record<string, string>> = {
  内蒙古: '内蒙古自治区',
  广西: '广西壮族自治区',
  西藏: '西藏自治区',
  宁夏: '宁夏回族自治区',
  新疆: '新疆维吾尔自治区',
  香港: '香港特别行政区',
  澳门: '澳门特别行政区',
};
/** Cities without counties of their own: the city is all there is to write. */
const WITHOUT_COUNTIES: readonly string[] = ['东莞市', '中山市', '儋州市', '嘉峪关市'];

/** Short name → full name, longest first. */
const NAMES: readonly (readonly [string, string])[] = [
  ...Object.entries(REGIONS),
  ...PROVINCES.map((name) => [name, `${name}省`] as const),
  ...MUNICIPALITIES.map((name) => [name, `${name}市`] as const),
];

function provinceOf(text: string): { province: string; rest: string } | null {
  const found = NAMES.find(([short]) => text.startsWith(short));
  if (!found) return null;
  const [short, full] = found;
  const rest = text.startsWith(full) ? text.slice(full.length) : text.slice(short.length).replace(/^(省|市|自治区)/, '');
  return { province: full, rest };
}

/** As written in full. 山西 → 山西省; what is no province is left as it is. */
export function provinceName(typed: string): string {
  const text = halfWidth(typed);
  const found = provinceOf(text);
  return found && found.rest === '' ? found.province : text;
}

/** null when it does not begin with a province, or does not reach the county (rules 5_01_005, 4_12_001). */
export function readPlace(typed: string): WorkPlace | null {
  const text = halfWidth(typed)
    .replace(/^中国/, '')
    .replace(/[·\-—/、,，]/g, '');
  const found = provinceOf(text);
  if (!found) return null;
  const { province, rest } = found;
  if (province.endsWith('市')) {
    const county = rest.replace(/^(市辖区|市辖县|县)$/, '').replace(new RegExp(`^${province}`), '');
    return county === '' ? null : { province, city: province, county };
  }
  const city = /^.+?(?:自治州|地区|盟|市)/.exec(rest)?.[0] ?? '';
  if (city === '') return null;
  const county = rest.slice(city.length);
  if (county !== '') return { province, city, county };
  return WITHOUT_COUNTIES.includes(city) ? { province, city, county: city } : null;
}

/** As it is written into one cell; `readPlace` reads it back. */
export function placeText({ province, city, county }: WorkPlace): string {
  return [province, city === province ? '' : city, county === city ? '' : county].join('');
}
