// What is recorded differently now from what a claim was handed in with, in words for whoever must decide on it.
import type { Assessment } from '@shared/domain/assessment';
import type { Facts, SpellFact } from '@shared/domain/facts';
import { moneyWords } from '@shared/domain/money';
import { checkWords } from '@shared/domain/words/checks';

const STATUS = { passed: '符合', failed: '不符合', unknown: '待核实' } as const;

function spellWords(spell: SpellFact): string {
  const place = [spell.province, spell.city, spell.county].filter((part) => part !== '').join(' ');
  const pay = spell.monthlyFen === null ? '工资未登记' : `月 ${moneyWords(spell.monthlyFen)}`;
  return `${spell.start} 至 ${spell.end ?? '今'}，${place}，${spell.employer ?? '单位未登记'}，${pay}`;
}

function spellLines(before: readonly SpellFact[], now: readonly SpellFact[]): string[] {
  const old = new Map(before.map((spell) => [spell.id, spell]));
  const fresh = new Map(now.map((spell) => [spell.id, spell]));
  const gone = before.filter(({ id }) => !fresh.has(id)).map((spell) => `提交后删去务工记录：${spellWords(spell)}`);
  const rest = now.flatMap((spell) => {
    const was = old.get(spell.id);
    if (!was) return [`提交后新增务工记录：${spellWords(spell)}`];
    return spellWords(was) === spellWords(spell) ? [] : [`务工记录改过：原来 ${spellWords(was)}；现在 ${spellWords(spell)}`];
  });
  return [...gone, ...rest];
}

/** Field by field for person and household, record by record for work; then each check whose outcome is another. */
export function changedFacts(before: { facts: Facts; assessment: Assessment }, now: { facts: Facts; assessment: Assessment }): string[] {
  const fields: [string, string | null, string | null][] = [
    ['姓名', before.facts.person.name, now.facts.person.name],
    ['出生日期', before.facts.person.born, now.facts.person.born],
    ['劳动技能', before.facts.person.labourSkill, now.facts.person.labourSkill],
    ['在校状况', before.facts.person.studentStatus, now.facts.person.studentStatus],
    ['在世', before.facts.person.alive ? '是' : '否', now.facts.person.alive ? '是' : '否'],
    ['户类型', before.facts.household.type, now.facts.household.type],
    ['监测类别', before.facts.household.monitoring?.category ?? null, now.facts.household.monitoring?.category ?? null],
    ['风险消除日期', before.facts.household.monitoring?.clearedOn ?? null, now.facts.household.monitoring?.clearedOn ?? null],
  ];
  const lines = fields.filter(([, was, is]) => was !== is).map(([name, was, is]) => `${name}：提交时 ${was ?? '空'}，现在 ${is ?? '空'}`);
  const outcome = new Map(before.assessment.checks.map((check) => [check.id, check.status]));
  const checks = now.assessment.checks.flatMap((check) => {
    const was = outcome.get(check.id);
    return was === undefined || was === check.status
      ? []
      : [`「${checkWords(check, 'official').label}」提交时${STATUS[was]}，现在${STATUS[check.status]}`];
  });
  return [...lines, ...spellLines(before.facts.spells, now.facts.spells), ...checks];
}
