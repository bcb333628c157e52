// Several packs at once give every person of a county what each pack alone gives, also when packs count work differently.
import { compilePack, compilePacks, examplePacks, parsePack } from '@shared/policies';
import { generateCounty } from '../../tools/generate/county';
import { factsReader } from '../../tools/generate/facts';

test('going through a county with all packs is going through it with each', () => {
  const shipped = examplePacks();
  const byDays = shipped.map((pack) => {
    const id = `${pack.programme}@by-days`;
    return parsePack({ ...structuredClone(pack), id, work: { ...pack.work, months: 'thirty_days', monitoredFrom: 'identified' } });
  });
  const packs = [...shipped, ...byDays];
  const alone = packs.map(compilePack);
  const together = compilePacks(packs);
  const county = generateCounty({ seed: 3, size: 'township' });
  const read = factsReader(county, '2025');
  let differing = 0;
  for (const person of county.persons) {
    const facts = read(person);
    const answers = alone.map((assess) => assess(facts));
    expect(together(facts)).toEqual(answers);
    const [byMonths, byThirtyDays] = [answers[1], answers[3]];
    if (byMonths?.verdict !== byThirtyDays?.verdict) differing += 1;
  }
  // Counting by days must matter to somebody, or the packs were not told apart.
  expect(differing).toBeGreaterThan(0);
});
