// A hundred thousand labourers as facts: generated townships one after the other, with gaps and earlier claims sprinkled in by number.
import type { Facts } from '@shared/domain/facts';
import { generateCounty } from '../../generate/county';
import { factsReader } from '../../generate/facts';
import { Random } from '../../generate/random';

/** The first `count` labourers of generated counties; the same on every machine. */
export function people(count: number): Facts[] {
  const made: Facts[] = [];
  for (let seed = 1; made.length < count; seed++) {
    const county = generateCounty({ seed, size: 'stress' });
    const read = factsReader(county, '2025');
    const random = new Random(seed, 'bench');
    for (const person of county.persons) {
      if (made.length === count) break;
      if (person.labourSkill === '无劳动力' || person.labourSkill === '丧失劳动力') continue;
      made.push(disturb(read(person), random));
    }
  }
  return made;
}

/** What a real ledger has: missing birthdays and types, earlier payments, claims of the same year, a spell told differently. */
function disturb(facts: Facts, random: Random): Facts {
  if (random.chance(0.004)) facts.person.born = null;
  if (random.chance(0.004)) facts.person.labourSkill = null;
  if (random.chance(0.004)) facts.household.type = null;
  if (random.chance(0.01)) facts.person.studentStatus = '高职高专二年级';
  for (const programme of ['transport', 'stabilisation']) {
    if (!random.chance(0.03)) continue;
    const status = random.pick(['paid', 'in_stage', 'rejected']);
    const spells = facts.spells.map((spell) => (random.chance(0.2) ? { ...spell, employer: '另说一家' } : spell));
    const period = random.pick(['2024', '2025']);
    facts.prior.push({
      id: `claim:${programme}:${facts.person.id}:${period}:0`,
      programme,
      period,
      status,
      amountFen: 60000,
      ours: random.chance(0.7),
      spells,
    });
  }
  const [first] = facts.spells;
  if (first && random.chance(0.01)) first.city = '';
  if (first && random.chance(0.01)) first.employer = null;
  return facts;
}
