// The village list: who can get a programme's money, who lacks one thing, who cannot and why; sent with its minutes.

import { scopesOf } from '@shared/access';
import { emptyLines } from '@shared/domain/lines';
import { type MinutesRecord, minutesSortKey } from '@shared/domain/minutes-records';
import type { AssessmentRecord, PlaceRecord } from '@shared/domain/records';
import { rebuildDirty } from '@shared/listing/dirty';
import { isKin } from '@shared/listing/kin';
import { LIST_READERS, yearKey } from '@shared/repos/lists';
import { action } from '@shared/runtime/action';
import { sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { type JobRecord, newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { assessedOnce } from '@shared/works/first-look';
import { demandFit } from './fit';
import { choiceOf, choicesNow, fenInHand, lineDetail, mayFile, readable, rowOf } from './list-parts';
import { demandOpened } from './opened-years';
import { takeProof } from './proofs';
import { demandHappened } from './refuse';
import { taskOf } from './tasks';

const PAGE = 30;

/** The village asked for, or the first of the caller's place; with the others there are. */
async function villageOf(code: string | undefined, { repos, caller }: Context): Promise<{ village: PlaceRecord; villages: PlaceRecord[] }> {
  const villages = await repos.places.villagesIn(scopesOf(caller, LIST_READERS));
  const village = code === undefined ? villages[0] : villages.find(({ _id }) => _id === code);
  if (!village) throw new Problem('not_allowed', { message: '这个村不归您看。' });
  return { village, villages };
}

const placed = ({ county, town, _id }: PlaceRecord) => ({ county, town, village: _id });

export const villageList = action('list.village', {
  roles: LIST_READERS,
  async run({ programme, period, village: code, text, cursor, limit = PAGE, ...filter }, ctx) {
    const { repos, caller, now } = ctx;
    const { village, villages } = await villageOf(code, ctx);
    const choice = await choiceOf(programme, period, ctx);
    // What changed since the night is settled before it is shown: who fills a thing in sees it filled.
    if (cursor === undefined) {
      await assessedOnce(village, programme, period, ctx);
      await rebuildDirty(ctx.services, now, village._id);
    }
    const year = yearKey(programme, period);
    const rows: AssessmentRecord[] = text
      ? await repos.lists.named(village._id, year, text)
      : await repos.lists.lines(village._id, year, filter, cursor, limit);
    const [equation] = await repos.lists.equations(village, programme, period);
    const standings = new Map(
      (
        await repos.lists.standingsOf(
          programme,
          period,
          rows.map(({ person }) => person),
        )
      ).map((one) => [one.person, one]),
    );
    const [opened, heads, kin] = await Promise.all([
      repos.lists.opened(village.town, programme, period),
      cursor === undefined ? headsOf(village._id, year, ctx) : { groups: [], keepers: [] },
      cursor === undefined ? kinIn(village._id, programme, period, ctx) : 0,
    ]);
    return {
      place: { code: village._id, name: village.name },
      programme: { programme, name: choice.name, spoken: choice.policy.pack.spoken, period },
      choices: (await choicesNow(ctx)).map((one) => ({ programme: one.programme, name: one.name, period: one.period })),
      opened,
      counts: equation?.lines ?? emptyLines(),
      lacks: equation?.lacks ?? {},
      kin,
      ...heads,
      villages: villages.map(({ _id, name }) => ({ code: _id, name })),
      mayFile: mayFile(caller, placed(village)),
      asOf: equation?.asOf ?? null,
      items: rows.map((row) => rowOf(row, standings.get(row.person) ?? null, village.name, caller)),
      next: text || rows.length < limit ? null : (rows.at(-1)?.sortKey ?? null),
    };
  },
});

/** Groups and keepers there are in a village, to narrow the list by. */
async function headsOf(village: string, year: string, { repos }: Context) {
  const rows = await repos.lists.lines(village, year, {}, undefined, 1000);
  const keepers = new Map(rows.flatMap(({ keeper, keeperName }) => (keeper ? [[keeper, keeperName] as const] : [])));
  return {
    groups: [...new Set(rows.map(({ group }) => group))].filter((group) => group !== ''),
    keepers: [...keepers].map(([id, name]) => ({ id, name })),
  };
}

/** How many of the caller's own kin stand on this list. */
async function kinIn(village: string, programme: string, period: string, { repos, caller }: Context): Promise<number> {
  const ids = [...new Set([...caller.relatives, ...caller.persons, ...(caller.self ? [caller.self] : [])])].slice(0, 50);
  const found = await Promise.all(ids.map((id) => repos.lists.assessment(programme, period, id)));
  return found.filter((one) => one?.village === village && isKin(caller, { _id: one.person, household: one.household })).length;
}

export const listLine = action('list.line', {
  roles: LIST_READERS,
  run: async ({ person, programme, period }, ctx) => lineDetail(await readable(person, ctx), programme, period, ctx),
});

export const sendList = action('list.send', {
  roles: ['cadre', 'village_head'],
  async change({ programme, period, village: code, persons, minutes }, ctx) {
    const { caller, now, today, repos } = ctx;
    const { village } = await villageOf(code, ctx);
    if (!mayFile(caller, placed(village))) throw new Problem('not_allowed', { message: '要由本村的干部来交。' });
    demandHappened(minutes.on, today, 'minutes.on');
    await choiceOf(programme, period, ctx);
    await demandOpened({ town: village.town }, { programme, period }, ctx);
    const { decision, place, chair, writer, attendees } = minutes;
    await demandFit(
      {
        'minutes.decision': decision,
        'minutes.place': place,
        'minutes.chair': `${chair} ${writer}`,
        'minutes.attendees': attendees.join(' '),
      },
      ctx,
    );
    const chosen = [...new Set(persons)];
    const id = `minutes:${sha256(`${caller.openid}|${ctx.requestId}`).slice(0, 32)}`;
    // Somebody of another village holds up nobody, but neither their name nor their sum shows here.
    const found = await Promise.all(chosen.map((person) => repos.lists.assessment(programme, period, person)));
    const answers = found.filter((one) => one?.village === village._id);
    const photo = minutes.photo === null ? null : await takeProof(minutes.photo, 'picture', ctx);
    return ctx.change(async (change) => {
      const job = newJob(
        'list.file',
        id,
        { programme, period, minutes: id, persons: chosen },
        { owner: caller.openid, ...placed(village) },
        now,
      );
      const record: MinutesRecord = {
        _id: id,
        ...placed(village),
        status: 'kept',
        sortKey: minutesSortKey({ _id: id, programme, period, on: minutes.on }),
        programme,
        period,
        about: 'list',
        subject: job._id,
        on: minutes.on,
        place: minutes.place,
        chair: minutes.chair,
        writer: minutes.writer || caller.name,
        attendees: minutes.attendees,
        decision: minutes.decision,
        lines: chosen.length,
        sumFen: answers.reduce((sum, one) => sum + (one === null ? 0 : fenInHand(one)), 0),
        photos: photo ? [{ ...photo, mime: photo.mime as MinutesRecord['photos'][number]['mime'] }] : [],
        by: { openid: caller.openid, name: caller.name },
        at: now,
        version: 0,
        auditHead: '',
      };
      const { version } = await change.put('minutes', null, record, {
        verb: 'send',
        role: 'cadre',
        detail: { lines: chosen.length, sumFen: record.sumFen },
      });
      await change.begin(job);
      return { record: id, version, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const job = await ctx.store.get<JobRecord>('jobs', `job:list.file:${record}`);
    if (!job) throw new Problem('not_found');
    return { minutes: record, ...(await taskOf(job)) };
  },
});

export const listMeetings = action('list.meetings', {
  roles: LIST_READERS,
  async run({ programme, period, village: code }, ctx) {
    const { village } = await villageOf(code, ctx);
    const found = await ctx.repos.lists.minutes(village._id, programme, period);
    return {
      meetings: found.map(({ _id: id, on, place, chair, attendees, decision, lines, sumFen, by, at, subject, photos }) => ({
        id,
        on,
        place,
        chair,
        attendees,
        decision,
        lines,
        sumFen,
        by: by.name,
        at,
        task: subject,
        photos: photos.length,
      })),
    };
  },
});
