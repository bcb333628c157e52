// A visit comes in from a phone: checked, its telephone numbers sealed, kept whole, then written step by step. Once, however often it is sent.
import { roleFor } from '@shared/access';
import type { Parsed } from '@shared/contract';
import type { HouseholdRecord, PersonRecord, VisitRecord } from '@shared/domain/records';
import type { FieldEdit, WorkDeed } from '@shared/domain/sync/visit';
import { invitationId } from '@shared/repos/bonds';
import { VISITORS } from '@shared/repos/visits';
import { action } from '@shared/runtime/action';
import { runChange } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { blindIndex, sealField } from '@shared/runtime/crypto';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { deviceFor } from './visit-bundle';
import { takeSteps } from './visit-steps';
import { visitView } from './visits';

type Sent = Parsed<'visit.submit'>['visit'];

/** Everything a visit names is of its household; what is not was never on the phone. */
async function demandOwn(visit: Sent, ctx: Context): Promise<void> {
  const members = await ctx.repos.registry.members([{ _id: visit.household }]);
  const known = new Set([visit.household, ...members.map(({ _id }) => _id)]);
  const named = [
    ...visit.edits.map(({ record }) => record),
    ...visit.works.map(({ person }) => person),
    ...visit.unchanged,
    ...visit.promises.flatMap(({ person }) => (person === null ? [] : [person])),
    ...visit.photos.flatMap(({ person }) => (person === null ? [] : [person])),
    ...[...visit.signs, ...visit.helpers, ...visit.goings].map(({ person }) => person),
  ];
  const moved = named.filter((one) => !known.has(one));
  if (moved.length === 0) return;
  // Somebody who moved to another household meanwhile is still somebody of the village.
  const elsewhere = await ctx.store.getMany<PersonRecord>('persons', [...new Set(moved)].slice(0, 100));
  const found = new Set(elsewhere.filter(({ village }) => members.some((one) => one.village === village)).map(({ _id }) => _id));
  if (moved.some((one) => !found.has(one))) throw new Problem('not_found', { message: '这次走访里有人不在这个村。' });
}

/** Households are merged once or twice, never in a long row. */
const MOST_MERGES = 5;

/** A household merged into another while the phone was away: its visit is one of the household that stays, answers about it set against that one's. */
async function followed(visit: Sent, household: HouseholdRecord, ctx: Context): Promise<{ visit: Sent; household: HouseholdRecord }> {
  let home = household;
  for (let n = 0; n < MOST_MERGES && home.status === 'gone' && home.gone?.why === 'merged' && home.gone.into; n += 1) {
    const into = await ctx.store.get<HouseholdRecord>('households', home.gone.into);
    if (!into) break;
    home = into;
  }
  if (home._id === household._id) return { visit, household };
  const here = (id: string): string => (id === household._id ? home._id : id);
  const edits = visit.edits.map((edit) => (edit.record === household._id ? { ...edit, record: home._id, seen: 0 } : edit));
  return { visit: { ...visit, household: home._id, edits, unchanged: visit.unchanged.map(here) }, household: home };
}

/** Nothing counts as signed without its picture among the visit's. */
function demandPictures({ photos, signs, helpers }: Sent): void {
  if (
    [...signs, ...helpers].some(
      ({ photo, person }) => !photos.some((one) => one.id === photo && one.kind === 'signature' && one.person === person),
    )
  )
    throw new Problem('bad_input', { fields: { signs: '签名的那张图不在这次走访里' } });
}

function sealedHelpers({ id, helpers }: Sent, { services: { ring } }: Context): NonNullable<VisitRecord['helpers']> {
  return helpers.map(({ phone, ...helper }, n) => {
    const record = invitationId(helper.person, id, n);
    const sealed = sealField(ring, { collection: 'bonds', record, field: 'helperPhone' }, phone);
    return { ...helper, phone: { sealed, index: blindIndex(ring, 'persons.phone', phone), tail: phone.slice(-4) } };
  });
}

function sealedEdits(visit: Sent, { services: { ring } }: Context): FieldEdit[] {
  return visit.edits.map((edit) => {
    const base = edit.base ?? null;
    if (edit.field !== 'phone') return { ...edit, base };
    const sealed = sealField(ring, { collection: 'persons', record: edit.record, field: 'phone' }, edit.value);
    return { ...edit, base, value: { sealed, index: blindIndex(ring, 'persons.phone', edit.value), tail: edit.value.slice(-4) } };
  });
}

export const submitVisit = action('visit.submit', {
  roles: VISITORS,
  limit: { times: 600, seconds: 3600 },
  async change({ visit: sent }, ctx) {
    const { repos, store, services, caller, now } = ctx;
    const asked = await repos.registry.householdInScope(sent.household, VISITORS);
    const { visit, household } = await followed(sent, asked, ctx);
    if ((await deviceFor(visit.device, asked.village, '', ctx)).status === 'revoked')
      throw new Problem('not_allowed', { message: '这部手机停用了，交不上去。', next: '换一部手机，把这次走访再填一遍。' });
    const known = await store.get<VisitRecord>('visits', visit.id);
    if (known && known.visitor !== caller.openid) throw new Problem('not_found');
    if (!known) {
      await demandOwn(visit, ctx);
      if (visit.on > ctx.today) throw new Problem('bad_input', { fields: { on: '走访的日子还没到，看看手机上的日期对不对' } });
      demandPictures(visit);
      await demandFit(
        {
          said: visit.said,
          promises: visit.promises.map((one) => one.words).join('\n'),
          met: visit.met.join('、'),
          helpers: [...visit.helpers, ...visit.comings].map(({ name }) => name).join('、'),
        },
        ctx,
      );
      const { id, photos, ...rest } = visit;
      const record: VisitRecord = {
        ...rest,
        _id: id,
        county: household.county,
        town: household.town,
        village: household.village,
        status: 'taking',
        sortKey: `${visit.on}:${visit.startedAt}:${id}`,
        edits: sealedEdits(visit, ctx),
        works: visit.works as WorkDeed[],
        helpers: sealedHelpers(visit, ctx),
        photos: photos.map((photo) => ({ ...photo, proof: null })),
        headName: household.headName,
        group: household.group,
        visitor: caller.openid,
        visitorName: caller.name,
        at: now,
        steps: 0,
        conflicts: [],
        version: 0,
        auditHead: '',
      };
      try {
        await runChange({ store, now, openid: caller.openid, action: ctx.action, request: null }, async (change) => {
          const stored = await change.put('visits', null, record, { verb: 'receive', role: roleFor(caller, household) });
          return { record: id, version: stored.version, note: {} };
        });
      } catch (error) {
        // Sent twice at the same moment: the other one keeps it, this one helps to write it.
        if (!(error instanceof Problem && error.code === 'already_done')) throw error;
      }
    }
    const taken = await takeSteps(visit.id, { store, services, now, action: ctx.action });
    return ctx.change(async () => ({ record: taken._id, version: taken.version, note: { already: known !== null } }));
  },
  async show({ record, note }, _input, ctx) {
    return { visit: await visitView(await ctx.repos.visits.visit(record), ctx), already: note.already === true };
  },
});
