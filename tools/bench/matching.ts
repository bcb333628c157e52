// The short lists of a township, five hundred postings open: a few best of a few keys against judging every posting for everybody.
import { plan } from '@shared/actions/match-parts';
import { kmTo } from '@shared/domain/distance';
import { indexed } from '@shared/domain/job-cells';
import { bestOf, byFit, matchOf } from '@shared/domain/matching';
import { abilityOf, type MatchPerson } from '@shared/domain/matching-parts';
import type { PostingRecord } from '@shared/domain/records';
import { generateCounty } from '../generate/county';
import { Random } from '../generate/random';
import { TOWN } from '../generate/villages';
import { type Bench, rowOfRounds, timed } from './row';

const POSTINGS = 500;
const PERSONS = 300;
const ROUNDS = 5;
const SHOWN = 8;
const OTHERS = 4;

function postingsOf(random: Random): PostingRecord[] {
  const models = generateCounty({ seed: 3, size: 'township' }).postings.map((one) => ({ ...one, status: 'open' }));
  return Array.from({ length: POSTINGS }, (_, i) => {
    const model = random.pick(models);
    const shift = random.int(-6, 6) * 10_000;
    const pay =
      model.pay.unit === 'month' ? { ...model.pay, minFen: model.pay.minFen + shift, maxFen: model.pay.maxFen + shift } : model.pay;
    return indexed({
      ...model,
      _id: `j-${i}`,
      pay,
      age: { min: 18, max: random.pick([45, 50, 55, 60, null]) },
      strength: random.pick(['light', 'medium', 'heavy']),
    });
  });
}

function personsOf(random: Random): MatchPerson[] {
  return Array.from({ length: PERSONS }, () => ({
    age: random.int(18, 68),
    sex: random.pick(['男', '女']),
    labourSkill: random.pick(['普通劳动力', '普通劳动力', '技能劳动力', '弱劳动力或半劳动力']),
    studentStatus: null,
    health: random.pick(['健康', '健康', '健康', '长期慢性病']),
    disability: null,
    skills: [],
    certificates: [],
    tiedBy: random.chance(0.2) ? ['看孩子'] : [],
    workWish: null,
    trainingWish: null,
    earnedFen: random.int(25, 60) * 10_000,
    from: { village: '140799201201', roads: { town: random.int(1, 20), county: random.int(15, 38) } },
  }));
}

/** The peer: every posting judged by every rule, all put in order, the first of them taken. */
const scanned = (person: MatchPerson, postings: readonly PostingRecord[]) =>
  postings
    .map((posting) => {
      const km = kmTo(posting.spot, person.from);
      return { posting, km, match: matchOf(person, posting, { km, marks: [] }) };
    })
    .sort(byFit)
    .slice(0, SHOWN);

/** What the product does with the postings it has read. */
const listed = (person: MatchPerson, postings: readonly PostingRecord[]) =>
  bestOf(
    person,
    postings.map((posting) => ({ posting, around: { km: kmTo(posting.spot, person.from), marks: [] } })),
    { shown: SHOWN, others: OTHERS },
  );

export const matching: Bench = {
  async run(say) {
    const random = new Random(9, 'matching');
    const postings = postingsOf(random);
    const persons = personsOf(random);
    // What the database keeps: under every key its postings, best first.
    const byCell = new Map<string, PostingRecord[]>();
    for (const posting of [...postings].sort((a, b) => (a.rankKey < b.rankKey ? 1 : -1)))
      for (const cell of posting.cells) byCell.set(cell, [...(byCell.get(cell) ?? []), posting]);
    const few = (person: MatchPerson): PostingRecord[] => [
      ...new Set(plan(person, TOWN.code).flatMap(({ cell, most }) => (byCell.get(cell) ?? []).slice(0, most))),
    ];
    const rounds = Array.from({ length: ROUNDS }, () => ({
      peer: timed(() => {
        for (const person of persons) scanned(person, postings);
      }),
      ours: timed(() => {
        for (const person of persons) listed(person, few(person));
      }),
    }));
    const read = persons.reduce((sum, person) => sum + few(person).length, 0) / PERSONS;
    const kept = persons.reduce((sum, person) => {
      const ours = listed(person, few(person)).items.length;
      return sum + Math.min(1, ours / Math.max(1, scanned(person, postings).filter(({ match }) => match.fits).length));
    }, 0);
    const light = persons.filter((person) => abilityOf(person) !== 'any').length;
    say(
      `${read.toFixed(1)} of ${POSTINGS} postings read a person; lists as full as by reading all: ${((100 * kept) / PERSONS).toFixed(1)} %; ${light} do light work`,
    );
    return [
      rowOfRounds(
        `short lists of ${PERSONS} people, naive scan against keys`,
        rounds.map(({ ours, peer }) => ({ ours: peer, peer: ours })),
        'ms',
        { atLeast: 20 },
      ),
    ];
  },
};
