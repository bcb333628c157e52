// Fields of a person that say what they can do and what they mean to do: skills, certificates, ties, training, going out. Part of registry-fields.ts.
import { monthIndex } from '../dates';
import { SERVICE_NEEDS, TIES, TRADES, TRAINING_MODES, UNWILLING_REASONS } from '../options';
import type { Certificate, PersonRecord, TrainingWish, WorkWish } from '../records';
import { readDate } from './date-text';
import { WORKERS } from './field-roles';
import { type FieldTime, type FieldValue, part, type RegistryField } from './registry-kinds';

type PersonField = RegistryField<PersonRecord>;
const text = (value: FieldValue): string => (typeof value === 'string' ? value : '');
const list = (value: FieldValue): string[] => (Array.isArray(value) ? [...(value as readonly string[])] : []);

const NO_TRAINING: Omit<TrainingWish, 'asked'> = { wants: false, trades: [], mode: '', when: '', board: null };
const NO_WORK: Omit<WorkWish, 'asked'> = { plans: false, why: '', where: '', leaveOn: null, needs: [] };

/** A part of the wish; the day it was asked is the day something of it is written. Emptying the first question empties the wish. */
function trainingPart<K extends Exclude<keyof TrainingWish, 'asked'>>(key: K, of: (value: FieldValue) => TrainingWish[K]) {
  return {
    read: ({ trainingWish }: PersonRecord): FieldValue => part(trainingWish?.[key]),
    write: ({ trainingWish }: PersonRecord, value: FieldValue, { today }: FieldTime): Partial<PersonRecord> =>
      key === 'wants' && value === null
        ? { trainingWish: null }
        : { trainingWish: { ...NO_TRAINING, ...trainingWish, [key]: of(value), asked: today } },
  };
}
function workPart<K extends Exclude<keyof WorkWish, 'asked'>>(key: K, of: (value: FieldValue) => WorkWish[K]) {
  return {
    read: ({ workWish }: PersonRecord): FieldValue => part(workWish?.[key]),
    write: ({ workWish }: PersonRecord, value: FieldValue, { today }: FieldTime): Partial<PersonRecord> =>
      key === 'plans' && value === null ? { workWish: null } : { workWish: { ...NO_WORK, ...workWish, [key]: of(value), asked: today } },
  };
}

/** 「焊工证 中级工 2023-05-01」: name, then level, then day, as far as known. */
export function certificateLine({ name, level, on }: Certificate): string {
  return [name, level, on ?? ''].filter((part) => part !== '').join(' ');
}

export function readCertificate(line: string): Certificate {
  const parts = line.trim().split(/\s+/);
  const on = parts.length > 1 ? readDate(parts[parts.length - 1] as string) : null;
  const words = on === null ? parts : parts.slice(0, -1);
  return { name: words[0] ?? '', level: words.slice(1).join(' '), on };
}

