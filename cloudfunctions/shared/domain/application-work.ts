// What a posting says of the work, in the words of the national form: the beginning of the record once somebody was taken there.
import { type CHANNELS, type INDUSTRIES, WORK_KINDS } from './options';
import type { JobChannel, PostingRecord } from './records';
import type { Work } from './spell-moves';

type Channel = (typeof CHANNELS)[number];
type Industry = (typeof INDUSTRIES)[number];

/** 就业渠道 of each channel of a posting; ordinary work in the county has no word of its own in the national list. */
const CHANNEL_OF: Readonly<Record<JobChannel, Channel>> = {
  outside_province: '外出务工',
  in_province: '外出务工',
  in_county: '其他形式就业',
  workshop: '帮扶车间',
  welfare: '公益岗位',
  relief: '以工代赈',
  casual: '灵活就业',
};

/** 所属行业 by what title and employer say; the first that fits, '' when none does: then somebody picks it. */
const INDUSTRY_SIGNS: readonly (readonly [Industry, RegExp])[] = [
  ['建筑业', /工地|建筑|钢筋|瓦工|木工|抹灰|架子|水电安装|装修|修路|小工|以工代赈/],
  ['采矿业', /矿|采石/],
  ['住宿餐饮', /餐|厨|饭店|酒店|宾馆|服务员|洗碗|面点/],
  ['交通运输', /司机|货车|快递|物流|仓库|分拣|装卸|搬运|外卖|骑手/],
  ['居民服务', /保洁|家政|保姆|月嫂|护工|护理|保安|物业|环卫/],
  ['批发零售', /超市|商场|店员|导购|销售|收银/],
  ['农业', /种植|养殖|采摘|果园|大棚|药材|摘|农场|林场|护林/],
  ['公共管理', /公益|协管|网格/],
  ['制造业', /厂|车间|电子|服装|缝纫|焊|装配|普工|机械|加工|包装|制造/],
];

export interface Prefill {
  work: Work;
  /** Why the pay stays open, as words for whoever fills it in; '' = it is filled. */
  payWords: string;
}

/** @param posting what was offered; its lower pay is what was promised to everybody. */
export function workOf(posting: PostingRecord): Prefill {
  const { place, employer, pay, channel, title, backing } = posting;
  const monthly = pay.unit === 'month' ? pay.minFen : null;
  const yuan = (fen: number): string => String(fen / 100);
  const range = pay.minFen === pay.maxFen ? yuan(pay.minFen) : `${yuan(pay.minFen)}–${yuan(pay.maxFen)}`;
  const units = { month: '一个月', day: '一天', hour: '一小时', piece: '一件' } as const;
  const sure = pay.unit === 'month' && pay.minFen === pay.maxFen;
  const said = `招工时说${units[pay.unit]} ${range} 元`;
  const industry = INDUSTRY_SIGNS.find(([, sign]) => sign.test(`${title} ${employer}`))?.[0] ?? '';
  return {
    work: {
      place: { province: place.province, city: place.city, county: place.county },
      employer,
      monthlyFen: monthly,
      industry: channel === 'welfare' ? '公共管理' : industry,
      channel: CHANNEL_OF[channel],
      organised: backing === null ? null : true,
      kind: channel === 'casual' ? WORK_KINDS[1] : WORK_KINDS[0],
      job: title,
      overseas: false,
    },
    payWords: sure ? '' : `${said}，实际一个月多少问清再记`,
  };
}
