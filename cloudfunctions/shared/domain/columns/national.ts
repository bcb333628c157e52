// The national system's own sheets: names and order of their columns, each with the field of ours that fills it; heads stand on row 3.
// A column without a field is one this registry does not keep: it is written empty, and left out when such a sheet comes in.

export interface NationalColumn {
  head: string;
  /** Field of ours (domain/columns/column-fields.ts); '' = none. county and town are of the place. */
  field: string;
}

export interface NationalSheet {
  id: 'people' | 'working' | 'planning';
  /** As the system names its file. */
  name: string;
  columns: readonly NationalColumn[];
}

const columns = (pairs: string): NationalColumn[] =>
  pairs
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [head = '', field = ''] = pair.split('=');
      return { head, field };
    });

const WHO = '县=place.county 乡=row.town 行政村=row.village 户编号=code';

export const NATIONAL_SHEETS: readonly NationalSheet[] = [
  {
    id: 'people',
    name: '（自定义）监测对象信息',
    columns: columns(`${WHO} 人编号 姓名=name 证件号码=idNumber 与户主关系=relation 户类型=householdType 监测对象类别=monitoring.category
      识别监测时间=monitoring.identifiedOn 风险是否已消除 消除监测时间=monitoring.clearedOn 风险消除方式=riskClearedBy
      致贫/返贫风险1=risks.0 致贫/返贫风险2=risks.1 致贫/返贫风险3=risks.2 致贫/返贫风险4=risks.3 致贫/返贫风险5=risks.4
      性别=sex 出生日期=born 民族=nation 文化程度=schooling 在校生状况=studentStatus 失学或辍学原因 健康状况=health 劳动技能=labourSkill
      务工所在地 务工时间（月） 就业渠道（易地搬迁后扶使用） 公益性岗位 公益性岗位(月数) 就业帮扶 公益岗位帮扶 产业帮扶 金融帮扶 教育帮扶 健康帮扶
      综合保障 社会帮扶 实施开发式帮扶措施情况 工资性收入 生产经营性收入 转移性收入 人均纯收入（元）=perCapitaFen 享受低保政策情况=support
      享受特困供养政策情况 家庭成员联系电话=phone 户联系电话 信息采集人`),
  },
  {
    id: 'working',
    name: '（务工月监测）已外出务工信息',
    columns:
      columns(`${WHO} 人编号 姓名=name 证件号码=idNumber 户类型=householdType 监测对象类别=monitoring.category 是否已务工=work.working
      开始时间=work.start 结束时间=work.end 务工所在县=work.place 务工月收入=work.wage 务工企业名称=work.employer 所属行业=work.industry
      就业渠道=work.channel 是否点对点输送=work.organised 年度交通费补助 劳动技能=labourSkill`),
  },
  {
    id: 'planning',
    name: '计划外出务工信息',
    columns: columns(`${WHO} 人编号 姓名=name 证件号码=idNumber 户类型=householdType 监测对象类别=monitoring.category
      是否计划外出务工=workWish.plans 就业服务需求=workWish.needs 劳动技能=labourSkill`),
  },
];

/** Heads stand on the third row: the name of the sheet and who made it stand above. */
export const NATIONAL_HEAD_ROW = 3;
