// What work it is, who offers it, whom to call, who stands behind it.
import type { PostingBacking } from '../posting-record';
import { guessed, type Match, partOf, type Said, type Stretch, said, shortened } from './text';

const HAN = '\\u4e00-\\u9fa5';
const SURNAME =
  '[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费薛雷贺倪汤殷罗毕郝安常于傅齐康伍余顾孟黄穆萧尹姚邵汪毛戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾江童颜郭梅林钟徐邱骆高夏蔡田樊胡霍万管卢莫房解应宗丁邓洪包左石崔吉程邢裴陆荣翁段侯武刘景叶黎乔靳白卓冀曲申耿牛翟阎焦温庄甄]';
const CALLED =
  '(?:经理|主管|师傅|老板娘|老板|主任|站长|书记|队长|厂长|班长|工头|女士|先生|小姐|姐|哥|老师|组长|院长|店长|场长|会计|干事|嫂|叔|姨)';

export interface Contact {
  name: string;
  phone: string;
}

/** A mobile number with or without gaps and +86, or a land line with its area code. */
const PHONE = /(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})|(0\d{2,3}[- ]?\d{7,8})/;

/** Every telephone that is written. They are hidden, so that none is read as money. */
export function readPhone(stretch: Stretch): Said<string> | null {
  const found = stretch
    .all(PHONE)
    .filter(({ piece }) => !/\d$/.test(stretch.before(piece.start, 1)) && !/^\d/.test(stretch.after(piece.end, 1)));
  for (const { piece } of found) stretch.hide(piece);
  const [first] = found;
  if (!first) return null;
  const [, mobile = '', fixed = ''] = first.groups;
  const phone = mobile !== '' ? mobile.replace(/\D/g, '') : fixed.replace(/ /g, '-');
  return said(phone, first.piece);
}

const NAMES = [
  new RegExp(`(?:联系人|负责人|找|联系|咨询)\\s?[:是]?\\s?(${SURNAME}[${HAN}]{0,2}?${CALLED})`),
  new RegExp(`联系人\\s?[:是]?\\s?(${SURNAME}[${HAN}]{1,2})(?![${HAN}])`),
  new RegExp(`\\ue000[\\s,(:、]*(${SURNAME}[${HAN}]{0,2}?${CALLED})`),
  new RegExp(`(${SURNAME}[${HAN}]{0,2}?${CALLED})[\\s,):：、电话手机微信]*\\ue000`),
  new RegExp(`\\ue000[\\s]*[(]?(${SURNAME}[${HAN}]{1,2})[)]`),
  new RegExp(`(?:^|[^${HAN}])(${SURNAME}${CALLED})(?![${HAN}])`),
];

/** After readPhone(): a name stands beside the hidden number, or behind 联系人. */
export function readName(stretch: Stretch): Said<string> | null {
  for (const pattern of NAMES) {
    const found = stretch.first(pattern);
    if (found) return said(found.groups[1] ?? '', partOf(found, found.groups[1] ?? ''));
  }
  return null;
}

const FIRM =
  '(?:有限责任公司|股份有限公司|有限公司|分公司|公司|集团|工厂|[制加服装食家鞋纸砖木机板电器具品件子]厂|工业园管委会|帮扶车间|就业车间|车间|合作社|大酒店|酒店|宾馆|饭店|饭馆|餐馆|面馆|火锅店|物业|项目部|超市|医院|养老院|敬老院|幼儿园|学校|农场|种植基地|基地|养殖场|砖厂|煤矿|洗煤厂|服务中心|家政|劳务|人力资源|工地|食堂)';
