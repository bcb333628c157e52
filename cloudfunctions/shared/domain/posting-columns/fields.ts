// What a column of a sheet of postings can stand for, by the words people write over it. Which reader reads its cells stands in read.ts.
import { headKey } from '../columns/column-fields';

export interface PostingColumn {
  id: string;
  words: string;
  /** Heads that mean it and nothing else. */
  heads: readonly string[];
  /** Heads that probably mean it: asked once. */
  like?: RegExp;
  /** Several columns may be read together. */
  many?: true;
}

const words = (text: string): readonly string[] => text.split(' ');

export const POSTING_COLUMNS: readonly PostingColumn[] = [
  {
    id: 'title',
    words: '岗位',
    heads: words(
      '岗位 岗位名称 招聘岗位 招聘岗位名称 工种 工种名称 招聘工种 职位 职位名称 招聘职位 需求岗位 用工岗位 招工岗位 空缺岗位 岗位/工种 岗位工种 招工工种 招什么人',
    ),
    like: /岗位名|工种|职位/,
  },
  {
    id: 'employer',
    words: '用工单位',
    heads: words(
      '用人单位 用人单位名称 用工单位 用工单位名称 企业 企业名称 单位 单位名称 公司 公司名称 招聘单位 招聘企业 招聘单位名称 用工企业 用工企业名称 招工企业 招工单位 厂名 雇主 用工主体 哪一家',
    ),
    like: /(企业|单位|公司|厂家)(全称|名)/,
  },
  {
    id: 'headcount',
    words: '招聘人数',
    heads: words(
      '招聘人数 招聘人数(人) 需求人数 用工人数 招工人数 需求数量 招聘数量 岗位数 岗位数量 人数 名额 缺工人数 缺工数 用工需求 招几个人 招聘人数合计 招聘人数小计 需求人数合计 需求人数小计',
    ),
    like: /人数|名额/,
  },
  { id: 'men', words: '招聘人数（男）', heads: words('招聘人数男 需求人数男 用工人数男 男工人数') },
  { id: 'women', words: '招聘人数（女）', heads: words('招聘人数女 需求人数女 用工人数女 女工人数') },
  {
    id: 'pay',
    words: '工资',
    heads: words(
      '薪资待遇 工资待遇 薪资 工资 薪酬 薪酬待遇 薪资水平 工资水平 月薪 月工资 月薪资 月收入 月工资(元) 月薪(元) 薪资(元/月) 薪资待遇(元/月) 工资(元/月) 工资标准 薪资标准 待遇 报酬 薪水 工钱 综合工资 综合薪资 日薪 日工资 日工资(元) 时薪 小时工资 工价 年薪 报酬标准 薪资范围 工资范围 薪资区间 工资福利 福利待遇',
    ),
    like: /薪|工资|待遇|报酬/,
  },
  { id: 'payMin', words: '最低工资', heads: words('最低工资 最低薪资 最低报酬 薪资下限 工资下限 最低月薪 薪资待遇最低 工资最低 薪资最低') },
  { id: 'payMax', words: '最高工资', heads: words('最高工资 最高薪资 最高报酬 薪资上限 工资上限 最高月薪 薪资待遇最高 工资最高 薪资最高') },
  {
    id: 'payHow',
    words: '工资怎么发',
    heads: words('发放方式 工资发放方式 工资发放 发薪方式 发薪日 发薪时间 结算方式 工资结算 工资结算方式 计薪方式 工钱怎么发'),
    like: /发薪|(发放|结算)(方式|时间)/,
  },
  { id: 'province', words: '省', heads: words('省 省份 工作省份 工作地点省 工作地省') },
  { id: 'city', words: '市', heads: words('市 城市 工作城市 工作地点市 工作地市 地市') },
  { id: 'county', words: '县（区）', heads: words('县 区县 县区 县(区) 县(市、区) 县市区 工作地点县 工作地县 所在县') },
  {
    id: 'place',
    words: '工作地点',
    heads: words(
      '工作地点 工作地址 地址 工作地 上班地点 用工地点 企业地址 单位地址 公司地址 务工地点 工作区域 地点 用工地址 详细地址 单位所在地 所在地 厂址 就业地点 在哪里',
    ),
    like: /地点|地址|所在地/,
  },
  { id: 'age', words: '年龄', heads: words('年龄 年龄要求 年龄范围 年龄限制 年龄段 岁数'), like: /年龄|岁数/, many: true },
  { id: 'ageMin', words: '最小年龄', heads: words('最小年龄 最低年龄 年龄下限 年龄要求最小 年龄要求最低') },
  { id: 'ageMax', words: '最大年龄', heads: words('最大年龄 最高年龄 年龄上限 年龄要求最大 年龄要求最高') },
  { id: 'sex', words: '性别', heads: words('性别 性别要求 限定性别 性别限制') },
  { id: 'skills', words: '技能', heads: words('技能 技能要求 专业技能 所需技能 技术要求 经验 工作经验 经验要求 要会什么'), many: true },
  { id: 'certificates', words: '证书', heads: words('证书 证书要求 资格证书 技能证书 技能等级 职业资格 持证要求 所需证书') },
  {
    id: 'hours',
    words: '工作时间',
    heads: words('工作时间 工作时长 上班时间 班次 工时 班制 工作班次 作息时间 工作制 每日工时 日工作时长'),
    like: /班次|工时|工作时/,
  },
  {
    id: 'board',
    words: '食宿',
    heads: words('食宿 食宿情况 食宿条件 食宿待遇 吃住 包吃住 是否包吃住 是否提供食宿 是否包食宿 提供食宿 食宿安排 食宿福利 包食宿'),
    like: /食宿|吃住/,
  },
  { id: 'food', words: '包吃', heads: words('包吃 管吃 是否包吃 是否管饭 管饭 伙食 提供餐食 就餐 吃饭') },
  { id: 'lodging', words: '包住', heads: words('包住 管住 是否包住 住宿 提供住宿 是否提供住宿 宿舍 住宿条件') },
  {
    id: 'insurance',
    words: '保险',
    heads: words('保险 社保 五险 五险一金 社会保险 缴纳保险 保险情况 缴纳社保 是否缴纳社保 是否缴纳五险 社会保障 工伤保险 意外险 参保情况'),
    like: /社保|保险|五险/,
  },
  {
    id: 'contract',
    words: '合同',
    heads: words('合同 劳动合同 签订合同 签订劳动合同 是否签订合同 是否签订劳动合同 是否签合同 合同期限 用工形式 用工性质 合同类型'),
    like: /合同/,
  },
  {
    id: 'contactName',
    words: '联系人',
    heads: words('联系人 联系人姓名 负责人 招聘负责人 招聘联系人 企业联系人 单位联系人 找谁 对接人'),
    like: /联系人|负责人/,
  },
  {
    id: 'contactPhone',
    words: '联系电话',
    heads: words(
      '联系电话 电话 手机 手机号 手机号码 电话号码 联系方式 联系人电话 咨询电话 招聘电话 报名电话 企业电话 联系人及电话 打哪个电话',
    ),
    like: /电话|手机|联系方式/,
  },
  {
    id: 'until',
    words: '截止日期',
    heads: words(
      '截止日期 截止时间 有效期 有效期至 招聘截止 报名截止 报名截止时间 招聘时间 招聘期限 招聘截止日期 招聘有效期 到期日 招到哪天 有效日期',
    ),
    like: /截止|有效期/,
  },
  {
    id: 'channel',
    words: '岗位类型',
    heads: words('岗位类型 岗位类别 岗位性质 就业渠道 渠道 类型 类别 就业类型 岗位区域 区域 输出方向'),
  },
  { id: 'strength', words: '劳动强度', heads: words('劳动强度 强度 体力要求 活重不重') },
  { id: 'transport', words: '交通', heads: words('交通 怎么去 交通情况 路费 交通补贴 班车 通勤 通勤车 交通方式'), like: /交通|通勤/ },
  {
    id: 'bus',
    words: '专车',
    heads: words('专车 专车接送 是否专车 是否统一乘车 统一乘车 乘车安排 点对点 点对点输送 有没有车送 包车 出发时间 专车时间'),
    many: true,
  },
  { id: 'partner', words: '帮扶单位', heads: words('帮扶单位 帮扶单位名称 定点帮扶单位 包村单位 组织单位 牵头单位') },
  {
    id: 'exchange',
    words: '劳务协作',
    heads: words('劳务协作 协作单位 劳务协作单位 东西部协作 协作地区 劳务协作地区 输入地人社部门 是否劳务协作'),
  },
  { id: 'source', words: '来源', heads: words('来源 岗位来源 信息来源 推送单位 提供单位 推荐单位') },
  {
    id: 'description',
    words: '岗位描述',
    heads: words(
      '岗位描述 备注 工作内容 岗位职责 岗位要求 招聘要求 任职要求 任职条件 招聘条件 其他 其他要求 说明 其它 备注说明 岗位说明 要求 招聘简介 具体要求 用工要求 身体要求 岗位职责及要求 具体干啥',
    ),
    like: /要求|职责|描述|备注|说明|内容/,
    many: true,
  },
  {
    id: 'whole',
    words: '整段招工信息',
    heads: words('岗位信息 招聘信息 招工信息 招工内容 招聘内容 用工信息 岗位详情 招聘详情 招工启事 信息内容'),
  },
];

