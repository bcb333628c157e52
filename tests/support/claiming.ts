// Ways through a claim that many tests need: handed in by its person, passed by the village.
import type { Output } from '@shared/contract';
import { jpeg } from './pictures';
import { takenDown } from './posting';
import type { Town } from './town';

export type ClaimView = Output<'claim.track'>['claim'];
type Programme = 'transport' | 'stabilisation';

let pictures = 0;

/** A draft with one fresh picture attached, ready to be handed in. */
export async function drafted(town: Town, who: string, programme: Programme = 'transport', kind = 'wage_proof'): Promise<ClaimView> {
  const person = town.as(who);
  const { claim } = await person.call('claim.draft', { person: town.personOf(who), programme, period: '2025' });
  pictures += 1;
  const fileID = await person.upload(jpeg({ mark: 1000 + pictures }));
  return (await person.call('receipt.accept', { claim: claim.id, kind, fileID })).claim;
}

/** Handed in: in the village's queue. */
export async function handedIn(town: Town, who: string, programme: Programme = 'transport'): Promise<ClaimView> {
  const draft = await drafted(town, who, programme);
  return (await town.as(who).call('claim.submit', { claim: draft.id, version: draft.version, agreed: true })).claim;
}

/** Passed by the village and waiting to be posted. */
export async function passedToPosting(town: Town, who: string, programme: Programme = 'transport', cadre = 'cadre'): Promise<ClaimView> {
  const claim = await handedIn(town, who, programme);
  await town.as(cadre).call('claim.review', { claim: claim.id, version: claim.version, verb: 'approve' });
  return (await town.as(who).call('claim.track', { claim: claim.id })).claim;
}

/** Passed by the village, posted, and the days of the list over: in the township's queue. */
export async function passedByVillage(town: Town, who: string, programme: Programme = 'transport', cadre = 'cadre'): Promise<ClaimView> {
  const passed = await passedToPosting(town, who, programme, cadre);
  await takenDown(town, passed.id, cadre);
  return (await town.as(who).call('claim.track', { claim: passed.id })).claim;
}
