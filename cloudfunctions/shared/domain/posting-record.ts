// The shape of a stored job posting; part of records.ts, which everybody imports.
import type { DateText, Fen, Placed, Versioned } from './records';

/** postings/{random}: a 岗位; status 'open' | 'full' | 'expired'. */
export interface PostingRecord extends Placed, Versioned {
  _id: string;
  title: string;
  employer: string;
  area: JobArea;
  place: { province: string; city: string; county: string; address: string };
  pay: { minFen: Fen; maxFen: Fen; unit: 'month' | 'day' | 'hour' | 'piece'; how: string };
  board: { food: boolean; lodging: boolean };
  until: DateText;
  headcount: number;
  hours: string;
  age: { min: number; max: number | null };
  skills: string[];
  insurance: string;
  contract: string;
  transport: string;
  description: string;
  contact: { name: string; phone: string };
  checked: { by: string; on: DateText };
  /** Lower-case title + employer + place, for substring search within the listed page. */
  searchText: string;
}

export const JOB_AREAS = ['outside_province', 'in_province', 'in_county'] as const;
export type JobArea = (typeof JOB_AREAS)[number];
