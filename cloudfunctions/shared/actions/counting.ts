// How labour is counted here: shown to all who read figures; changed by the administrator or the station from a document, after everybody was
// counted both ways; who decided it, from what and when stays.
import { scopesOf } from '@shared/access';
import type { Output } from '@shared/contract';
import { COUNTING_FIELDS, countingChanges, countingProblems, countingWords } from '@shared/domain/counting';
import type { CountingRecord, Role } from '@shared/domain/records';
import { type Counting, countingOf } from '@shared/domain/standing-facts';
import { WHERE_READERS } from '@shared/repos/where';
import { action } from '@shared/runtime/action';
import { canonical } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { type JobRecord, newJob, onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { ApplyInput, PreviewInput, PreviewResult } from '@shared/works/counting';
import { demandFit } from './fit';

type Page = Output<'counting.show'>;

const DECIDERS: readonly [Role, ...Role[]] = ['admin', 'station_clerk'];
const MOST_DECISIONS = 30;
/** A preview tells of today: older ones are made again. */
const PREVIEW_HOLDS_MS = 24 * 3_600_000;

/** What the contract gives, without what was not said. */
const saidOf = (values: { [key in keyof Counting]?: Counting[key] | undefined }): Partial<Counting> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** How many decisions there are: 0 = nothing decided yet. */
const versionOf = (record: CountingRecord | null): number => (record ? record.version + 1 : 0);

async function pageOf({ repos, caller }: Context): Promise<Page> {
  const [installation, record] = await Promise.all([repos.installation.get(), repos.installation.counting()]);
  const decided = record?.values ?? {};
  // What was decided a moment ago in this very call counts already.
  const now = countingOf({ counting: { ...installation.counting, ...decided } });
  return {
    version: versionOf(record),
    fields: COUNTING_FIELDS.map(({ id, words, hint, kind, open }) => ({
      id,
      words,
      hint,
      kind,
      open,
      value: now[id],
      said: countingWords(id, now[id]),
      decided: decided[id] !== undefined,
    })),
    decisions: (record?.decisions ?? []).map(({ by, ...rest }) => ({ ...rest, by: by.name })),
    may: scopesOf(caller, DECIDERS).length > 0,
  };
}

export const countingShow = action('counting.show', {
  roles: [...WHERE_READERS, 'admin'],
  run: (_input, ctx) => pageOf(ctx),
});

async function demandChange(values: Partial<Counting>, { repos }: Context) {
  const wrong = countingProblems(values);
  if (Object.keys(wrong).length > 0) throw new Problem('bad_input', { fields: wrong });
  const changes = countingChanges(countingOf(await repos.installation.get()), values);
  if (Object.keys(values).length === 0) throw new Problem('bad_input', { fields: { values: '没有要定的' } });
  return changes;
}

export const previewCounting = action('counting.preview', {
  roles: DECIDERS,
  limit: { times: 30, seconds: 3600 },
  async change({ version, values: typed }, ctx) {
    const { repos, caller, now } = ctx;
    const values = saidOf(typed);
    await demandChange(values, ctx);
    const [{ county }, record] = await Promise.all([repos.installation.get(), repos.installation.counting()]);
    if (versionOf(record) !== version) throw new Problem('changed_meanwhile');
    const input: PreviewInput = { county, version, values };
    const job = newJob('counting.preview', onceKey(ctx), input, { owner: caller.openid, county, town: '', village: '' }, now);
    return ctx.change(async (change) => {
      await change.begin(job);
      return { record: job._id, version: 0, note: {} };
    });
  },
  show: async ({ record }) => ({ task: record }),
});

/** The finished preview of these very values. @throws Problem when there is none. */
async function demandSeen(id: string, version: number, values: Partial<Counting>, { store, caller, now }: Context): Promise<PreviewResult> {
  const job = await store.get<JobRecord<PreviewInput, PreviewResult>>('jobs', id);
  const same = job?.kind === 'counting.preview' && job.owner === caller.openid && canonical(job.input.values) === canonical(values);
  const fresh = job && job.input.version === version && Date.parse(now) - Date.parse(job.createdAt) < PREVIEW_HOLDS_MS;
  if (!same || !fresh || job.state !== 'finished' || job.result === null)
    throw new Problem('not_possible_now', { message: '先看看这样定有多少人的数会变，再定。', next: '点「先看变多少」。' });
  return job.result;
}

export const setCounting = action('counting.set', {
  roles: DECIDERS,
  limit: { times: 30, seconds: 3600 },
  async change({ version, values: typed, preview, document, docNo, decidedBy }, ctx) {
    const { repos, caller, now } = ctx;
    const values = saidOf(typed);
    const changes = await demandChange(values, ctx);
    const { otherwise } = await demandSeen(preview, version, values, ctx);
    await demandFit({ document, decidedBy }, ctx);
    const { county } = await repos.installation.get();
    const about = { owner: caller.openid, county, town: '', village: '' };
    const role = DECIDERS.find((one) => caller.roles.has(one)) ?? 'admin';
    const decision = {
      changes,
      document,
      docNo,
      decidedBy,
      otherwise,
      at: now,
      by: { openid: caller.openid, name: caller.name },
    };
    return ctx.change(async (change) => {
      const before = await change.get<CountingRecord>('settings', 'counting');
      if (versionOf(before) !== version)
        throw new Problem('changed_meanwhile', { message: '刚才有人先定了别的。', next: '重新看一遍再定。' });
      const wanted: CountingRecord = {
        _id: 'counting',
        values: { ...(before?.values ?? {}), ...values },
        decisions: [decision, ...(before?.decisions ?? [])].slice(0, MOST_DECISIONS),
        version: before?.version ?? 0,
        auditHead: before?.auditHead ?? '',
      };
      const detail = { document, docNo, decidedBy, fields: Object.keys(values).join(' ') };
      const stored = await change.put('settings', before, wanted, { verb: 'decide', role, detail });
      const input: ApplyInput = { county, version: versionOf(stored) };
      const job = newJob('counting.apply', onceKey(ctx), input, about, now);
      await change.begin(job);
      return { record: 'counting', version: stored.version, note: { task: job._id } };
    });
  },
  show: async ({ note }, _input, ctx) => ({ page: await pageOf(ctx), task: String(note.task) }),
});