const FIRM_LABEL = new RegExp(
  `(?:招聘|用工|用人|招工)?(?:单位|企业|厂家|公司名称|企业名称|厂名|雇主)\\s?[:]\\s?([${HAN}A-Za-z0-9()]{2,40})`,
);
const FIRM_NAME = new RegExp(`([${HAN}]{2,20}?${FIRM}(?:有限责任公司|有限公司|公司)?)(?![人员证服])`);
const NOT_FIRM =
  /^(?:[我本贵该某各大多几家个进去到在]*|现|急|长期)(?:公司|厂|工厂|单位|企业|工地|车间|超市|酒店|饭店|基地|项目部|学校|医院|食堂|劳务|家政|物业|集团|养殖场)$|^(?:[\u4e00-\u9fa5]{2,4}?[省市县区]|食品|服装|电子|制衣|机械|五金|家具|塑料|陶瓷|鞋|大型|正规|附近|外地|当地|本地|县城|在|国企|上市)+(?:厂|工厂|公司|企业|车间|工地)$|劳务派遣$/;
const LEAD =
  /^(?:.*(?:招聘信息|招工信息|招聘启事|招工启事|招工啦|招聘|位于|兹有|现有|现|急|长期|直招|推荐|来自|好消息|内部|代招))(?=[\u4e00-\u9fa5]{3,})/;

export function readEmployer(stretch: Stretch, notes: string[]): Said<string> | null {
  const labelled = stretch.first(FIRM_LABEL);
  if (labelled) {
    const name = labelled.groups[1] ?? '';
    return said(shortened(name, 40), partOf(labelled, name));
  }
  const found = stretch
    .all(FIRM_NAME)
    .map((match) => ({ match, name: (match.groups[1] ?? '').replace(LEAD, '').replace(/^(?:是|由|给|为|在|到|去|的|因|和|与)/, '') }))
    .filter(({ name }) => name.length >= 3 && !NOT_FIRM.test(name) && !/帮扶单位|招|工资|包吃/.test(name));
  const agent = found.find(({ name }) => /劳务|人力资源/.test(name));
  const one = found.find(({ name }) => !/劳务|人力资源/.test(name)) ?? agent;
  if (!one) return null;
  if (agent && agent !== one) notes.push(`经手的是${shortened(agent.name, 20)}，用人的写${shortened(one.name, 20)}`);
  else if (agent) notes.push('写的是劳务公司：到底在哪家干、跟谁签合同请问清楚');
  const sure = /公司|车间|合作社/.test(one.name) ? said : guessed;
  return sure(shortened(one.name, 40), partOf(one.match, one.name));
}

/** Kinds of work people write; longer ones first, so that 电焊工 is not 焊工. */
const KINDS =
  '电子厂普工 生产操作工 流水线工人 流水线普工 装配操作工 缝纫操作工 食堂帮厨 护林防火员 生态护林员 公路养护员 乡村保洁员 村级保洁员 保洁绿化工 钢筋木工 外墙保温工 客房服务员 餐厅服务员 仓库管理员 超市理货员 超市收银员 货车司机 铲车司机 挖机司机 叉车司机 公交司机 网约车司机 快递分拣员 快递分拣 快递员 外卖员 骑手 送餐员 水电工 架子工 钢筋工 混凝土工 抹灰工 泥瓦工 瓦工 木工 油漆工 电焊工 二保焊工 氩弧焊工 焊工 电工 钳工 车工 铣工 数控操作工 数控 冲压工 注塑工 打磨工 抛光工 喷漆工 装配工 缝纫工 缝纫 车位工 平车工 裁剪工 熨烫工 质检员 检验员 包装工 分拣工 分拣员 装卸工 搬运工 操作工 操作员 生产工 普工 力工 小工 大工 壮工 杂工 临时工 零工 采摘工 摘果工 摘果 采摘 套袋工 除草工 植树工 绿化工 养殖工 饲养员 挤奶工 保洁员 保洁 保安员 保安 门卫 看门 护工 护理员 养老护理员 月嫂 保姆 育儿嫂 家政 钟点工 服务员 传菜员 传菜工 洗碗工 洗碗 配菜 切配 帮厨 厨师 面点师 面点工 厨工 收银员 理货员 营业员 导购 店员 促销员 客服 文员 会计 司机 跟车员 跟车 库管 保管员 护林员 护路员 网格员 水管员 巡河员 井下工 采煤工 掘进工 司炉工 锅炉工 洗车工 修理工 学徒工 学徒 手工编织 手工活 挖掘机手'
    .split(' ')
    .sort((a, b) => b.length - a.length);
