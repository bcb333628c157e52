// The questions at the door, in the order of the yearly survey (年度信息采集): for whom each is, which field it fills, of which parts its
// answer is made. Data: a page draws any question from its parts; a new question is a row.
import { phoneProblem } from './fields/phone';
import { fieldOf as registryField } from './fields/registry-fields';
import { HEALTHS, SCHOOLINGS, STUDENT_STATUSES } from './options';
import { type CardState, LABOUR_SKILLS } from './records';
import { type Filled, fine, is, needs, plain, type Question, text, texts, withOwn } from './survey-parts';
import { adult, atHome, isLabourer, isStudent, TRAINING_WISH, WORK_WISH } from './survey-wishes';
import type { Education } from './sync/fields';
import type { PersonOnPhone } from './sync/on-phone';

export type { Filled, Part, Question } from './survey-parts';
export { isLabourer } from './survey-wishes';
export * from './survey-work';

const one = (value: unknown): Filled => ({ pick: typeof value === 'string' ? value : '' });
const optionsOf = (id: string): readonly string[] => registryField('persons', id)?.options ?? [];
/** What is offered is what the registry offers. */
const [SKILLS, TIES, HOURS] = [optionsOf('skills'), optionsOf('tiedBy'), optionsOf('bestHour')];
const WHYS_OF_CARD = ['没激活', '销户了', '丢了', '名字不符', '到期了'];

