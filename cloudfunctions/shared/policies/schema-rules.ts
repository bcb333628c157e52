// What types cannot say about a pack: articles that exist, ids used once, days in order, sentences without numbers of their own.
import { isDate } from '@shared/domain/dates';
import { type Amount, isClose, isUnsure, type Tier, tiersOf } from './amount-schema';
import { WORKER_KINDS } from './procedure-schema';
import type { BasisRef, PackFault, PolicyPack } from './schema';
import { fillTemplate, literalDigits } from './template';

function duplicates(ids: string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

/** Every place of a value that holds a basis, with its path. */
function basesIn(value: unknown, path: (string | number)[] = []): { path: (string | number)[]; ref: BasisRef }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => basesIn(item, [...path, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'basis' ? [{ path: [...path, key], ref: item as BasisRef }] : basesIn(item, [...path, key]),
  );
}

type Fault = (path: PackFault['path'], message: string) => void;

function tierFaults(tiers: Tier[], path: PackFault['path'], fault: Fault): void {
  for (const id of duplicates(tiers.map((one) => one.id))) fault(path, `档次编号「${id}」用了两次`);
  for (const id of duplicates(tiers.filter((one) => !isClose(one)).flatMap((one) => one.distances))) fault(path, `「${id}」落在两个档次里`);
  const named = tiers.flatMap(({ places, distances }) =>
    places === undefined ? [] : places.names.flatMap((name) => distances.map((one) => `${one} ${places.level} ${name}`)),
  );
  for (const id of duplicates(named)) fault(path, `地名「${id}」落在两个档次里`);
  tiers.forEach(({ places, outsideTown, distances }, index) => {
    if (outsideTown === true && distances.some((one) => one !== 'home_county'))
      fault([...path, index, 'distances'], '县内乡外只能配「县内」');
    if (places === undefined) return;
    if (places.unread !== true && places.names.length === 0) fault([...path, index, 'places'], '要写出地名，或者注明没读到');
  });
}

/** A later end is read from a day number, so that 「09-30」 of next year is after 「10-01」 of this. */
const at = (year: number, day: string): number => year * 10000 + Number(day.replace('-', ''));

function amountFaults(pack: PolicyPack, fault: Fault): void {
  const { amount } = pack;
  for (const { path, tiers } of tiersOf(amount)) tierFaults(tiers, ['amount', path], fault);
  if (amount.mode === 'wage_brackets') bracketFaults(amount, pack, fault);
  if (amount.mode === 'by_household_income') {
    const { bands } = amount;
    for (const id of duplicates(bands.map((one) => one.id))) fault(['amount', 'bands'], `收入档编号「${id}」用了两次`);
    if (bands[0]?.fromFen !== 0) fault(['amount', 'bands', 0], '最低一档要从 0 起');
    for (let i = 1; i < bands.length; i += 1) {
      if ((bands[i]?.fromFen ?? 0) <= (bands[i - 1]?.fromFen ?? 0)) fault(['amount', 'bands', i], '收入档要从低到高');
    }
  }
  if (
    amount.mode === 'fixed_then_topup' &&
    at(amount.topUp.opensYear, amount.topUp.opensDay) > at(amount.topUp.closesYear, amount.topUp.closesDay)
  )
    fault(['amount', 'topUp'], '补差开始晚于截止');
  const asks = pack.conditions.filter((one) => one.use === 'amount_due').length;
  if (isUnsure(amount) && asks !== 1) fault(['conditions'], '这种算法要有一条 amount_due 条件，说清楚钱数还差什么');
  if (!isUnsure(amount) && asks > 0) fault(['conditions'], '定额的算法不用 amount_due 条件');
}

function bracketFaults(amount: Extract<Amount, { mode: 'wage_brackets' }>, pack: PolicyPack, fault: Fault): void {
  const { brackets } = amount;
  for (const id of duplicates(brackets.map((one) => one.id))) fault(['amount', 'brackets'], `分段编号「${id}」用了两次`);
  brackets.forEach(({ upToFen }, index) => {
    const last = index === brackets.length - 1;
    if (last !== (upToFen === null)) fault(['amount', 'brackets', index], last ? '最高一段不写上限' : '只有最高一段不写上限');
    const before = brackets[index - 1]?.upToFen ?? 0;
    if (upToFen !== null && upToFen <= before) fault(['amount', 'brackets', index], '分段要从低到高');
  });
  const options = pack.switches?.find((one) => one.id === amount.readingSwitch)?.options.map((one) => one.id) ?? [];
  if (!options.includes('whole') || !options.includes('marginal'))
    fault(['amount', 'readingSwitch'], '要有一个开关，选项是 whole（全额按所在段）和 marginal（超过部分按所在段）');
}

function switchFaults(pack: PolicyPack, fault: Fault): void {
  const switches = pack.switches ?? [];
  for (const id of duplicates(switches.map((one) => one.id))) fault(['switches'], `开关编号「${id}」用了两次`);
  switches.forEach(({ options, chosen }, index) => {
    if (chosen !== null && !options.some((one) => one.id === chosen)) fault(['switches', index, 'chosen'], `没有「${chosen}」这个选项`);
  });
  pack.conditions.forEach(({ onlyIf }, index) => {
    if (onlyIf === undefined) return;
    const found = switches.find((one) => one.id === onlyIf.switch);
    if (!found?.options.some((one) => one.id === onlyIf.is)) fault(['conditions', index, 'onlyIf'], '指向的开关或选项不存在');
  });
}

function conditionFaults(pack: PolicyPack, fault: Fault): void {
  pack.conditions.forEach((one, index) => {
    const path = ['conditions', index];
    if (one.use === 'age_range' && one.min === null && one.max === null) fault(path, '年龄的上限下限至少写一个');
    if (one.use === 'age_range' && one.min !== null && one.max !== null && one.min > one.max) fault(path, '年龄下限大于上限');
    if (one.use === 'target_household' && one.types.length === 0 && one.monitored === 'none') fault(path, '对象至少写一类');
    if (one.use === 'claim_window' && at(one.opensYear, one.opensDay) > at(one.closesYear, one.closesDay)) fault(path, '申领开始晚于截止');
    if (one.use === 'monthly_window' && one.fromDay > one.toDay) fault(path, '每月申领开始晚于截止');
    if (one.use === 'quarterly_window' && pack.periods.some((period) => period.length !== 6)) fault(path, '按季申领的，执行年度要写到季度');
  });
}

function sentenceFaults(pack: PolicyPack, fault: Fault): void {
  for (const key of ['summary', 'statement'] as const) {
    pack[key].forEach((line, index) => {
      if (literalDigits(line)) fault([key, index], '句子里不能直接写数字，要用 {…} 引用条件或金额，免得说的和算的不一样');
      for (const name of fillTemplate(line, pack).missing) fault([key, index], `句子里的 {${name}} 找不到`);
    });
  }
}

/** Everything wrong with a pack of the right shape. */
export function faultsOf(pack: PolicyPack): PackFault[] {
  const faults: PackFault[] = [];
  const fault: Fault = (path, message) => faults.push({ path, message });
  if (!pack.id.startsWith(`${pack.programme}@`)) fault(['id'], `版本号要以「${pack.programme}@」开头`);
  for (const key of ['from', 'until', 'checkedOn'] as const) {
    const day = pack[key];
    if (day !== null && !isDate(day)) fault([key], `没有 ${day} 这一天`);
  }
  if (pack.until !== null && pack.until < pack.from) fault(['until'], '失效日期早于生效日期');
  for (const { path, ref } of basesIn(pack)) {
    if (pack.documents[ref[0]]?.articles[ref[1]] === undefined) fault(path, `依据 [${ref[0]}, ${ref[1]}] 指不到任何一条`);
  }
  for (const id of duplicates(pack.conditions.map((one) => one.id))) fault(['conditions'], `条件编号「${id}」用了两次`);
  for (const id of duplicates(pack.evidence.map((one) => one.id))) fault(['evidence'], `凭证组编号「${id}」用了两次`);
  const asked = WORKER_KINDS.flatMap((kind) =>
    duplicates(pack.evidence.filter((one) => (one.when ?? kind) === kind).flatMap((one) => one.kinds.map((each) => each.kind))),
  );
  for (const id of new Set(asked)) fault(['evidence'], `凭证「${id}」写了两次`);
  if (pack.channel?.kind === 'named_bank' && pack.channel.bank === null) fault(['channel', 'bank'], '要写明是哪家银行');
  conditionFaults(pack, fault);
  switchFaults(pack, fault);
  amountFaults(pack, fault);
  sentenceFaults(pack, fault);
  return faults;
}