export const postingColumn = (id: string): PostingColumn | null => POSTING_COLUMNS.find((one) => one.id === id) ?? null;

/** Known and kept by nobody: said why, open to be kept as 岗位描述. */
const LEFT: readonly (readonly [RegExp, string])[] = [
  [/^(序号|编号|行号|no|岗位编号|企业编号|单位编号)$/i, '行号不用'],
  [/学历|文化程度|民族|政治面貌|婚/, '岗位上不记这一项，要留就选「岗位描述」'],
  [/信用代码|法人|注册|企业性质|企业规模|所属行业|行业|企业简介|单位简介|邮箱|网址|填报|登记时间|发布时间|采集/, '岗位上不用这一栏'],
];

export const leftWhy = (head: string): string | null => LEFT.find(([pattern]) => pattern.test(headKey(head)))?.[1] ?? null;

const BY_HEAD = new Map<string, PostingColumn>();
for (const column of POSTING_COLUMNS) for (const head of column.heads) BY_HEAD.set(headKey(head), column);

/** A head as it is written, without what one is told to fill in: 招聘人数（人）*, 月薪（元）. */
const bare = (head: string): string => headKey(head).replace(/(必填|选填|人|元\/月|元|岁|名|选择|下拉)$/, '');

/** The column of this very name. */
export const columnNamed = (head: string): PostingColumn | null => BY_HEAD.get(headKey(head)) ?? BY_HEAD.get(bare(head)) ?? null;

/** The column whose name is like it. */
export const columnLike = (head: string): PostingColumn | null =>
  leftWhy(head) === null ? (POSTING_COLUMNS.find(({ like }) => like?.test(headKey(head))) ?? null) : null;

/** Whether a text may stand over a column of ours: by it the row of heads is found. */
export const isPostingHead = (text: string): boolean => text.length <= 16 && (columnNamed(text) !== null || leftWhy(text) !== null);