export const QUESTIONS: readonly Question[] = [
  {
    key: 'address',
    of: 'household',
    field: 'address',
    words: '现在住哪儿',
    parts: [{ name: 'pick', kind: 'text', label: '住处，说得清就行' }],
    applies: () => true,
    spread: one,
    compose: (filled) => text(filled, 'pick'),
    problem: needs('pick', '写一句住哪儿。'),
  },
  {
    key: 'education',
    of: 'person',
    field: 'education',
    words: '上学念到哪儿',
    parts: [
      {
        name: 'now',
        kind: 'one',
        label: '现在',
        options: [
          { value: 'done', words: '不念了' },
          { value: 'school', words: '还在念' },
        ],
      },
      { name: 'schooling', kind: 'one', label: '念到', options: plain(SCHOOLINGS), when: is('now', 'done') },
      { name: 'studentStatus', kind: 'one', label: '在念', options: plain(STUDENT_STATUSES), when: is('now', 'school') },
    ],
    applies: (person) => person.age < 30 || (person.values.education as Education | null)?.schooling == null,
    spread(value): Filled {
      const { schooling, studentStatus } = (value ?? {}) as Partial<Education>;
      return { now: studentStatus ? 'school' : schooling ? 'done' : '', schooling: schooling ?? '', studentStatus: studentStatus ?? '' };
    },
    compose: (filled): Education =>
      is('now', 'school')(filled)
        ? { schooling: null, studentStatus: text(filled, 'studentStatus') }
        : { schooling: text(filled, 'schooling'), studentStatus: null },
    problem: (filled) => (text(filled, is('now', 'school')(filled) ? 'studentStatus' : 'schooling') === '' ? '选一样。' : null),
  },
  {
    key: 'health',
    of: 'person',
    field: 'health',
    words: '身体怎么样',
    parts: [{ name: 'picks', kind: 'many', label: '可以多选', options: plain(HEALTHS), alone: HEALTHS[0] }],
    applies: () => true,
    spread: (value) => ({ picks: typeof value === 'string' && value !== '' ? value.split('、') : [] }),
    compose: (filled) => HEALTHS.filter((health) => texts(filled, 'picks').includes(health)).join('、'),
    problem(filled) {
      const picks = texts(filled, 'picks');
      if (picks.length === 0) return '选一样。';
      return picks.length > 1 && picks.includes('健康') ? '选了「健康」就不能再选别的。' : null;
    },
  },
  {
    key: 'labourSkill',
    of: 'person',
    field: 'labourSkill',
    words: '能干什么活',
    parts: [{ name: 'pick', kind: 'one', label: '劳动技能', options: plain(LABOUR_SKILLS) }],
    applies: (person) => adult(person) && !isStudent(person),
    spread: one,
    compose: (filled) => text(filled, 'pick'),
    problem: needs('pick', '选一样。'),
  },
  {
    key: 'skills',
    of: 'person',
    field: 'skills',
    words: '会什么手艺',
    parts: [
      { name: 'picks', kind: 'many', label: '可以多选，一样不会就空着', options: plain(SKILLS) },
      { name: 'own', kind: 'text', label: '别的手艺' },
    ],
    applies: isLabourer,
    spread(value): Filled {
      const skills = Array.isArray(value) ? (value as string[]) : [];
      return { picks: skills.filter((skill) => SKILLS.includes(skill)), own: skills.filter((skill) => !SKILLS.includes(skill)).join('、') };
    },
    compose: (filled) => withOwn(filled, 'picks').slice(0, 12),
    problem: fine,
  },
  {
    key: 'work',
    of: 'person',
    field: 'work',
    words: '现在在哪干活',
    // The parts depend on whether a work goes on: see workParts.
    parts: [],
    applies: isLabourer,
    spread: () => ({}),
    compose: () => null,
    problem: fine,
  },
  WORK_WISH,
  TRAINING_WISH,
  {
    key: 'tiedBy',
    of: 'person',
    field: 'tiedBy',
    words: '家里有啥走不开',
    parts: [
      { name: 'picks', kind: 'many', label: '没有就空着', options: plain(TIES) },
      { name: 'own', kind: 'text', label: '别的' },
    ],
    applies: atHome,
    spread(value): Filled {
      const ties = Array.isArray(value) ? (value as string[]) : [];
      return { picks: ties.filter((tie) => TIES.includes(tie)), own: ties.filter((tie) => !TIES.includes(tie)).join('、') };
    },
    compose: (filled) => withOwn(filled, 'picks').slice(0, 12),
    problem: fine,
  },
  {
    key: 'phone',
    of: 'person',
    field: 'phone',
    words: '电话换没换',
    parts: [{ name: 'pick', kind: 'phone', label: '新号码，11 位' }],
    applies: adult,
    spread: () => ({ pick: '' }),
    compose: (filled) => text(filled, 'pick'),
    problem: (filled) => phoneProblem(text(filled, 'pick')),
  },
  {
    key: 'bestHour',
    of: 'person',
    field: 'bestHour',
    words: '几点好打电话',
    parts: [
      { name: 'pick', kind: 'one', label: '好打的时候', options: plain(HOURS) },
      { name: 'own', kind: 'text', label: '别的时候' },
    ],
    applies: isLabourer,
    spread: (value): Filled => (HOURS.includes(String(value)) ? { pick: String(value) } : { own: typeof value === 'string' ? value : '' }),
    compose: (filled) => text(filled, 'own') || text(filled, 'pick'),
    problem: (filled) => (text(filled, 'own') || text(filled, 'pick') ? null : '选一样，或者写一句。'),
  },
  {
    key: 'smartphone',
    of: 'person',
    field: 'smartphone',
    words: '自己用不用微信',
    parts: [
      {
        name: 'pick',
        kind: 'one',
        label: '微信',
        options: [
          { value: 'yes', words: '用' },
          { value: 'no', words: '不用' },
        ],
      },
    ],
    applies: isLabourer,
    spread: (value) => ({ pick: value === true ? 'yes' : value === false ? 'no' : '' }),
    compose: (filled) => is('pick', 'yes')(filled),
    problem: needs('pick', '选一样。'),
  },
  {
    key: 'card',
    of: 'person',
    field: 'card',
    words: '领钱的卡能不能用',
    parts: [
      {
        name: 'works',
        kind: 'one',
        label: '看过卡了',
        options: [
          { value: 'yes', words: '能用' },
          { value: 'no', words: '用不了' },
        ],
      },
      { name: 'why', kind: 'one', label: '怎么了', options: plain(WHYS_OF_CARD), when: is('works', 'no') },
    ],
    applies: isLabourer,
    spread(value): Filled {
      const card = (value ?? null) as CardState | null;
      return card === null ? {} : { works: card.works ? 'yes' : 'no', why: card.why };
    },
    compose: (filled, on): CardState => ({
      works: is('works', 'yes')(filled),
      why: is('works', 'no')(filled) ? text(filled, 'why') : '',
      on,
    }),
    problem: needs('works', '选一样：能用，还是用不了。'),
  },
];

export function questionsFor(person: PersonOnPhone): Question[] {
  return QUESTIONS.filter((question) => question.of === 'person' && question.applies(person));
}
export const householdQuestions = (): Question[] => QUESTIONS.filter(({ of }) => of === 'household');
export const questionOf = (key: string): Question | null => QUESTIONS.find((question) => question.key === key) ?? null;
