// One person's facts, read once for all checks of a pack: the window, the work in it, and where each thing was read from.
import { laterOf } from '@shared/domain/dates';
import type { Facts, Source } from '@shared/domain/facts';
import type { DateText } from '@shared/domain/records';
import {
  byEmployer,
  type EmployerWork,
  type MonthRule,
  monthsOf,
  type Span,
  type Window,
  type Worked,
  windowOf,
  workedIn,
} from '@shared/domain/spells';

/** How a pack wants work counted. */
export interface WorkRule {
  months: MonthRule;
  /** For people counted only because their household is monitored: since the period began, or since they were identified. */
  monitoredFrom: 'period' | 'identified';
  /** Days a period stands for, when not its calendar year or quarter. */
  span?: Span | undefined;
}

/** Facts with what several checks need, each worked out at most once. Lives for one assessment. */
export class Reading {
  readonly work: Worked[];
  readonly sources: Source[];
  private grouped: { employers: EmployerWork[]; nameless: Worked[] } | null = null;
  private worked = -1;
  private people: Source[] | null = null;
  private houses: Source[] | null = null;

  constructor(
    readonly facts: Facts,
    readonly window: Window,
    readonly rule: WorkRule,
  ) {
    this.work = workedIn(facts, window, countFrom(facts, window, rule));
    this.sources = sourcesOf(this.work);
  }

  /** Months worked anywhere. */
  get months(): number {
    if (this.worked < 0) this.worked = monthsOf(this.work, this.rule.months);
    return this.worked;
  }

  private get groups(): { employers: EmployerWork[]; nameless: Worked[] } {
    if (this.grouped === null) this.grouped = byEmployer(this.work, this.rule.months);
    return this.grouped;
  }

  get employers(): EmployerWork[] {
    return this.groups.employers;
  }

  /** Work whose employer should be on record and is not. */
  get nameless(): Worked[] {
    return this.groups.nameless;
  }

  get person(): Source[] {
    if (this.people === null) this.people = [{ record: this.facts.person.id, words: '本人的登记' }];
    return this.people;
  }

  get household(): Source[] {
    if (this.houses === null) this.houses = [{ record: this.facts.household.id, words: '家里的登记' }];
    return this.houses;
  }

  /** Where work was read from; where there is none on record, the person's own record says so. */
  get workOrPerson(): Source[] {
    return this.sources.length > 0 ? this.sources : this.person;
  }

  /** 0 the ordinary claim, 1 its top-up. */
  get seq(): number {
    return this.facts.seq ?? 0;
  }

  /** The day a claim counts as made: when handed in, before that today. */
  get claimDay(): DateText {
    return this.facts.submittedOn ?? this.facts.asOf;
  }
}

export function sourcesOf(work: Worked[]): Source[] {
  const sources = new Array<Source>(work.length);
  for (let i = 0; i < work.length; i += 1) sources[i] = (work[i] as Worked).source;
  return sources;
}

const OUT_OF_POVERTY: ReadonlySet<string> = new Set(['一般脱贫户', '低保脱贫户', '特困供养脱贫户']);

function countFrom(facts: Facts, window: Window, rule: WorkRule): DateText {
  const { type, monitoring } = facts.household;
  if (rule.monitoredFrom === 'period' || monitoring === null || (type !== null && OUT_OF_POVERTY.has(type))) return window.from;
  return laterOf(monitoring.identifiedOn, window.from);
}

/** Makes readings; people assessed one after the other mostly share period and day, so the window is kept. */
export function reader(rule: WorkRule): (facts: Facts) => Reading {
  let period = '';
  let asOf = '';
  let window: Window | null = null;
  return (facts) => {
    if (window === null || facts.period !== period || facts.asOf !== asOf) {
      window = windowOf(facts.period, facts.asOf, rule.span);
      period = facts.period;
      asOf = facts.asOf;
    }
    return new Reading(facts, window, rule);
  };
}
