// Beijing days, months, ages and working days at their edges.
import {
  addDays,
  addMonths,
  addWorkingDays,
  ageOn,
  beijingDate,
  beijingMonth,
  beijingTime,
  dayNumber,
  daysBetween,
  dayText,
  dayWords,
  earlierOf,
  isDate,
  isMonth,
  isWorkingDay,
  lastDayOfMonth,
  laterOf,
  monthIndex,
  monthsBetween,
  monthText,
  monthWords,
  periodDays,
  periodWords,
  startOfDay,
  weekday,
  workingDaysBetween,
} from '@shared/domain/dates';
import { HOLIDAYS } from '@shared/domain/holidays';
import fc from 'fast-check';

const anyDay = fc.integer({ min: dayNumber('1940-01-01'), max: dayNumber('2060-12-31') }).map(dayText);

test.each([
  ['2026-03-01T15:59:59.999Z', '2026-03-01', '23:59'],
  ['2026-03-01T16:00:00.000Z', '2026-03-02', '00:00'],
  ['2025-12-31T16:00:00.000Z', '2026-01-01', '00:00'],
])('%s is %s %s in Beijing', (at, day, time) => {
  expect([beijingDate(at), beijingTime(at), beijingMonth(at)]).toEqual([day, time, day.slice(0, 7)]);
});

test('a day begins at the instant whose Beijing day it is', () => {
  expect(startOfDay('2026-03-02')).toBe('2026-03-01T16:00:00.000Z');
  fc.assert(fc.property(anyDay, (day) => beijingDate(startOfDay(day)) === day));
});

test.each([
  ['2024-02-29', true],
  ['2025-02-29', false],
  ['1900-02-29', false],
  ['2000-02-29', true],
  ['2025-04-31', false],
  ['2025-00-10', false],
  ['2025-13-01', false],
  ['2025-1-1', false],
  ['', false],
])('isDate(%s) is %s', (day, real) => expect(isDate(day)).toBe(real));

test('months', () => {
  expect([isMonth('2025-12'), isMonth('2025-13'), isMonth('2025-00'), isMonth('2025-1')]).toEqual([true, false, false, false]);
  expect(monthIndex('2025-03')).toBe(24302);
  expect(monthText(24302)).toBe('2025-03');
  expect(lastDayOfMonth('2024-02')).toBe('2024-02-29');
  fc.assert(fc.property(anyDay, (day) => monthText(monthIndex(day)) === day.slice(0, 7)));
});

test('day numbers go both ways and in order', () => {
  expect(dayNumber('1970-01-01')).toBe(0);
  fc.assert(fc.property(anyDay, fc.integer({ min: -20_000, max: 20_000 }), (day, days) => daysBetween(day, addDays(day, days)) === days));
});

test.each([
  ['2025-01-31', 1, '2025-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2025-03-31', -1, '2025-02-28'],
  ['2025-12-15', 1, '2026-01-15'],
  ['2025-01-15', -13, '2023-12-15'],
])('%s + %i months = %s', (day, months, then) => expect(addMonths(day, months)).toBe(then));

test.each([
  ['2025-01-15', '2025-02-14', 0],
  ['2025-01-15', '2025-02-15', 1],
  ['2025-01-31', '2025-02-28', 1],
  ['2025-02-15', '2025-01-15', -1],
  ['2025-01-15', '2026-01-15', 12],
])('whole months from %s to %s: %i', (from, to, months) => expect(monthsBetween(from, to)).toBe(months));

test.each([
  ['2009-03-02', '2025-03-01', 15],
  ['2009-03-02', '2025-03-02', 16],
  ['2008-02-29', '2024-02-28', 15],
  ['2008-02-29', '2024-02-29', 16],
  ['2007-02-28', '2025-02-28', 18],
  ['2008-02-29', '2025-02-28', 16],
  ['2008-02-29', '2025-03-01', 17],
])('born %s, on %s: %i', (born, day, age) => expect(ageOn(born, day)).toBe(age));

test('weekdays', () => expect(['2026-03-01', '2026-03-02', '1969-12-31'].map(weekday)).toEqual([0, 1, 3]));

test.each([
  ['2026-03-02', true, 'a Monday'],
  ['2026-03-07', false, 'a Saturday'],
  ['2026-02-14', true, 'a make-up Saturday'],
  ['2026-02-28', true, 'a make-up Saturday'],
  ['2026-02-16', false, 'Spring Festival'],
  ['2026-02-23', false, 'its last day'],
  ['2026-02-24', true, 'the day after'],
  ['2025-10-08', false, 'the last free day of October 2025'],
  ['2025-10-11', true, 'its make-up Saturday'],
  ['2027-02-08', true, 'a Monday of a year without a table'],
])('%s works: %s (%s)', (day, works) => expect(isWorkingDay(day)).toBe(works));

test('the holiday tables are whole: real days, free days in order, make-up days on weekends', () => {
  for (const { year, free, work, source } of HOLIDAYS) {
    expect(source).toContain(`${year}年`);
    for (const [from, to] of free) expect([isDate(from), isDate(to), from <= to]).toEqual([true, true, true]);
    for (const day of work) expect([day, [0, 6].includes(weekday(day))]).toEqual([day, true]);
  }
  expect(HOLIDAYS.map((one) => one.year)).toEqual([2025, 2026]);
});

test('248 working days in 2025, 248 in 2026', () => {
  // By hand from the announcements: 261 weekdays - 18 free ones + 5 make-up days; 261 - 19 + 6.
  expect(workingDaysBetween('2024-12-31', '2025-12-31')).toBe(248);
  expect(workingDaysBetween('2025-12-31', '2026-12-31')).toBe(248);
});

test.each([
  ['2026-03-02', 3, '2026-03-05'],
  ['2026-03-05', 3, '2026-03-10'],
  ['2026-02-13', 2, '2026-02-24'],
  ['2026-03-07', 1, '2026-03-09'],
  ['2026-03-07', 0, '2026-03-09'],
  ['2026-03-09', 0, '2026-03-09'],
])('%s + %i working days = %s', (day, days, then) => expect(addWorkingDays(day, days)).toBe(then));

test('working days add up the way they count', () => {
  const near = fc.integer({ min: dayNumber('2025-01-01'), max: dayNumber('2026-12-31') }).map(dayText);
  fc.assert(fc.property(near, fc.integer({ min: 1, max: 40 }), (day, days) => workingDaysBetween(day, addWorkingDays(day, days)) === days));
});

test('periods and words', () => {
  expect(periodDays('2025')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  expect(['1', '2', '3', '4'].map((q) => periodDays(`2024Q${q}`))).toEqual([
    { from: '2024-01-01', to: '2024-03-31' },
    { from: '2024-04-01', to: '2024-06-30' },
    { from: '2024-07-01', to: '2024-09-30' },
    { from: '2024-10-01', to: '2024-12-31' },
  ]);
  expect([periodWords('2025'), periodWords('2025Q1')]).toEqual(['2025年', '2025年第1季度']);
  expect([dayWords('2026-03-12'), dayWords('2025-12-01', '2026-03-02'), dayWords('2026-03-12', '2026-03-02')]).toEqual([
    '3月12日',
    '2025年12月1日',
    '3月12日',
  ]);
  expect(monthWords('2026-03')).toBe('2026年3月');
  expect([laterOf('2025-01-01', '2025-01-02'), earlierOf('2025-01-01', '2025-01-02')]).toEqual(['2025-01-02', '2025-01-01']);
});
