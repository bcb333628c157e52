// Where people of the county go to work: real places as work places only, with invented employers.
import type { Random } from './random';
import { COUNTY } from './villages';

export interface Workplace {
  province: string;
  city: string;
  county: string;
  /** How local people shorten it in an employer's name. */
  short: string;
}

const at = (province: string, city: string, county: string, short: string): Workplace => ({ province, city, county, short });

export const OUTSIDE: readonly Workplace[] = [
  at('广东省', '深圳市', '宝安区', '深圳'),
  at('广东省', '东莞市', '东莞市', '东莞'),
  at('广东省', '惠州市', '惠阳区', '惠州'),
  at('江苏省', '苏州市', '昆山市', '昆山'),
  at('江苏省', '无锡市', '新吴区', '无锡'),
  at('浙江省', '宁波市', '北仑区', '宁波'),
  at('浙江省', '金华市', '义乌市', '义乌'),
  at('北京市', '北京市', '朝阳区', '北京'),
  at('北京市', '北京市', '大兴区', '北京'),
  at('天津市', '天津市', '西青区', '天津'),
  at('河北省', '石家庄市', '长安区', '石家庄'),
  at('山东省', '青岛市', '黄岛区', '青岛'),
  at('陕西省', '西安市', '未央区', '西安'),
  at('内蒙古自治区', '鄂尔多斯市', '东胜区', '鄂尔多斯'),
];

export const IN_PROVINCE: readonly Workplace[] = [
  at('山西省', '太原市', '小店区', '太原'),
  at('山西省', '太原市', '迎泽区', '太原'),
  at('山西省', '晋中市', '榆次区', '榆次'),
  at('山西省', '晋中市', '介休市', '介休'),
  at('山西省', '阳泉市', '郊区', '阳泉'),
  at('山西省', '长治市', '潞州区', '长治'),
];

export const HOME: Workplace = at(COUNTY.province, COUNTY.city, COUNTY.name, '云岭');

export interface Trade {
  /** The end of an employer's name. */
  suffix: string;
  industry: string;
}

const TRADES: readonly Trade[] = [
  { suffix: '五金喷涂厂', industry: '制造业' },
  { suffix: '电子厂', industry: '制造业' },
  { suffix: '制衣厂', industry: '制造业' },
  { suffix: '食品厂', industry: '制造业' },
  { suffix: '建筑劳务公司', industry: '建筑业' },
  { suffix: '装修队', industry: '建筑业' },
  { suffix: '物业公司', industry: '居民服务业' },
  { suffix: '家政服务部', industry: '居民服务业' },
  { suffix: '饭庄', industry: '住宿和餐饮业' },
  { suffix: '快运部', industry: '交通运输业' },
  { suffix: '百货商行', industry: '批发和零售业' },
];

/** Made-up words; a company of such a name in that town and trade would be an accident. */
export const BRANDS = ['禾满青', '岭上月', '石榴岗', '云阶台', '青麦垄', '槐香里', '晓山谷', '柿子红', '双泉湾', '北坡春'];

export interface Employer {
  name: string;
  industry: string;
}

/** One of the few employers of a place, so that people of one village meet at the same firm. */
export function employerAt(random: Random, place: Workplace): Employer {
  const trade = random.pick(TRADES);
  const brand =
    BRANDS[(place.county.length * 3 + trade.suffix.length * 5 + place.city.length + random.int(0, 2)) % BRANDS.length] ?? BRANDS[0];
  return { name: `${place.short}${brand}${trade.suffix}`, industry: trade.industry };
}

export const WORKSHOPS: readonly Employer[] = [
  { name: '青石乡柳编帮扶车间', industry: '制造业' },
  { name: '青石乡手套帮扶车间', industry: '制造业' },
  { name: '青石乡杂粮加工帮扶车间', industry: '制造业' },
];

/** Welfare posts with their national shares of 2020 (in ten thousand posts). */
export const WELFARE_POSTS: readonly (readonly [string, number])[] = [
  ['护林员', 127.86],
  ['护路员', 31.45],
  ['保洁员', 150.58],
  ['护水员', 18.11],
  ['护理员', 6.27],
  ['村务管理员', 34.64],
  ['其他公益岗', 125.95],
];

/** A place without the short form, as records carry it. */
export const placeOf = ({ province, city, county }: Workplace): { province: string; city: string; county: string } => ({
  province,
  city,
  county,
});
