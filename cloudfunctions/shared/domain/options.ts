// Option lists of the national system (全国防返贫监测信息系统), word for word. Mapped by text, never by number: numbers differ between its sites.
// Lists that no published codebook confirms are marked; an installation may hold more words than these.

/** 文化程度; exactly one of 文化程度 and 在校生状况 is filled. */
export const SCHOOLINGS = ['文盲或半文盲', '小学', '初中', '高中', '大专', '本科及以上'] as const;

/** 在校生状况. */
export const STUDENT_STATUSES = [
  '学龄前儿童',
  '学前教育',
  '小学',
  '七年级',
  '八年级',
  '九年级',
  '普通高中一年级',
  '普通高中二年级',
  '普通高中三年级',
  '中职一年级',
  '中职二年级',
  '中职三年级',
  '高职高专一年级',
  '高职高专二年级',
  '高职高专三年级',
  '技师学院一年级',
  '技师学院二年级',
  '技师学院三年级',
  '技师学院四年级',
  '本科一年级',
  '本科二年级',
  '本科三年级',
  '本科四年级',
  '本科五年级',
  '硕士研究生及以上',
] as const;

/** 健康状况; several may hold at once, written joined by `、` as its exports write them. */
export const HEALTHS = ['健康', '长期慢性病', '患有大病', '残疾'] as const;

/** 与户主关系. */
export const HEAD_RELATIONS = [
  '户主',
  '配偶',
  '之子',
  '之女',
  '之儿媳',
  '之女婿',
  '之孙子',
  '之孙女',
  '之外孙子',
  '之外孙女',
  '之父',
  '之母',
  '之岳父',
  '之岳母',
  '之公公',
  '之婆婆',
  '之祖父',
  '之祖母',
  '之外祖父',
  '之外祖母',
  '之兄弟姐妹',
  '之曾孙子',
  '之曾孙女',
  '之侄儿',
  '之侄女',
  '之兄弟媳妇',
  '之叔伯',
  '其他',
] as const;

/** 就业渠道. The first four are confirmed; the rest are local words until a codebook is published. */
export const CHANNELS = ['外出务工', '帮扶车间', '公益岗位', '其他形式就业', '以工代赈', '自主创业', '灵活就业'] as const;

/** 务工就业人员类别. The national form shows more than these two. */
export const WORK_KINDS = ['单位录用聘用人员', '其他形式务工就业人员'] as const;

/** 所属行业. Not confirmed by a published codebook: classes as sheets of the field write them. */
export const INDUSTRIES = [
  '第一产业',
  '第二产业',
  '第三产业',
  '制造业',
  '建筑业',
  '采矿业',
  '交通运输',
  '住宿餐饮',
  '居民服务',
  '批发零售',
  '农业',
  '公共管理',
  '其他',
] as const;

/** 残疾类别 and 残疾等级 as on the certificate (中国残联). */
export const DISABILITIES = ['视力', '听力', '言语', '肢体', '智力', '精神', '多重'] as const;
export const DISABILITY_LEVELS = ['一级', '二级', '三级', '四级'] as const;

/** 致贫/返贫风险. Not confirmed as complete; 务工就业不稳 is what the published checks name. */
export const RISKS = ['因病', '因残', '因学', '因灾', '因意外事故', '务工就业不稳', '缺劳动力', '产业失败', '其他'] as const;

/** 就业服务需求 of those who plan to go out. Local list. */
export const SERVICE_NEEDS = ['岗位信息', '技能培训', '有组织输送', '交通补贴', '维权帮助', '家里老小照看', '不需要'] as const;

/** 不愿务工的原因. Local list: the national one has six or more, none published. */
export const UNWILLING_REASONS = ['照顾家人', '身体不好', '年纪大了', '家里有产业', '工资不合适', '其他'] as const;

/** 返乡原因. Local list: no codebook for employment is published. */
export const RETURN_REASONS = ['合同到期', '企业停产或裁员', '工资低或拖欠', '照顾家人', '伤病', '子女上学', '季节活完了', '其他'] as const;

/** 培训方式: the scheme's four (方案·二(四)). */
export const TRAINING_MODES = ['菜单式', '订单式', '定向式', '项目制'] as const;

/** 享受低保/特困: words of the field; the national system holds two columns, see 享受低保政策情况 and 享受特困供养政策情况. */
export const SUPPORTS = ['不享受', '低保', '特困供养', '低保边缘'] as const;

/** When the telephone is answered best. Local list; own words beside. */
export const BEST_HOURS = ['早8点前', '中午12点到2点', '晚6点到8点', '晚8点后', '周末', '随时'] as const;

/** What keeps somebody at home. Local list. */
export const TIES = ['看孩子', '照顾老人', '照顾病人', '自己有病', '怀孕或哺乳', '家里有地', '养殖离不开人', '陪读'] as const;

/** Trades people name when asked what they can do or would learn. Local list; own words beside. */
export const TRADES = [
  '焊工',
  '电工',
  '瓦工',
  '木工',
  '油漆工',
  '钢筋工',
  '挖掘机',
  '叉车',
  '开货车',
  '汽修',
  '厨师',
  '面点',
  '家政',
  '月嫂',
  '护工',
  '缝纫',
  '电商',
  '美发',
  '养殖',
  '果树管理',
  '中药材种植',
  '保安',
  '带班',
] as const;

/** 风险消除方式. Local list: no codebook is published. */
export const CLEARED_BY = [
  '务工增收',
  '产业帮扶',
  '公益岗',
  '低保兜底',
  '医疗救助',
  '教育帮扶',
  '社会帮扶',
  '自身发展',
  '自然减少',
  '其他',
] as const;
