// What becomes of each row of a sheet of postings: new, lacking something, standing already and in what it differs, said twice, of a stopped
// employer. The look shows it; bringing makes it anew and writes it. Nothing is written here.
import { type Caller, covers } from '@shared/access';
import { yuanText } from '@shared/domain/money';
import type { PostingDraft } from '@shared/domain/posting-columns/draft';
import { changesTo, type SettledRow, type SettleSetting, settle } from '@shared/domain/posting-columns/settle';
import { CHANNEL_WORDS, PAY_UNIT_WORDS } from '@shared/domain/posting-fields';
import { likeness, likenessOf } from '@shared/domain/posting-likeness';
import { isShown, mayEdit, type PostingFields, type PostingMover, STATUS_WORDS, sameKeyOf } from '@shared/domain/postings';
import type { PostingRecord, PostingSheetLine, PostingSheetRecord, PostingStatus } from '@shared/domain/records';
import { employerIdOf } from '@shared/repos/employers';
import { lineId } from '@shared/repos/posting-sheets';
import { POSTING_CHECKERS, POSTING_WRITERS } from '@shared/repos/postings';
import { canonical, sha256 } from '@shared/runtime/canonical';
import type { WorkContext } from '@shared/runtime/work-context';

type Reach = Pick<WorkContext, 'repos' | 'caller' | 'today'>;
/** A row with what a person said of it. */
export interface RowGiven {
  row: number;
  draft: PostingDraft;
  fixes: Record<string, string>;
}

export interface RowPlan
  extends Pick<
    PostingSheetLine,
    'outcome' | 'title' | 'employer' | 'summary' | 'origin' | 'lacks' | 'changes' | 'stands' | 'like' | 'twiceOf'
  > {
  row: number;
  settled: SettledRow;
  /** The posting it is, as it stands now. */
  posting: PostingRecord | null;
  /** The id a new one takes. */
  next: string;
}

/** As often as a row's posting was dropped or taken back, and brought again. */
export const MOST_AGAIN = 8;
export const againId = (origin: string, again: number): string => (again === 0 ? origin : `${origin}:${again}`);

/** The same words on the same board are the same posting, in whichever file. */
export const originOf = (
  { county, town, village }: Pick<PostingSheetRecord, 'county' | 'town' | 'village'>,
  { fields }: Pick<PostingDraft, 'fields'>,
): string => `s-${sha256(canonical({ county, town, village, fields })).slice(0, 32)}`;

export type SheetSetting = SettleSetting & { near: string[] };

/** Once per call or step: each row of it asks. */
const SETTINGS = new WeakMap<object, Promise<SheetSetting>>();

/** Where home is and what lies there, as rows of this board are read. */
export function settingOf(sheet: Pick<PostingSheetRecord, 'county' | 'town'>, ctx: Pick<Reach, 'repos' | 'today'>): Promise<SheetSetting> {
  const known = SETTINGS.get(ctx) ?? readSetting(sheet, ctx);
  SETTINGS.set(ctx, known);
  return known;
}

async function readSetting(
  sheet: Pick<PostingSheetRecord, 'county' | 'town'>,
  { repos, today }: Pick<Reach, 'repos' | 'today'>,
): Promise<SheetSetting> {
  const level = sheet.town === '' ? ('county' as const) : ('town' as const);
  const [{ home }, villages, town] = await Promise.all([
    repos.installation.get(),
    repos.places.villagesIn([{ level, code: sheet.town || sheet.county }]),
    sheet.town === '' ? null : repos.places.get(sheet.town),
  ]);
  const spots: SettleSetting['spots'] = [
    ...villages.map(({ _id: code, name }) => ({ name, spot: { kind: 'village' as const, code } })),
    ...(town ? [{ name: town.name, spot: { kind: 'town_seat' as const } }] : []),
  ];
  return { today, home, near: spots.map(({ name }) => name), spots };
}

/** As what the caller meets a posting that stands; null = to read it only. */
function moverOf(posting: PostingRecord, caller: Caller): PostingMover | null {
  if (covers(caller, POSTING_CHECKERS, posting)) return 'checker';
  return covers(caller, POSTING_WRITERS, posting) ? 'writer' : null;
}

/** Whether the sheet may change a posting that stands, and what is said of it. */
export function standing(posting: PostingRecord, caller: Caller): { as: PostingMover; may: boolean; words: string } {
  const as = moverOf(posting, caller);
  const status = posting.status as PostingStatus;
  const now = `板上有，${STATUS_WORDS[status]}`;
  if (as === null) return { as: 'writer', may: false, words: `${now}；不归您管` };
  if (status === 'stopped') return { as, may: false, words: `${now}：${posting.why}；停了的不从表里改` };
  if (!mayEdit(status, as)) return { as, may: false, words: `${now}；放出去的由乡里的站来改` };
  return { as, may: true, words: now };
}

