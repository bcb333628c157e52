// Claims under way that rest on a work record somebody changes: whoever filled a fact in does not decide on them.
import { touchesDays, withFillers } from '@shared/domain/fillers';
import type { ClaimRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { daysOfPeriod } from '@shared/domain/spells';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';

/** Being looked at, or open to another look; one not handed in yet is gone through when it is. */
const UNDER_WAY: readonly ClaimRecord['status'][] = ['in_stage', 'rejected'];
/** A change writes twenty documents at most; nobody has more claims under way at once. */
const MOST_RESTING = 4;

/** Claims of the person that may rest on their work; their ids, to be read again within the change. */
export async function claimsUnderWay(person: PersonRecord, { repos }: Pick<Context, 'repos'>): Promise<string[]> {
  const claims = await repos.claims.ofPerson(person);
  return claims.flatMap(({ _id, status }) => (UNDER_WAY.includes(status) ? [_id] : [])).slice(0, MOST_RESTING);
}

/** Notes within the change that the claims whose days the work touches rest on what this officer wrote. */
export async function markFilled(
  change: Change,
  claims: readonly string[],
  spell: Pick<SpellRecord, 'start' | 'end'>,
  openid: string,
): Promise<void> {
  for (const id of claims) {
    const claim = await change.get<ClaimRecord>('claims', id);
    if (!claim || !UNDER_WAY.includes(claim.status) || !touchesDays(spell, daysOfPeriod(claim.period))) continue;
    const filledBy = withFillers(claim, [openid]);
    if (filledBy !== claim.filledBy) await change.put('claims', claim, { ...claim, filledBy }, { verb: 'fill', role: 'cadre' });
  }
}
