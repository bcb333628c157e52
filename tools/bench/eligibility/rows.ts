// Eligibility with full explanation, both shipped programmes for each of 100,000 people, against two rule engines and a hand-written function.
// Every answer is compared before a number is believed: failed conditions and amounts with the engines, whole objects with the hand-written one.
import { isDeepStrictEqual } from 'node:util';
import type { Assessment } from '@shared/domain/assessment';
import type { Facts } from '@shared/domain/facts';
import { bundled } from '../bundle';
import { type Bench, type Row, rowOfRounds, timed, timedAsync } from '../row';
import type { Outcome } from './json-rules';
import type * as Measured from './measured';

const PEOPLE = 100_000;
const ROUNDS = 20;

/** All programmes for one person, in the order of the packs. */
type Assess = (facts: Facts) => Assessment[];

/** Somewhere results go, so that no engine finds the work useless. */
let sink: unknown;

export const eligibility: Bench = {
  async run(say) {
    const measured = await bundled<typeof Measured>('eligibility/measured.ts');
    const everybody = measured.people(PEOPLE);
    const packs = measured.examplePacks();
    const compiled = packs.map(measured.compilePack);
    const ours: Assess = (facts) => compiled.map((assess) => assess(facts));
    const { byHand } = measured;
    say(`${everybody.length} people, ${packs.map((pack) => pack.id).join(' and ')}`);

    for (const facts of everybody) {
      const theirs = byHand(facts);
      for (const [i, mine] of ours(facts).entries()) sameObject(mine, theirs[i]);
    }
    say('the hand-written function returns the same objects for everybody');
    warm(everybody, ours, byHand);

    const rows: Row[] = [handRow(everybody, ours, byHand)];
    rows.push(await engineRow('eligibility vs json-rules-engine', everybody, ours, measured.jsonRules(), { atLeast: 100 }, say));
    rows.push(await engineRow('eligibility vs zen-engine', everybody, ours, measured.zenRules(), null, say));
    return rows;
  },
};

function through(people: readonly Facts[], assess: Assess): void {
  for (const facts of people) sink = assess(facts);
}

function warm(people: readonly Facts[], ...sides: Assess[]): void {
  for (const assess of sides) through(people.slice(0, 20_000), assess);
}

/** The whole hundred thousand in each round, the side that goes first taking turns. */
function handRow(people: readonly Facts[], ours: Assess, byHand: Assess): Row {
  const rate = (assess: Assess): number => (people.length / timed(() => through(people, assess))) * 1000;
  const rounds = Array.from({ length: ROUNDS / 2 }, (_, i) => {
    if (i % 2 === 0) return { ours: rate(ours), peer: rate(byHand) };
    const peer = rate(byHand);
    return { ours: rate(ours), peer };
  });
  return rowOfRounds('eligibility vs hand-written', rounds, 'people/s', { atLeast: 0.6 });
}

/** A twentieth of the people in each round, so that all hundred thousand go through both; ours goes through its part ten times to be measurable. */
async function engineRow(
  name: string,
  people: readonly Facts[],
  ours: Assess,
  peer: (facts: Facts) => Promise<Outcome>,
  target: Row['target'],
  say: (line: string) => void,
): Promise<Row> {
  for (const facts of people.slice(0, 2_000)) await peer(facts);
  const rounds: { ours: number; peer: number }[] = [];
  const share = people.length / ROUNDS;
  for (let round = 0; round < ROUNDS; round++) {
    const part = people.slice(round * share, (round + 1) * share);
    const outcomes: Outcome[] = [];
    const mine = timed(() => {
      for (let again = 0; again < 10; again++) through(part, ours);
    });
    const theirs = await timedAsync(async () => {
      for (const facts of part) outcomes.push(await peer(facts));
    });
    rounds.push({ ours: (part.length * 10 * 1000) / mine, peer: (part.length * 1000) / theirs });
    for (const [i, facts] of part.entries()) for (const mine of ours(facts)) sameOutcome(mine, outcomes[i]);
  }
  say(`${name}: equal failed conditions and amounts for all ${people.length}`);
  return rowOfRounds(name, rounds, 'people/s', target);
}

function sameObject(mine: Assessment, theirs: Assessment | undefined): void {
  if (isDeepStrictEqual(mine, theirs)) return;
  const at = mine.checks.findIndex((check, i) => !isDeepStrictEqual(check, theirs?.checks[i]));
  const pair = at < 0 ? [mine, theirs] : [mine.checks[at], theirs?.checks[at]];
  throw new Error(`the hand-written function differs on ${mine.programme}:\n${pair.map((one) => JSON.stringify(one)).join('\n')}`);
}

function sameOutcome({ programme, checks, amountFen }: Assessment, outcome: Outcome | undefined): void {
  const failed = checks.filter((check) => check.status === 'failed').map((check) => check.id);
  const theirs = outcome?.failed[programme] ?? [];
  const same = failed.length === theirs.length && failed.every((id) => theirs.includes(id)) && amountFen === outcome?.amount[programme];
  if (!same)
    throw new Error(`the engine differs on ${programme}: ours ${failed} ${amountFen}, theirs ${theirs} ${outcome?.amount[programme]}`);
}

/** Kept referenced so that the last result of a round is not thrown away unseen. */
export const lastResult = (): unknown => sink;
