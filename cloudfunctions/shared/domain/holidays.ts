// Free days and make-up working days as the State Council announced them. A year not listed counts Monday to Friday only.
import type { DateText } from './records';

interface Year {
  year: number;
  /** The announcement the dates were taken from. */
  source: string;
  /** First and last day of each holiday. */
  free: [DateText, DateText][];
  /** 调休: weekend days on which offices work. */
  work: DateText[];
}

export const HOLIDAYS: Year[] = [
  {
    year: 2025,
    source: '国务院办公厅关于2025年部分节假日安排的通知（2024年11月12日）',
    free: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    work: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）',
    free: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];

function freeDays(): Set<DateText> {
  const days = new Set<DateText>();
  for (const { free } of HOLIDAYS) {
    for (const [from, to] of free) {
      for (let at = Date.parse(`${from}T00:00:00Z`), end = Date.parse(`${to}T00:00:00Z`); at <= end; at += 86_400_000) {
        days.add(new Date(at).toISOString().slice(0, 10));
      }
    }
  }
  return days;
}

function extraWorkdays(): Set<DateText> {
  const days = new Set<DateText>();
  for (const { work } of HOLIDAYS) for (const day of work) days.add(day);
  return days;
}

export const FREE_DAYS: ReadonlySet<DateText> = freeDays();
export const EXTRA_WORKDAYS: ReadonlySet<DateText> = extraWorkdays();