export const PERSON_WISHES: readonly PersonField[] = [
  {
    id: 'skills',
    section: 'skills',
    words: { official: '技能特长', resident: '会干啥' },
    kind: 'several',
    options: TRADES,
    open: true,
    may: WORKERS,
    heads: ['技能特长', '技能', '特长', '工种'],
    read: ({ skills }) => skills ?? null,
    write: (_person, value) => ({ skills: value === null ? undefined : list(value) }),
  },
  {
    id: 'certificates',
    section: 'skills',
    words: { official: '技能证书', resident: '有啥证' },
    kind: 'lines',
    most: 10,
    may: WORKERS,
    heads: ['技能证书', '证书', '职业资格证书', '技能等级证书'],
    hint: '一行一个：名称 等级 发证日期，后两样不知道可以不写',
    read: ({ certificates }) => certificates?.map(certificateLine) ?? null,
    write: (_person, value) => ({ certificates: value === null ? undefined : list(value).map(readCertificate) }),
    problem: (value, _after, { today }) => {
      const late = list(value).find((line) => (readCertificate(line).on ?? '') > today);
      return late === undefined ? null : `「${late}」的日期在今天以后`;
    },
  },
  {
    id: 'workWish.plans',
    section: 'work',
    words: { official: '是否计划外出务工', resident: '想不想出去干活' },
    kind: 'yes_no',
    may: WORKERS,
    heads: ['是否计划外出务工', '是否计划务工', '务工意愿', '外出意愿'],
    ...workPart('plans', (value) => value === true),
  },
  {
    id: 'workWish.where',
    section: 'work',
    words: { official: '计划去向', resident: '想去哪' },
    kind: 'text',
    most: 40,
    may: WORKERS,
    heads: ['计划去向', '意向务工地', '就业意向地'],
    ...workPart('where', text),
  },
  {
    id: 'workWish.leaveOn',
    section: 'work',
    words: { official: '计划外出时间', resident: '几月走' },
    kind: 'month',
    may: WORKERS,
    heads: ['计划外出时间', '计划外出月份'],
    ...workPart('leaveOn', (value) => (text(value) === '' ? null : text(value))),
    warning: (value, _after, { today }) =>
      text(value) !== '' && monthIndex(text(value)) < monthIndex(today) ? '这个月份已经过去了，再问一遍' : null,
  },
  {
    id: 'workWish.needs',
    section: 'work',
    words: { official: '就业服务需求', resident: '要帮啥忙' },
    kind: 'several',
    options: SERVICE_NEEDS,
    open: true,
    may: WORKERS,
    heads: ['就业服务需求', '服务需求'],
    ...workPart('needs', list),
    problem: (value) => (list(value).length > 1 && list(value).includes('不需要') ? '选了「不需要」就不能再选别的' : null),
  },
  {
    id: 'workWish.why',
    section: 'work',
    words: { official: '不愿务工的原因', resident: '为啥不去' },
    kind: 'option',
    options: UNWILLING_REASONS,
    open: true,
    most: 40,
    may: WORKERS,
    heads: ['不愿务工的原因', '无务工意愿原因', '未务工原因'],
    ...workPart('why', text),
    problem: (value, after) => (text(value) !== '' && after.workWish?.plans === true ? '计划外出的不填这一项' : null),
  },
  {
    id: 'tiedBy',
    section: 'work',
    words: { official: '离不开家的原因', resident: '家里有啥走不开' },
    kind: 'several',
    options: TIES,
    open: true,
    may: WORKERS,
    heads: ['离不开家的原因', '家庭拖累'],
    read: ({ tiedBy }) => tiedBy ?? null,
    write: (_person, value) => ({ tiedBy: value === null ? undefined : list(value) }),
  },
  {
    id: 'trainingWish.wants',
    section: 'training',
    words: { official: '是否有培训意愿', resident: '想不想学手艺' },
    kind: 'yes_no',
    may: WORKERS,
    heads: ['是否有培训意愿', '培训意愿', '培训需求'],
    ...trainingPart('wants', (value) => value === true),
  },
  {
    id: 'trainingWish.trades',
    section: 'training',
    words: { official: '培训工种', resident: '想学啥' },
    kind: 'several',
    options: TRADES,
    open: true,
    most: 3,
    may: WORKERS,
    heads: ['培训工种', '意向培训工种', '培训专业'],
    ...trainingPart('trades', list),
  },
  {
    id: 'trainingWish.mode',
    section: 'training',
    words: { official: '培训方式', resident: '咋学' },
    kind: 'option',
    options: TRAINING_MODES,
    may: WORKERS,
    heads: ['培训方式'],
    ...trainingPart('mode', text),
  },
  {
    id: 'trainingWish.when',
    section: 'training',
    words: { official: '可参加时段', resident: '啥时候有空' },
    kind: 'text',
    most: 30,
    may: WORKERS,
    heads: ['可参加时段', '培训时间'],
    ...trainingPart('when', text),
  },
  {
    id: 'trainingWish.board',
    section: 'training',
    words: { official: '能否住宿', resident: '能不能住那' },
    kind: 'yes_no',
    may: WORKERS,
    heads: ['能否住宿', '是否可住宿'],
    ...trainingPart('board', (value) => (typeof value === 'boolean' ? value : null)),
  },
];
