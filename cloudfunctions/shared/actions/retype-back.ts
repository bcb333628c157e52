// Their own sheet goes back: ours filled in where they had nothing or where ours was decided, and a column that names what does not agree.
import type { IntakeRecord, RetypeRecord } from '@shared/domain/records';
import { theirRows } from '@shared/exchange/compare';
import { outCell } from '@shared/exchange/out-cells';
import { returnSheet } from '@shared/exchange/return-sheet';
import { takenColumns } from '@shared/intake/setting';
import { noteExport, offerFile } from '@shared/papers/offer';
import { takeIn } from '@shared/papers/take-in';
import { RETYPERS } from '@shared/repos/retypes';
import { action } from '@shared/runtime/action';
import { sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { choiceOf, withOurs } from './retype-parts';

const PAGE = 500;
const MOST = 5000;

async function allOpen(town: string, source: 'working' | 'people' | 'planning' | 'labour', { repos }: Context): Promise<RetypeRecord[]> {
  const found: RetypeRecord[] = [];
  for (const status of ['open', 'typed'] as const)
    for (let after = ''; found.length < MOST; ) {
      const page = await repos.retypes.page({ town, source, status }, after, PAGE);
      found.push(...page);
      if (page.length < PAGE) break;
      after = page.at(-1)?.sortKey ?? after;
    }
  return found;
}

export const retypeBack = action('retype.back', {
  roles: RETYPERS,
  limit: { times: 30, seconds: 3600 },
  async run({ source, fileID, reason }, ctx) {
    const town = ctx.repos.retypes.town();
    const records = await allOpen(town, source, ctx);
    const last = records.sort((a, b) => (a.asOf < b.asOf ? 1 : -1))[0];
    const intake = last ? await ctx.store.get<IntakeRecord>('intakes', last.intake) : null;
    if (!intake) throw new Problem('not_found', { message: '没有不一样的，不用回。' });
    return takeIn(fileID, ctx, (bytes) => filledBack(bytes, { intake, records, reason }, ctx));
  },
});

interface Back {
  intake: IntakeRecord;
  records: readonly RetypeRecord[];
  reason: string;
}

async function filledBack(bytes: Uint8Array, { intake, records, reason }: Back, ctx: Context) {
  if (sha256(bytes) !== intake.sha256)
    throw new Problem('file_refused', { message: `这不是上次比的那张「${intake.fileName}」。`, next: '选原来那一张，没改过的。' });
  await noteExport('retype.back', { place: intake, rows: records.length, reason, detail: { intake: intake._id } }, ctx);
  const columns = takenColumns(intake);
  let filled = 0;
  let differing = 0;
  const rows = new Map<number, { cells: Map<number, string>; note: string }>();
  for (const { record, parts, ours } of await withOurs(
    records.filter((one) => one.intake === intake._id),
    ctx,
  ))
    for (const { row, cells: theirs } of theirRows(record)) {
      const cells = new Map<number, string>();
      const notes: string[] = record.kind === 'theirs_only' ? [record.why] : [];
      for (const part of parts.filter((one) => one.row === row))
        for (const diff of part.rows) {
          const choice = choiceOf(record, part, diff.field);
          const at = columns.filter(({ field }) => field === diff.field);
          // Where they have nothing ours goes in, unless it waits; a telephone and an end are never put in unasked.
          const bare = theirs[diff.field] === '' && diff.field !== 'phone' && diff.field !== 'work.end';
          const agreed = choice ? choice.how === 'ours' : bare;
          if (agreed && diff.copies && at.length === 1 && ours) {
            const spell = ours.spells.find(({ _id }) => _id === part.spell) ?? null;
            const open = (field: string, sealed: string) => ctx.open({ collection: 'persons', record: ours.person._id, field }, sealed);
            // Of work only they have the end is reckoned, not recorded: it stands in the row itself.
            cells.set(at[0]?.at ?? 0, spell === null && part.kind === 'end' ? diff.ours : outCell(diff.field, { ...ours, spell, open }));
            filled += 1;
          } else
            notes.push(
              `${diff.words}：我们是「${diff.ours || '未填'}」${choice?.how === 'wait' && choice.word ? `（${choice.word}）` : ''}`,
            );
        }
      for (const part of parts.filter((one) => one.kind === 'new' && one.row === null)) {
        const said = part.rows.map(({ ours: text }) => text).join(' ');
        if (row === record.theirs[0]?.row) notes.push(`另有一条务工：${said}`);
      }
      if (notes.length > 0) differing += 1;
      if (notes.length > 0 || cells.size > 0) rows.set(row, { cells, note: notes.join('；') });
    }
  const made = await returnSheet(bytes, intake.pages, rows);
  const name = `${intake.fileName.replace(/\.[a-z]+$/i, '')}-对过-${ctx.today}.${made.kind}`;
  return { file: await offerFile(name, made.bytes, ctx), rows: rows.size, filled, differing };
}
