// What one person has to do now, most pressing first: a table of when each line applies and where it leads.
import type { BenefitRow } from './assessment';

export interface Todo {
  words: string;
  button: string;
  url: string;
}

interface Rule {
  applies: (row: BenefitRow) => boolean;
  words: (row: BenefitRow) => string;
  button: string;
  to: 'form' | 'benefit' | 'sign';
}

const unclaimed = (row: BenefitRow) => row.claimId === '' || row.claimStatus === 'withdrawn';

const RULES: Rule[] = [
  { applies: (row) => row.claimStatus === 'returned', words: (row) => `${row.spoken}退回来了，还要补一样`, button: '去补上', to: 'form' },
  {
    applies: (row) => row.claimStatus === 'draft' && !row.simple,
    words: (row) => `${row.spoken}填了一半，还没交上去`,
    button: '接着填',
    to: 'form',
  },
  {
    // Also one the village began for them: nothing is half filled in, only unsigned.
    applies: (row) => (unclaimed(row) || row.claimStatus === 'draft') && row.simple,
    words: (row) => `${row.spoken} ${row.amount}，够条件了，签个名就行`,
    button: '是我，我要领',
    to: 'sign',
  },
  {
    applies: (row) => unclaimed(row) && row.tone === 'good' && !row.simple,
    words: (row) => `${row.spoken} ${row.amount}，够条件了，还没领`,
    button: '我要领',
    to: 'form',
  },
  {
    applies: (row) => unclaimed(row) && row.tone === 'wait',
    words: (row) => `${row.spoken}：${row.line}`,
    button: '看看差什么',
    to: 'benefit',
  },
];

export function claimFormUrl(person: string, programme: string, period: string): string {
  return `/pages/claim-form/claim-form?person=${encodeURIComponent(person)}&programme=${encodeURIComponent(programme)}&period=${encodeURIComponent(period)}`;
}

export function benefitUrl(programme: string, period = ''): string {
  const tail = period === '' ? '' : `&period=${encodeURIComponent(period)}`;
  return `/pages/benefit/benefit?programme=${encodeURIComponent(programme)}${tail}`;
}

export function signUrl(person: string, programme: string, period: string): string {
  return `/pages/sign/sign?person=${encodeURIComponent(person)}&programme=${encodeURIComponent(programme)}&period=${encodeURIComponent(period)}`;
}

export function claimUrl(id: string): string {
  return `/pages/claim/claim?id=${encodeURIComponent(id)}`;
}

const URLS: Record<Rule['to'], (person: string, row: BenefitRow) => string> = {
  form: (person, row) => claimFormUrl(person, row.programme, row.period),
  sign: (person, row) => signUrl(person, row.programme, row.period),
  benefit: (_person, row) => benefitUrl(row.programme, row.period),
};

/** All that is to be done, the most pressing first. */
export function todosOf(person: string, rows: BenefitRow[]): Todo[] {
  return RULES.flatMap((rule) =>
    rows.filter(rule.applies).map((row) => ({
      words: rule.words(row),
      button: rule.button,
      url: URLS[rule.to](person, row),
    })),
  );
}