const KIND = new RegExp(KINDS.join('|'));
const TITLE_LABEL = new RegExp(
  `(?:招聘|招工|用工|工作)?(?:岗位|工种|职位)\\s?(?:名称)?\\s?[一二三四五六七八九\\d]?\\s?[:]\\s?([${HAN}A-Za-z/]{2,20})`,
);
const AFTER_ASK = new RegExp(
  `(?:招聘|招收|招募|急招|诚招|直招|长期招|招工|急需|需要|招|需|聘)\\s?[:]?\\s?(?:男女|男|女)?\\s?(?:\\d{1,3}|[一二两三四五六七八九十几]{1,3})?\\s?(?:名|个|位)?\\s?([${HAN}]{2,8}?(?:工|员|师|手|司机|保安|保洁|保姆|护工|嫂|厨|学徒))(?![${HAN}]{0,1}(?:资|作|业|厂))`,
);

export function readTitle(stretch: Stretch): Said<string> | null {
  const kept = (name: string): boolean =>
    !/^(?:人员|职工|员工|用工|招工|男工|女工|工人|男女工|务工)$/.test(name) && !/要求|工资|名单/.test(name);
  const labelled = stretch.first(TITLE_LABEL);
  if (labelled && kept(labelled.groups[1] ?? '')) {
    const name = labelled.groups[1] ?? '';
    return said(shortened(name, 20), partOf(labelled, name));
  }
  const asked = stretch.all(AFTER_ASK).find(({ groups: [, name = ''] }) => kept(name));
  const kind = stretch.first(KIND);
  if (asked && (!kind || asked.piece.start <= kind.piece.start)) {
    const name = asked.groups[1] ?? '';
    // 招本地长期保洁员: what stands before the kind is talk.
    const known = KIND.exec(name)?.[0];
    const title = known !== undefined && name.endsWith(known) && name.length - known.length > 3 ? known : name;
    return said(title, partOf(asked, title));
  }
  return kind ? said(kind.groups[0] ?? '', kind.piece) : null;
}

const STANDS: readonly (readonly [RegExp, PostingBacking['kind']])[] = [
  [new RegExp(`(?:定点|对口|驻村)?(?:帮扶|帮联|包村)单位\\s?[:是]?\\s?([${HAN}]{2,20})`), 'partner'],
  [new RegExp(`([${HAN}]{2,16}?)(?:定点帮扶|对口帮扶|结对帮扶|驻村帮扶)`), 'partner'],
  [new RegExp(`([${HAN}]{2,16}?)?(?:东西部)?劳务协作`), 'exchange'],
];
const BUS = /[^,。;\n]*(?:专车|包车|大巴|统一乘车|统一坐车|统一接送|点对点)[^,。;\n]*/;

export function readBacking(stretch: Stretch): Said<PostingBacking> | null {
  for (const [pattern, kind] of STANDS) {
    const found = stretch.first(pattern);
    if (!found) continue;
    const name = found.groups[1] ?? '';
    const bus: Match | undefined = stretch.first(BUS);
    const no = bus !== undefined && /没有|不派|无/.test(bus.groups[0] ?? '');
    const value = {
      kind,
      name: shortened(name, 30),
      bus: bus ? !no : null,
      busWords: bus ? shortened((bus.groups[0] ?? '').replace(/\ue000/g, ''), 60) : '',
    };
    const pieces = bus ? [found.piece, bus.piece] : [found.piece];
    return { value, pieces, sure: name === '' ? 'guessed' : 'said' };
  }
  return null;
}
