// The life of a claim: an explicit matrix of every allowed step for every shipped pack, separation of duties, and the way as people see it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Actor, grantsInForce } from '@shared/domain/actor';
import { postedUntil } from '@shared/domain/publicity';
import { CLAIM_STATUSES, type ClaimRecord, type Grant, ROLES, type ScopeLevel, type Stage } from '@shared/domain/records';
import {
  availableVerbs,
  barredFrom,
  dueDay,
  isReviewerNow,
  refusalOf,
  StepRefused,
  step,
  track,
  VERBS,
  type Verb,
} from '@shared/domain/stages';
import { stagesOf } from '@shared/policies';
import { parse } from 'yaml';
import { ELSEWHERE, helper, PLACE, person, someActor, someClaim, staff } from './support/claim';
import { packsByName } from './support/packs';

const AT = '2026-03-02T02:00:00.000Z';
type Matrix = Record<string, Record<string, Partial<Record<Verb, string>>>>;
const matrix = parse(readFileSync(join(__dirname, 'stage-matrix.yaml'), 'utf8'), { merge: true }) as Matrix;

const LEVELS: ScopeLevel[] = ['village', 'town', 'county'];
const staffRoles = ROLES.filter((role): role is Grant['role'] => role !== 'visitor' && role !== 'resident');

/** Everybody: the person, a helper, a stranger, and every role at every level, at this place and at another. */
const actors: Record<string, () => Actor> = { person, helper, stranger: () => someActor({ openid: 'o-stranger', persons: ['person-9'] }) };
for (const level of ['village', 'town'] as const)
  actors[`filled something in@own ${level}`] = () => staff(level === 'village' ? 'cadre' : 'station_clerk', level, PLACE, 'o-filler');
for (const role of staffRoles) {
  for (const level of LEVELS) {
    actors[`${role}@own ${level}`] = () => staff(role, level);
    actors[`${role}@other ${level}`] = () => staff(role, level, ELSEWHERE);
  }
}

/** Where the claim is after a step, in the words of the matrix. */
function described(claim: ClaimRecord): string {
  return claim.stage === null ? claim.status : `${claim.status}/${claim.stage}`;
}

function wanted(to: string, claim: ClaimRecord): string {
  if (to === 'first') return 'in_stage/0';
  if (to !== 'next') return to;
  const next = (claim.stage ?? 0) + 1;
  return next < claim.stages.length ? `in_stage/${next}` : 'approved';
}

const packs = Object.entries(packsByName()).map(([name, pack]) => [name, stagesOf(pack)] as const);

test('the matrix names only known actors and verbs', () => {
  expect(Object.keys(matrix).filter((actor) => !(actor in actors))).toEqual([]);
  const verbs = Object.values(matrix).flatMap((row) => Object.values(row).flatMap((cell) => Object.keys(cell)));
  expect(verbs.filter((verb) => !VERBS.includes(verb as Verb))).toEqual([]);
});

