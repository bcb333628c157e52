// Checks about the person: alive, age, able to work, not at school.
import type { CheckValue } from '@shared/domain/assessment';
import { ageOn } from '@shared/domain/dates';
import { LABOUR_SKILLS } from '@shared/domain/records';
import type { Worked } from '@shared/domain/spells';
import * as z from 'zod';
import { age, defineCheck, listedText, yesNo } from './define';

export const alive = defineCheck({
  name: 'alive',
  params: () => ({}),
  units: {},
  expected: () => yesNo(true),
  judge: (_, report) => (reading) => {
    const lives = reading.facts.person.alive;
    return report(lives ? 'passed' : 'failed', yesNo(lives), reading.person, lives ? null : 'ask_station');
  },
});

/**
 * Age within bounds. `period_end`: on the last day that counts. `work`: at some time while working, so the lower bound is looked at on
 * the last day worked and the upper on the first; without work it falls back to the last day that counts.
 */
export const ageRange = defineCheck({
  name: 'age_range',
  params: () => ({
    min: z.number().int().min(14).max(100).nullable(),
    max: z.number().int().min(14).max(120).nullable(),
    on: z.enum(['period_end', 'work']),
  }),
  units: { min: 'age', max: 'age' },
  expected: ({ min, max }): CheckValue => ({ kind: 'range', from: min, to: max, unit: 'age' }),
  judge:
    ({ min, max, on }, report) =>
    (reading) => {
      const born = reading.facts.person.born;
      if (born === null) return report('unknown', null, reading.person, 'complete_birthday');
      const work = reading.work;
      const days = on === 'work' && work.length > 0;
      let last = reading.window.to;
      if (days) {
        last = (work[0] as Worked).to;
        for (let i = 1; i < work.length; i += 1) if ((work[i] as Worked).to > last) last = (work[i] as Worked).to;
      }
      const oldest = ageOn(born, last);
      if (min !== null && oldest < min) return report('failed', age(oldest), reading.person, null);
      if (max === null) return report('passed', age(oldest), reading.person, null);
      const youngest = days ? ageOn(born, (work[0] as Worked).from) : oldest;
      return report(youngest <= max ? 'passed' : 'failed', age(youngest), reading.person, null);
    },
});

export const labourAble = defineCheck({
  name: 'labour_able',
  params: () => ({ skills: z.array(z.enum(LABOUR_SKILLS)).min(1) }),
  units: {},
  expected: ({ skills }): CheckValue => ({ kind: 'texts', texts: skills }),
  judge:
    ({ skills }, report) =>
    (reading) => {
      const skill = reading.facts.person.labourSkill;
      if (skill === null) return report('unknown', null, reading.person, 'complete_labour');
      const able = skills.includes(skill);
      return report(able ? 'passed' : 'failed', listedText(skill), reading.person, able ? null : 'ask_village');
    },
});

/** 在校生状况 is filled for pupils and students only (exactly one of it and 文化程度), so its absence is a fact. */
export const notStudent = defineCheck({
  name: 'not_student',
  params: () => ({}),
  units: {},
  expected: () => yesNo(true),
  judge: (_, report) => (reading) => {
    const status = reading.facts.person.studentStatus;
    if (status === null) return report('passed', yesNo(true), reading.person, null);
    return report('failed', listedText(status), reading.person, 'ask_village');
  },
});
