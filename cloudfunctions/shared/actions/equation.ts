// 应发尽发 as an equation that closes: of a village, a town or the county, with the people of every part and the sentence for the leader.
import { beijingDate, beijingTime, dayWords } from '@shared/domain/dates';
import { EQUATION_PARTS, emptyParts } from '@shared/domain/lines';
import type { EquationRecord } from '@shared/domain/records';
import { equationSentence } from '@shared/domain/words/lines';
import { rebuildDirty } from '@shared/listing/dirty';
import { LIST_READERS, yearKey } from '@shared/repos/lists';
import { action } from '@shared/runtime/action';
import { choiceOf, choicesNow, rowOf } from './list-parts';

const PAGE = 30;

type Figures = Pick<EquationRecord, 'owed' | 'owedFen' | 'parts' | 'paidOutside'>;

function summed(equations: readonly EquationRecord[]): Figures {
  const total: Figures = { owed: 0, owedFen: 0, parts: emptyParts(), paidOutside: 0 };
  for (const one of equations) {
    total.owed += one.owed;
    total.owedFen += one.owedFen;
    total.paidOutside += one.paidOutside;
    for (const part of EQUATION_PARTS) {
      total.parts[part].people += one.parts[part].people;
      total.parts[part].fen += one.parts[part].fen;
    }
  }
  return total;
}

export const equationOf = action('equation.of', {
  roles: LIST_READERS,
  async run({ programme, period, place: code }, ctx) {
    const { repos, now } = ctx;
    const place = await repos.lists.place(code);
    const choice = await choiceOf(programme, period, ctx);
    await rebuildDirty(ctx.services, now, place.level === 'village' ? place._id : undefined);
    const equations = await repos.lists.equations(place, programme, period);
    const villages = await repos.places.villagesIn([{ level: place.level, code: place._id }]);
    const names = new Map(villages.map((village) => [village._id, village.name]));
    const total = summed(equations);
    // The sum is only as new as the oldest of what it sums.
    const asOf = equations.map((one) => one.asOf).sort()[0] ?? null;
    const at = asOf ?? now;
    const words = `${dayWords(beijingDate(at))} ${beijingTime(at)}`;
    return {
      place: { code: place._id, name: place.name },
      programme: { programme, name: choice.name, period },
      choices: (await choicesNow(ctx)).map((one) => ({ programme: one.programme, name: one.name, period: one.period })),
      asOf,
      total,
      villages:
        place.level === 'village'
          ? []
          : equations.map(({ village, owed, owedFen, parts, paidOutside }) => ({
              code: village,
              name: names.get(village) ?? '',
              owed,
              owedFen,
              parts,
              paidOutside,
            })),
      sentence: equationSentence({ place: place.name, programme: choice.name, period, asOf: words }, total),
    };
  },
});

export const equationPeople = action('equation.people', {
  roles: LIST_READERS,
  async run({ programme, period, place: code, part, cursor, limit = PAGE }, ctx) {
    const { repos, caller } = ctx;
    const place = await repos.lists.place(code);
    await choiceOf(programme, period, ctx);
    const rows = await repos.lists.inPart({ level: place.level, code: place._id }, yearKey(programme, period), part, cursor, limit);
    const standings = new Map(
      (
        await repos.lists.standingsOf(
          programme,
          period,
          rows.map(({ person }) => person),
        )
      ).map((one) => [one.person, one]),
    );
    const items = await Promise.all(
      rows.map(async (row) => rowOf(row, standings.get(row.person) ?? null, (await repos.places.get(row.village))?.name ?? '', caller)),
    );
    return { items, next: rows.length < limit ? null : (rows.at(-1)?.sortKey ?? null) };
  },
});
