// Staff as the directory shows them: roles and terms in words, who stands in for whom.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { roleWords } from './role';

export type Staff = Output<'staff.list'>['items'][number];

export interface StaffRow {
  id: string;
  name: string;
  title: string;
  phone: string;
  revoked: boolean;
  me: boolean;
  roles: { key: number; words: string; term: string; on: boolean }[];
  standIns: { key: number; words: string; now: boolean }[];
  relatives: { id: string; words: string }[];
}

const days = (from: string, until: string | null, today: string): string =>
  until === null ? `${from.slice(0, 4)}年${dayWords(from)}起` : `${dayWords(from, today)}到${until.slice(0, 4)}年${dayWords(until)}`;

export function staffRow(one: Staff, today: string): StaffRow {
  return {
    id: one.id,
    name: one.name,
    title: one.title,
    phone: one.phone,
    revoked: one.status === 'revoked',
    me: one.me,
    roles: one.grants.map(({ role, placeName, from, until, inForce }, key) => ({
      key,
      words: `${placeName} · ${roleWords(role)}`,
      term: inForce
        ? days(from, until, today)
        : until !== null && until < today
          ? `${until}到期`
          : one.status === 'revoked'
            ? '停着'
            : `${from}开始`,
      on: inForce,
    })),
    standIns: one.standIns.map(({ forName, from, until, now }, key) => ({
      key,
      words: `${now ? '正在' : ''}替${forName}：${dayWords(from, today)}到${dayWords(until, today)}`,
      now,
    })),
    relatives: one.relatives.map(({ id, name, villageName }) => ({ id, words: `${name}（${villageName}）` })),
  };
}

export const ROLE_CHOICES: readonly {
  key: 'cadre' | 'village_head' | 'station_clerk' | 'labour_clerk' | 'payer' | 'lead' | 'auditor' | 'admin';
  words: string;
}[] = [
  { key: 'cadre', words: '村干部' },
  { key: 'village_head', words: '村书记（主任）' },
  { key: 'station_clerk', words: '乡村振兴站' },
  { key: 'labour_clerk', words: '劳动就业站' },
  { key: 'payer', words: '发放岗' },
  { key: 'lead', words: '专班领导' },
  { key: 'auditor', words: '监督员' },
  { key: 'admin', words: '管理员' },
];
