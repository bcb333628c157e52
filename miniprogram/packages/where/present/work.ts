// A work record as its page shows it, and the form one fills in: prefilled from the last work, every field of the national sheet.
import type { Input, Output } from '@shared/contract/index';
import { dayWords, monthWords } from '@shared/domain/dates';
import { readAmount } from '@shared/domain/fields/amount';
import { yuanText } from '@shared/domain/money';
import { placeWords } from '@shared/domain/whereabouts';
import { AWAY_WORDS } from '@shared/domain/words/spells';

export type Page = Output<'spell.list'>;
export type Spell = Page['spells'][number];
export type Move = Input<'spell.move'>['move'];
type Work = Extract<Move, { kind: 'begin' }>['work'];

export interface SpellItem {
  id: string;
  version: number;
  open: boolean;
  away: boolean;
  /** 2026年2月起，现在还在 */
  when: string;
  place: string;
  employer: string;
  /** 一个月 4200 元 · 制造业 · 外出务工 */
  facts: string;
  state: string;
}

export function spellItem(spell: Spell): SpellItem {
  const {
    id,
    version,
    start,
    end,
    employer,
    monthlyFen,
    industry,
    subIndustry,
    channel,
    organised,
    kind,
    job,
    overseas,
    contractUntil,
    away,
    endReason,
  } = spell;
  const from = monthWords(start.slice(0, 7));
  const facts = [
    monthlyFen === null ? '工资没登记' : `一个月 ${yuanText(monthlyFen)} 元`,
    [industry, subIndustry, job].filter((part) => part !== '').join(' '),
    channel,
    kind,
    organised === null ? '' : organised ? '点对点输送' : '自己去的',
    contractUntil === null ? '' : `合同到${contractUntil}`,
    endReason,
  ];
  return {
    id,
    version,
    open: end === null,
    away: away !== null,
    when: end === null ? `${from}起，${away === null ? '现在还在' : '暂回'}` : `${from} 到 ${monthWords(end.slice(0, 7))}`,
    place: overseas ? `境外 ${placeWords(spell.place)}` : placeWords(spell.place) || '地点没登记',
    employer: employer ?? (kind === '其他形式务工就业人员' ? '没有固定单位' : '在哪一家没登记'),
    facts: facts.filter((part) => part !== '').join(' · '),
    state: away === null ? '' : `${AWAY_WORDS[away.why]}：${dayWords(away.since)}回来，说${dayWords(away.backOn)}再去`,
  };
}

/** What is typed and picked; texts, so that nothing typed is lost by a mistake. */
export interface WorkForm {
  province: string;
  city: string;
  county: string;
  overseas: boolean;
  employer: string;
  yuan: string;
  industry: string;
  subIndustry: string;
  channel: string;
  organised: '' | 'yes' | 'no';
  kind: string;
  job: string;
  /** Last day of the contract; '' = none, or not known. */
  contractUntil: string;
  /** As it was, so that taking it away is told. */
  contractWas: string;
}

export const EMPTY: WorkForm = {
  province: '',
  city: '',
  county: '',
  overseas: false,
  employer: '',
  yuan: '',
  industry: '',
  subIndustry: '',
  channel: '外出务工',
  organised: 'no',
  kind: '单位录用聘用人员',
  job: '',
  contractUntil: '',
  contractWas: '',
};

/** The last work as a beginning: somebody who moves most often does the same again. `same`: this very work is put right, its contract holds. */
export function formOf(spell: Spell | undefined, same: boolean): WorkForm {
  if (!spell) return EMPTY;
  const { place, employer, monthlyFen, industry, subIndustry, channel, organised, kind, job, overseas } = spell;
  const contract = same ? (spell.contractUntil ?? '') : '';
  return {
    ...place,
    overseas,
    employer: employer ?? '',
    yuan: monthlyFen === null ? '' : String(monthlyFen / 100),
    industry,
    subIndustry,
    channel,
    organised: organised === null ? '' : organised ? 'yes' : 'no',
    kind,
    job,
    contractUntil: contract,
    contractWas: contract,
  };
}

/** Where the place says it: 外出务工 outside the county, what was picked otherwise stays. */
export function channelFor(form: WorkForm, home: Page['home']): string {
  const here = !form.overseas && form.county === home.county && form.city === home.city;
  if (here) return form.channel === '外出务工' ? '其他形式就业' : form.channel;
  return ['帮扶车间', '公益岗位', '以工代赈', '其他形式就业'].includes(form.channel) ? '外出务工' : form.channel;
}

export type Read = { work: Work } | { field: string; words: string };

/** The work a form says, or the first thing wrong with it. */
export function readWork(form: WorkForm): Read {
  const {
    province,
    city,
    county,
    overseas,
    employer,
    yuan,
    industry,
    subIndustry,
    channel,
    organised,
    kind,
    job,
    contractUntil,
    contractWas,
  } = form;
  if (province.trim() === '') return { field: 'place', words: overseas ? '写上在哪个国家' : '选上在哪个省、市、县' };
  const fen = yuan.trim() === '' ? null : readAmount(yuan);
  if (yuan.trim() !== '' && (fen === null || fen < 1 || fen > 10_000_000)) return { field: 'monthlyFen', words: '月收入写元，比如 4200' };
  const fixed = kind !== '其他形式务工就业人员';
  if (fixed && employer.trim().length === 1) return { field: 'employer', words: '在哪一家写全一点' };
  return {
    work: {
      place: overseas ? { province: province.trim(), city: '', county: '' } : { province, city, county },
      employer: employer.trim() === '' ? null : employer.trim(),
      monthlyFen: fen,
      industry,
      ...(subIndustry.trim() === '' ? {} : { subIndustry: subIndustry.trim() }),
      channel,
      organised: organised === '' ? null : organised === 'yes',
      kind,
      ...(job.trim() === '' ? {} : { job: job.trim() }),
      overseas,
      ...(contractUntil === contractWas ? {} : { contractUntil: contractUntil === '' ? null : contractUntil }),
    },
  };
}
