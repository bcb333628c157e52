// Who is asked about work, and what they want: going out again, learning a trade.
import { isMonth } from './dates';
import { TRADES as ALL_TRADES, SERVICE_NEEDS, TRAINING_MODES, UNWILLING_REASONS } from './options';
import type { TrainingWish, WorkWish } from './records';
import { type Filled, is, needs, plain, type Question, text, texts, withOwn } from './survey-parts';
import type { Education } from './sync/fields';
import type { PersonOnPhone } from './sync/on-phone';

const UNABLE: readonly string[] = ['无劳动力', '丧失劳动力'];
export const isStudent = ({ values }: PersonOnPhone): boolean => (values.education as Education | null)?.studentStatus != null;
export const adult = (person: PersonOnPhone): boolean => person.age >= 16;
/** Somebody of working age who can work and is not at school: all that is about work. */
export const isLabourer = (person: PersonOnPhone): boolean =>
  adult(person) && !isStudent(person) && !UNABLE.includes(String(person.values.labourSkill));
export const atHome = (person: PersonOnPhone): boolean => isLabourer(person) && (person.work === null || person.work.away);

/** What is offered is what the registry offers. */
const TRADES: readonly string[] = ALL_TRADES;

export const WORK_WISH: Question = {
  key: 'workWish',
  of: 'person',
  field: 'workWish',
  words: '还出去不，几时走',
  parts: [
    {
      name: 'plans',
      kind: 'one',
      label: '打算',
      options: [
        { value: 'yes', words: '出去' },
        { value: 'no', words: '不出去' },
      ],
    },
    { name: 'leaveOn', kind: 'month', label: '哪个月走', when: is('plans', 'yes') },
    { name: 'where', kind: 'text', label: '去哪儿', when: is('plans', 'yes') },
    { name: 'needs', kind: 'many', label: '要帮啥忙', options: plain(SERVICE_NEEDS), when: is('plans', 'yes') },
    { name: 'why', kind: 'one', label: '为什么不去', options: plain(UNWILLING_REASONS), when: is('plans', 'no') },
  ],
  applies: atHome,
  spread(value): Filled {
    const wish = (value ?? null) as WorkWish | null;
    if (wish === null) return {};
    return { plans: wish.plans ? 'yes' : 'no', leaveOn: wish.leaveOn ?? '', where: wish.where, needs: wish.needs, why: wish.why };
  },
  compose(filled, asked): WorkWish {
    const plans = is('plans', 'yes')(filled);
    return {
      plans,
      why: plans ? '' : text(filled, 'why'),
      where: plans ? text(filled, 'where') : '',
      leaveOn: plans && isMonth(text(filled, 'leaveOn')) ? text(filled, 'leaveOn') : null,
      needs: plans ? texts(filled, 'needs') : [],
      asked,
    };
  },
  problem: needs('plans', '选一样：出去，还是不出去。'),
};

export const TRAINING_WISH: Question = {
  key: 'trainingWish',
  of: 'person',
  field: 'trainingWish',
  words: '想不想学门手艺',
  parts: [
    {
      name: 'wants',
      kind: 'one',
      label: '想不想',
      options: [
        { value: 'yes', words: '想学' },
        { value: 'no', words: '不想' },
      ],
    },
    { name: 'picks', kind: 'many', label: '学什么，最多三样', options: plain(TRADES), when: is('wants', 'yes') },
    { name: 'own', kind: 'text', label: '别的', when: is('wants', 'yes') },
    { name: 'when', kind: 'text', label: '几时有空', when: is('wants', 'yes') },
    {
      name: 'board',
      kind: 'one',
      label: '能不能住校',
      options: [
        { value: 'yes', words: '能' },
        { value: 'no', words: '不能' },
      ],
      when: is('wants', 'yes'),
    },
  ],
  applies: isLabourer,
  spread(value): Filled {
    const wish = (value ?? null) as TrainingWish | null;
    if (wish === null) return {};
    const board = wish.board === null ? '' : wish.board ? 'yes' : 'no';
    const own = wish.trades.filter((trade) => !TRADES.includes(trade)).join('、');
    return { wants: wish.wants ? 'yes' : 'no', picks: wish.trades.filter((trade) => TRADES.includes(trade)), own, when: wish.when, board };
  },
  compose(filled, asked): TrainingWish {
    const wants = is('wants', 'yes')(filled);
    const board = text(filled, 'board');
    return {
      wants,
      trades: wants ? withOwn(filled, 'picks').slice(0, 3) : [],
      mode: wants ? TRAINING_MODES[0] : '',
      when: wants ? text(filled, 'when') : '',
      board: wants && board !== '' ? board === 'yes' : null,
      asked,
    };
  },
  problem(filled) {
    if (text(filled, 'wants') === '') return '选一样：想学，还是不想。';
    return withOwn(filled, 'picks').length > 3 ? '最多选三样。' : null;
  },
};