const summaryOf = ({ pay, headcount, place, until, channel }: PostingFields): string =>
  [
    pay.maxFen === 0 ? '' : `${PAY_UNIT_WORDS[pay.unit]} ${[...new Set([pay.minFen, pay.maxFen])].map(yuanText).join('-')} 元`,
    headcount === 0 ? '' : `要 ${headcount} 人`,
    place.county || place.city || place.province || CHANNEL_WORDS[channel],
    until === '' ? '' : `招到 ${until}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');

/** The postings rows stand for by their own words, dropped ones passed over; by origin. `next`: the id a new one takes. */
async function ownPostings(
  origins: readonly string[],
  { repos }: Reach,
): Promise<Map<string, { posting: PostingRecord | null; next: string }>> {
  const found = new Map<string, { posting: PostingRecord | null; next: string }>();
  let open = [...new Set(origins)];
  for (let again = 0; open.length > 0 && again < MOST_AGAIN; again += 1) {
    const held = await repos.postingSheets.postingsById(open.map((origin) => againId(origin, again)));
    const dropped: string[] = [];
    for (const origin of open) {
      const posting = held.get(againId(origin, again)) ?? null;
      if (posting?.status === 'dropped') dropped.push(origin);
      else found.set(origin, { posting, next: againId(origin, again) });
    }
    open = dropped;
  }
  for (const origin of open) found.set(origin, { posting: null, next: againId(origin, MOST_AGAIN) });
  return found;
}

/**
 * Plans of rows together: what they share with the board is read at once. `sheet` as it is now, with what was said for all; `likes`: also what
 * they are only like.
 */
export async function planRows(
  rows: readonly RowGiven[],
  sheet: PostingSheetRecord,
  setting: SheetSetting,
  ctx: Reach,
  { likes = true } = {},
): Promise<RowPlan[]> {
  const { repos, caller } = ctx;
  const given = rows.map(({ row, draft, fixes }) => {
    const settled = settle(draft, sheet.common, fixes, setting);
    const { title, employer } = settled.fields;
    const key = title === '' || employer === '' ? '' : sameKeyOf(settled.fields);
    return { row, settled, origin: originOf(sheet, draft), key, employerId: employerIdOf(sheet.town, employer) };
  });
  if (given.length === 0) return [];
  const origins = given.map(({ origin }) => origin);
  const [own, same, employers, lines, alike] = await Promise.all([
    ownPostings(origins, ctx),
    repos.postingSheets.sameAs(given.map(({ key }) => key)),
    repos.postingSheets.employersById(given.map(({ employerId }) => employerId)),
    repos.postingSheets.linesOf(sheet._id, origins),
    repos.postingSheets.likeThese(likes ? given.flatMap(({ settled }) => likenessOf(settled.fields)) : []),
  ]);
  return given.map(({ row, settled, origin, key, employerId }): RowPlan => {
    const { fields, lacks } = settled;
    const mine = own.get(origin) as { posting: PostingRecord | null; next: string };
    // Rows of this very sheet are told apart by their own words, not by title, employer and telephone.
    const beside = (one: PostingRecord): boolean =>
      one.status !== 'dropped' && one.sheet !== sheet._id && (one.town === sheet.town || isShown(one));
    const others = (same.get(key) ?? []).filter(beside);
    const compared = others
      .map((one) => ({ one, changes: changesTo(one, settled) }))
      .sort((a, b) => a.changes.length - b.changes.length)[0];
    const posting = mine.posting ?? compared?.one ?? null;
    const changes = posting ? changesTo(posting, settled) : [];
    const earlier = [...lines.filter((one) => one.origin === origin), ...given.filter((one) => one.origin === origin)]
      .map((one) => one.row)
      .filter((one) => one < row);
    const stands = posting && standing(posting, caller);
    const twiceOf = earlier.length === 0 ? 0 : Math.min(...earlier);
    const outcome =
      employers.get(employerId)?.status === 'stopped'
        ? 'stopped'
        : twiceOf > 0
          ? 'twice'
          : posting
            ? changes.length > 0
              ? 'changed'
              : 'same'
            : lacks.length > 0
              ? 'lacking'
              : 'new';
    return {
      ...{ row, settled, origin, outcome, lacks, changes, twiceOf, posting, next: mine.next },
      like: posting === null ? likeOf(fields, key, alike.filter(beside)) : null,
      title: fields.title,
      employer: fields.employer,
      summary: summaryOf(fields),
      stands: posting && stands ? { posting: posting._id, words: stands.words, may: stands.may } : null,
    };
  });
}

/** Another one it is like, without being the same; the checker meets it again. */
function likeOf(fields: PostingFields, sameKey: string, others: readonly PostingRecord[]): RowPlan['like'] {
  for (const one of others) {
    const why = likeness({ ...fields, sameKey }, one);
    if (why !== '') return { posting: one._id, words: `像板上的「${one.title}」：${why}` };
  }
  return null;
}

/** A line as it is to be kept; what a person said of it stays. */
export function lineOf(sheet: string, { draft, fixes }: RowGiven, plan: RowPlan, before: PostingSheetLine | null): PostingSheetLine {
  const { row, outcome, title, employer, summary, origin, lacks, changes, stands, like, twiceOf } = plan;
  return {
    ...{
      _id: lineId(sheet, row),
      sheet,
      row,
      outcome,
      draft,
      fixes,
      title,
      employer,
      summary,
      origin,
      lacks,
      changes,
      stands,
      like,
      twiceOf,
    },
    choice: before?.choice ?? '',
    result: before?.result ?? null,
    version: before?.version ?? 0,
    auditHead: before?.auditHead ?? '',
  };
}

/** What a line counts as in the figures of its sheet. */
export const countsOf = ({ outcome, lacks }: Pick<PostingSheetLine, 'outcome' | 'lacks'>): Record<string, number> => ({
  [outcome]: 1,
  ...(outcome === 'lacking' ? Object.fromEntries(lacks.map(({ field }) => [`lack:${field}`, 1])) : {}),
});
