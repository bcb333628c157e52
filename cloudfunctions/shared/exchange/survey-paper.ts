// 信息采集对照表: what the registry says of a household and of everybody in it, beside an empty column to correct by hand, with signatures.
import { cellOf, fieldsOf, type RegistryField, SECTIONS } from '@shared/domain/fields/registry-fields';
import type { HouseholdRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import type { Block } from '@shared/papers/page';
import { outCell } from './out-cells';

export interface SurveyHouse {
  household: HouseholdRecord;
  members: PersonRecord[];
  spells: SpellRecord[];
  place: { county: string; town: string; village: string };
}

/** Asked at the door; what follows from other fields or is no business of a paper that lies about stays out. */
const NOT_ON_PAPER: readonly string[] = ['account.number', 'disability.cert', 'contact.phone', 'code'];
const WORK: readonly (readonly [string, string])[] = [
  ['work.start', '开始时间'],
  ['work.place', '务工地点（到县）'],
  ['work.employer', '务工企业名称'],
  ['work.job', '工种'],
  ['work.wage', '月收入（元）'],
  ['work.industry', '所属行业'],
  ['work.channel', '就业渠道'],
  ['work.organised', '是否点对点输送'],
];
const BY_HAND = '　　　　　　　　　　';

function fieldRows<R>(fields: readonly RegistryField<R>[], record: R): string[][] {
  return fields
    .filter(({ id }) => !NOT_ON_PAPER.includes(id))
    .map((field) => [SECTIONS[field.section]?.official ?? '', field.words.official, cellOf(field, field.read(record)), BY_HAND]);
}

const HEAD = ['栏目', '项目', '现在记的', '核对后（不对的写在这里）'];
const WIDTHS = [2.2, 3, 4, 4];

/** The blocks of one household's paper; numbers of people are masked. */
export function surveyPaper({ household, members, spells, place }: SurveyHouse): Block[] {
  const blocks: Block[] = [
    { kind: 'title', text: `${household.headName}家 信息采集对照表` },
    { kind: 'small', text: `${place.county} ${place.town} ${place.village} ${household.group}　户编号 ${household.code}` },
    { kind: 'table', head: HEAD, widths: WIDTHS, rows: fieldRows(fieldsOf('households'), household) },
  ];
  for (const person of members) {
    const spell = spells.find((one) => one.person === person._id && one.end === null) ?? null;
    const row = { person, household, spell, place, open: null };
    const work =
      spell === null ? [['务工', '是否务工', '否', BY_HAND]] : WORK.map(([id, words]) => ['务工', words, outCell(id, row), BY_HAND]);
    blocks.push({ kind: 'heading', text: `${person.name}（${person.relation}）` });
    blocks.push({ kind: 'table', head: HEAD, widths: WIDTHS, rows: [...fieldRows(fieldsOf('persons'), person), ...work] });
  }
  blocks.push({ kind: 'line', text: '以上情况属实。　户主（或家里成年人）签字：　　　　　　　　日期：　　　年　　月　　日' });
  blocks.push({ kind: 'line', text: '采集人签字：　　　　　　　　　　　　　　　核对人签字：' });
  return blocks;
}
