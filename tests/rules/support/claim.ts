// Claims and actors for tests of the stages, in the fictitious township.
import type { Actor } from '@shared/domain/actor';
import type { ClaimRecord, ClaimStatus, Grant, ScopeLevel, Stage } from '@shared/domain/records';

export const PLACE = { county: '140799', town: '140799201000', village: '140799201201' } as const;
export const ELSEWHERE = { county: '140798', town: '140799202000', village: '140799201202' } as const;

const PERSON = 'person-1';
const AT = '2026-03-02T01:00:00.000Z';

export function someClaim(stages: Stage[], status: ClaimStatus = 'draft', stage: number | null = null): ClaimRecord {
  return {
    ...PLACE,
    _id: `claim:transport:${PERSON}:2025:0`,
    programme: 'transport',
    period: '2025',
    seq: 0,
    person: PERSON,
    personName: '甲',
    household: 'household-1',
    status,
    stages,
    stage,
    waiting: stage === null ? '' : (stages[stage]?.level ?? ''),
    dueKey: '',
    since: AT,
    policy: { version: 'transport@2025-44', hash: '' },
    facts: null,
    checks: [],
    amountFen: 150000,
    account: null,
    receipts: [],
    filedBy: { openid: 'o-person', role: 'resident', name: '甲' },
    filledBy: ['o-filler'],
    events: [],
    submittedAt: null,
    sortKey: '',
    version: 1,
    auditHead: '',
  };
}

export function someActor(changes: Partial<Actor> = {}): Actor {
  return { openid: 'o-actor', name: '乙', grants: [], persons: [], self: null, relatives: [], ...changes };
}

export const person = (): Actor => someActor({ openid: 'o-person', name: '甲', persons: [PERSON] });
export const helper = (): Actor => someActor({ openid: 'o-helper', name: '闺女', persons: ['person-9', PERSON] });

export function staff(role: Grant['role'], level: ScopeLevel, place: Record<ScopeLevel, string> = PLACE, openid = `o-${role}`): Actor {
  return someActor({ openid, name: role, grants: [{ role, level, code: place[level] }] });
}
