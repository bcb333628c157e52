// What goes out on paper or in somebody else's sheet: the survey's papers of a 组 or a household, and a template filled by its own heads.
import { covers } from '@shared/access';
import type { HouseholdRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { fillTemplate, planTemplate } from '@shared/exchange/fill-template';
import { type OutRow, outCell } from '@shared/exchange/out-cells';
import { surveyPaper } from '@shared/exchange/survey-paper';
import { remembered } from '@shared/intake/memory';
import { noteExport, offerFile } from '@shared/papers/offer';
import { writePages } from '@shared/papers/page';
import { takeIn } from '@shared/papers/take-in';
import { EXPORT_NUMBERS, EXPORTERS } from '@shared/repos/exports';
import { allAmong } from '@shared/repos/ledgers';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { range } from '@shared/runtime/store';

/** What a printer takes in a go; a larger village is printed 组 by 组. */
const MOST_HOUSES = 60;
/** A template is filled in one go; a whole township goes out by the layouts. */
const MOST_PEOPLE = 1000;

async function placeOf(village: string, { repos, caller }: Context) {
  const place = await repos.places.get(village);
  if (place?.level !== 'village' || !covers(caller, EXPORTERS, { county: place.county, town: place.town, village }))
    throw new Problem('not_allowed', { message: '这个村不归您管。' });
  const [town, county] = await Promise.all([repos.places.get(place.town), repos.places.get(place.county)]);
  return {
    placed: { county: place.county, town: place.town, village },
    names: { county: county?.name ?? '', town: town?.name ?? '', village: place.name },
  };
}

export const surveyPapers = action('export.paper', {
  roles: EXPORTERS,
  limit: { times: 60, seconds: 3600 },
  async run({ village, group, household: wanted, reason }, ctx) {
    const { store, repos } = ctx;
    const { placed, names } = await placeOf(village, ctx);
    const homes =
      wanted !== undefined
        ? [await repos.registry.householdInScope(wanted, EXPORTERS)]
        : await store.list<HouseholdRecord>('households', {
            where: { village, ...(group === undefined ? {} : { group }), status: 'active' },
            order: ['sortKey', 'asc'],
            limit: MOST_HOUSES + 1,
          });
    if (homes.length === 0) throw new Problem('not_possible_now', { message: '这里没有户。' });
    if (homes.length > MOST_HOUSES) throw new Problem('not_possible_now', { message: `一次最多打 ${MOST_HOUSES} 户。`, next: '按组打。' });
    const ids = homes.map(({ _id }) => _id);
    const persons = (await allAmong<PersonRecord>(store, 'persons', 'household', ids)).filter(({ status }) => status === 'active');
    const spells = await allAmong<SpellRecord>(
      store,
      'spells',
      'person',
      persons.map(({ _id }) => _id),
    );
    await noteExport('survey_paper', { place: placed, rows: homes.length, reason }, ctx);
    const installation = await repos.installation.get();
    const blocks = homes.flatMap((household, i) => [
      ...(i === 0 ? [] : [{ kind: 'break' as const }]),
      ...surveyPaper({
        household,
        members: persons.filter((one) => one.household === household._id).sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1)),
        spells,
        place: names,
      }),
    ]);
    // Who printed it stands on every page: a paper that lies about says whose it is.
    const foot = `${installation.operator}　${ctx.caller.name} 打印 ${ctx.today}　内部使用，用完收回`;
    const name =
      homes.length === 1 ? `对照表-${homes[0]?.headName ?? ''}.docx` : `对照表-${names.village}${group ?? ''}-${homes.length}户.docx`;
    return { file: await offerFile(name, await writePages(blocks, { size: 'A4', foot }), ctx), households: homes.length };
  },
});

export const fillSheet = action('export.fill', {
  roles: EXPORTERS,
  limit: { times: 30, seconds: 3600 },
  async run({ fileID, village, full, reason }, ctx) {
    const { placed, names } = await placeOf(village, ctx);
    if (full && !covers(ctx.caller, EXPORT_NUMBERS, placed))
      throw new Problem('not_allowed', { message: '带完整号码的表，由村书记、乡村振兴站、劳动就业站出。', next: '先出不带完整号码的。' });
    return takeIn(fileID, ctx, async (bytes) => {
      const answered = (heads: readonly string[]) => remembered(placed.town, 'head', heads, ctx);
      const plan = await planTemplate(bytes, { villages: [names.village], answered });
      const rows = await rowsOf(village, names, full, ctx);
      await noteExport('template', { place: placed, rows: rows.length, reason, detail: { full: full ? 1 : 0 } }, ctx);
      const {
        bytes: made,
        filled,
        left,
      } = await fillTemplate(
        bytes,
        plan,
        rows.map((row) => (field: string) => outCell(field, row)),
      );
      return { file: await offerFile(`${names.village}-填好的表-${ctx.today}.xlsx`, made, ctx), rows: rows.length, filled, left };
    });
  },
});

/** Everybody of a village with household and present work; sealed numbers open only where they are to be whole. */
async function rowsOf(village: string, place: OutRow['place'], full: boolean, ctx: Context): Promise<OutRow[]> {
  const persons = await ctx.store.list<PersonRecord>('persons', {
    where: { village, status: 'active', sortKey: range({ gt: '' }) },
    order: ['sortKey', 'asc'],
    limit: MOST_PEOPLE,
  });
  const houses = await allHouses(persons, ctx);
  const ids = persons.map(({ _id }) => _id);
  const spells = await allAmong<SpellRecord>(ctx.store, 'spells', 'person', ids);
  return persons.flatMap((person) => {
    const household = houses.get(person.household);
    if (!household) return [];
    const spell = spells.find((one) => one.person === person._id && one.end === null) ?? null;
    const open = full ? (field: string, sealed: string) => ctx.open({ collection: 'persons', record: person._id, field }, sealed) : null;
    return [{ person, household, spell, place, open }];
  });
}

async function allHouses(persons: readonly PersonRecord[], { store }: Context): Promise<Map<string, HouseholdRecord>> {
  const ids = [...new Set(persons.map(({ household }) => household))];
  const found = new Map<string, HouseholdRecord>();
  for (let at = 0; at < ids.length; at += 100)
    for (const one of await store.getMany<HouseholdRecord>('households', ids.slice(at, at + 100))) found.set(one._id, one);
  return found;
}
