// What was said at the door answers the month's question too, as 见面, where the month is open and nobody has answered it yet.
import { checkId, isCleared, roundId } from '@shared/domain/month';
import { seenOf } from '@shared/domain/month-seen';
import type {
  CheckOutcome,
  CheckRecord,
  InstallationRecord,
  PersonRecord,
  RoundRecord,
  SpellRecord,
  VisitRecord,
} from '@shared/domain/records';
import type { SpellMove } from '@shared/domain/spell-moves';
import type { Change } from '@shared/runtime/change';

const OUTCOMES: Partial<Record<SpellMove['kind'], CheckOutcome>> = {
  same: 'same',
  away: 'away',
  moved: 'moved',
  begin: 'moved',
  back: 'back',
};

/**
 * `spells` are all of the person's after the move. Writes at most the check and its audit entry; an answer that stands is left as it is.
 */
export async function answerCheck(
  change: Change,
  visit: VisitRecord,
  about: { person: PersonRecord; move: SpellMove; spells: readonly SpellRecord[] },
  at: { installation: InstallationRecord; now: string; today: string },
): Promise<void> {
  const { person, move, spells } = about;
  const outcome = OUTCOMES[move.kind];
  const month = visit.on.slice(0, 7);
  const check = outcome === undefined ? null : await change.get<CheckRecord>('checks', checkId(month, person._id));
  if (!check || outcome === undefined || isCleared(check.status)) return;
  const round = await change.get<RoundRecord>('rounds', roundId(check.village, month));
  if (round?.status !== 'open') return;
  await change.put(
    'checks',
    check,
    {
      ...check,
      status: outcome,
      how: 'met',
      note: '',
      at: at.now,
      by: { openid: visit.visitor, name: visit.visitorName },
      seen: seenOf(person, spells, at.installation, at.today),
    },
    { verb: 'answer', role: 'cadre', detail: { outcome, how: 'met', visit: visit._id } },
  );
}