describe.each(packs)('stages of %s', (_name, stages) => {
  const positions: [string, ClaimRecord][] = CLAIM_STATUSES.flatMap((status): [string, ClaimRecord][] =>
    status === 'in_stage'
      ? stages.map((stage, index) => [
          `${stage.kind === 'publicity' ? 'posted' : 'in_stage'}/${stage.level}`,
          someClaim(stages, status, index),
        ])
      : [[status, someClaim(stages, status)]],
  );

  test.each(Object.keys(actors))('%s', (name) => {
    const actor = (actors[name] as () => Actor)();
    const wrong: string[] = [];
    for (const [position, claim] of positions) {
      const available = availableVerbs(claim, actor);
      for (const verb of VERBS) {
        const to = matrix[name]?.[position]?.[verb];
        const taken = attempt(claim, verb, actor);
        const due = to === undefined ? 'refused' : wanted(to, claim);
        if (taken !== due) wrong.push(`${position} ${verb}: ${taken}, the matrix says ${due}`);
        if (available.includes(verb) !== (to !== undefined)) wrong.push(`${position} ${verb}: offered ${available.includes(verb)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

function attempt(claim: ClaimRecord, verb: Verb, actor: Actor): string {
  try {
    return described(step(claim, verb, actor, AT, { reasons: ['other'] }).claim);
  } catch (error) {
    if (error instanceof StepRefused) return 'refused';
    throw error;
  }
}

const stages: Stage[] = [
  { kind: 'review', level: 'village', days: 3 },
  { kind: 'review', level: 'town', days: 5 },
];

describe('a step', () => {
  test('leaves the claim it was given alone and says what happened', () => {
    const claim = Object.freeze(someClaim(stages, 'in_stage', 0));
    const { claim: next, event } = step(claim, 'return', staff('cadre', 'village'), AT, { reasons: ['photo_unclear'], note: '看不清月份' });
    expect(event).toEqual({
      at: AT,
      verb: 'return',
      stage: 0,
      by: { openid: 'o-cadre', name: 'cadre', role: 'cadre' },
      reasons: ['photo_unclear'],
      note: '看不清月份',
    });
    expect(next).toMatchObject({ status: 'returned', stage: null, waiting: '', since: AT, events: [event] });
    expect(claim).toMatchObject({ status: 'in_stage', events: [] });
  });

  test('copies in the stages of the pack at submission and says when it was handed in', () => {
    const { claim } = step(someClaim([]), 'submit', person(), AT, { stages });
    expect(claim).toMatchObject({ status: 'in_stage', stage: 0, waiting: 'village', stages, submittedAt: AT });
  });

  test('waits for the next level after an approval, for nobody after the last', () => {
    const first = step(someClaim(stages, 'in_stage', 0), 'approve', staff('cadre', 'village'), AT).claim;
    expect(first).toMatchObject({
      status: 'in_stage',
      stage: 1,
      waiting: 'town',
      dueKey: `${dueDay(stages[1] as Stage, AT)}:${AT}:${first._id}`,
    });
    expect(step(first, 'approve', staff('station_clerk', 'town'), AT).claim).toMatchObject({
      status: 'approved',
      stage: null,
      waiting: '',
      dueKey: '',
    });
  });

  test.each(['return', 'reject'] as const)('%s needs a reason', (verb) => {
    const claim = someClaim(stages, 'in_stage', 0);
    expect(refusalOf(claim, verb, staff('cadre', 'village'))).toBe('reason_needed');
    expect(() => step(claim, verb, staff('cadre', 'village'), AT)).toThrow(expect.objectContaining({ why: 'reason_needed' }));
  });

  test('says whose step it is when it is not yours', () => {
    expect(refusalOf(someClaim(stages, 'in_stage', 1), 'approve', staff('cadre', 'village'))).toBe('not_yours');
    expect(refusalOf(someClaim(stages, 'approved'), 'approve', staff('station_clerk', 'town'))).toBe('not_now');
  });
});

describe('separation of duties', () => {
  const claim = someClaim(stages, 'in_stage', 0);
  const cadre = staff('cadre', 'village');
  test.each([
    ['own_claim', { self: 'person-1' }],
    ['relative', { relatives: ['person-7', 'person-1'] }],
    ['same_household', { household: 'household-1' }],
    ['helps_them', { persons: ['person-1'] }],
    ['filed_it', { openid: 'o-person' }],
    ['filled_it', { openid: 'o-filler' }],
  ] as const)('%s', (bar, changes) => {
    const actor = { ...cadre, ...changes } as Actor;
    expect(barredFrom(claim, actor)).toBe(bar);
    expect(availableVerbs(claim, actor).filter((verb) => ['approve', 'return', 'reject'].includes(verb))).toEqual([]);
    expect(isReviewerNow(claim, actor)).toBe(true);
    expect(() => step(claim, 'approve', actor, AT)).toThrow(StepRefused);
  });

  test('nobody decides two stages of one claim, not even in another round', () => {
    const both = someActor({
      openid: 'o-both',
      grants: [
        { role: 'cadre', level: 'village', code: PLACE.village },
        { role: 'station_clerk', level: 'town', code: PLACE.town },
      ],
    });
    const first = step(claim, 'approve', both, AT).claim;
    expect(barredFrom(first, both)).toBe('decided_other_stage');
    expect(barredFrom(first, staff('station_clerk', 'town'))).toBeNull();
    const returned = step(first, 'return', staff('station_clerk', 'town'), AT, { reasons: ['other'] }).claim;
    const again = step(returned, 'submit', person(), AT).claim;
    expect(barredFrom(again, both)).toBeNull();
    const secondRound = step(again, 'approve', staff('cadre', 'village', PLACE, 'o-second'), AT).claim;
    expect(barredFrom(secondRound, both)).toBe('decided_other_stage');
  });

  test('nobody who decided before an appeal decides after it', () => {
    const village = staff('cadre', 'village', PLACE, 'o-first');
    const rejected = step(claim, 'reject', village, AT, { reasons: ['other'] }).claim;
    const again = step(rejected, 'appeal', person(), AT, { reasons: ['other'] }).claim;
    expect(barredFrom(again, village)).toBe('decided_before_appeal');
    expect(barredFrom(again, staff('village_head', 'village'))).toBeNull();
  });

  test('an objection holds the claim: it can be stopped, not moved on', () => {
    const held = { ...claim, hold: { objection: 'objection-1', since: AT } };
    expect(refusalOf(held, 'approve', cadre)).toBe('on_hold');
    expect(refusalOf({ ...someClaim(stages, 'approved'), hold: held.hold }, 'batch', staff('payer', 'town'))).toBe('on_hold');
    expect(refusalOf(held, 'reject', cadre, ['other'])).toBeNull();
  });

  test('a stranger without ties is not barred', () => expect(barredFrom(claim, cadre)).toBeNull());
});

test.each([
  ['working days leave the weekend out', undefined, '2026-03-09'],
  ['calendar days count every day', true, '2026-03-07'],
] as const)('the clock of a posting: %s', (_name, calendar, day) => {
  expect(dueDay({ kind: 'publicity', level: 'village', days: 5, ...(calendar ? { calendar } : {}) }, AT)).toBe(day);
  expect(postedUntil('2026-03-02', 5, calendar === true)).toBe(day);
});

describe('the way as people see it', () => {
  const state = (claim: ClaimRecord) => track(claim).map((one) => one.state);
  const cadre = staff('cadre', 'village');
  const submitted = step(someClaim(stages), 'submit', person(), '2026-03-02T02:00:00.000Z').claim;

  test('a draft has everything ahead', () => expect(state(someClaim(stages))).toEqual(['ahead', 'ahead']));

  test('here, since when and until when by working days', () => {
    expect(track(submitted)).toEqual([
      { stage: stages[0], state: 'here', since: '2026-03-02T02:00:00.000Z', due: '2026-03-05' },
      { stage: stages[1], state: 'ahead', since: null, due: null },
    ]);
  });

  test('late in the Beijing evening counts as that day', () => {
    const late = step(someClaim(stages), 'submit', person(), '2026-03-02T16:30:00.000Z').claim;
    expect(track(late)[0]?.due).toBe('2026-03-06');
  });

  test('done, then here at the next, over a weekend and the Spring Festival', () => {
    const passed = step(submitted, 'approve', cadre, '2026-03-03T02:00:00.000Z').claim;
    expect(track(passed)).toEqual([
      { stage: stages[0], state: 'done', since: '2026-03-03T02:00:00.000Z', due: null },
      { stage: stages[1], state: 'here', since: '2026-03-03T02:00:00.000Z', due: '2026-03-10' },
    ]);
    const festival = step(someClaim(stages), 'submit', person(), '2026-02-13T02:00:00.000Z').claim;
    // 2026-02-14 is a make-up working day, then free until the 23rd.
    expect(track(festival)[0]?.due).toBe('2026-02-25');
  });

  test('stopped where it was sent back; a second try starts afresh', () => {
    const returned = step(submitted, 'return', cadre, AT, { reasons: ['photo_unclear'] }).claim;
    expect(state(returned)).toEqual(['stopped', 'ahead']);
    expect(state(step(returned, 'submit', person(), AT).claim)).toEqual(['here', 'ahead']);
  });

  test('refused by the town, withdrawn on the way, begun again, approved', () => {
    const town = staff('station_clerk', 'town');
    const passed = step(submitted, 'approve', cadre, AT).claim;
    expect(state(step(passed, 'reject', town, AT, { reasons: ['other'] }).claim)).toEqual(['done', 'stopped']);
    const withdrawn = step(passed, 'withdraw', person(), AT).claim;
    expect(state(withdrawn)).toEqual(['done', 'stopped']);
    expect(state(step(withdrawn, 'begin', person(), AT).claim)).toEqual(['ahead', 'ahead']);
    expect(state(step(passed, 'approve', town, AT).claim)).toEqual(['done', 'done']);
  });
});

test('grants count from their first to their last day', () => {
  const grant: Grant = { role: 'cadre', level: 'village', code: PLACE.village, from: '2026-01-01', until: '2026-03-31' };
  const counts = (day: string) => grantsInForce([grant], day).length;
  expect(['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01'].map(counts)).toEqual([0, 1, 1, 0]);
  expect(grantsInForce([{ ...grant, until: null }], '2030-01-01')).toHaveLength(1);
});
