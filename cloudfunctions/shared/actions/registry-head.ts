// Another head of a household: who it is, and what everybody is to them from now on.
import { roleFor } from '@shared/access';
import { HEAD_RELATIONS } from '@shared/domain/options';
import type { HouseholdRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import { newJob, onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { RelateInput } from '@shared/works/registry-move';
import { newHappeningId, putHappening } from './happenings';
import { REGISTRY_KEEPERS } from './registry-parts';
import { movedHousehold } from './registry-relocate';

export const changeHead = action('household.head', {
  roles: REGISTRY_KEEPERS,
  async change({ household: id, version, head, relations }, ctx) {
    const { repos, caller, now, today } = ctx;
    const seen = await repos.registry.householdInScope(id, REGISTRY_KEEPERS);
    const members = (await repos.registry.members([seen])).filter(({ status }) => status === 'active');
    const chosen = members.find(({ _id }) => _id === head);
    if (!chosen) throw new Problem('bad_input', { fields: { head: '这个人不在这一户' } });
    const said = new Map(relations.map(({ person, relation }) => [person, relation]));
    const wrong: Record<string, string> = {};
    for (const one of members) {
      if (one._id === head) continue;
      const relation = said.get(one._id);
      if (relation === undefined || !(HEAD_RELATIONS as readonly string[]).includes(relation))
        wrong[one._id] = `选${one.name}和新户主的关系`;
      else if (relation === '户主') wrong[one._id] = '户主只有一个';
    }
    const spouses = members.filter(({ _id }) => _id !== head && said.get(_id) === '配偶');
    if (spouses.length > 1) wrong[spouses[1]?._id as string] = '配偶只有一个';
    if (Object.keys(wrong).length > 0) throw new Problem('bad_input', { fields: wrong });
    // The old head first, so that there are never two.
    const order = [...members].sort((a, b) => Number(a._id === head) - Number(b._id === head));
    const input: RelateInput = {
      household: id,
      relations: order.map(({ _id }) => ({ person: _id, relation: _id === head ? '户主' : (said.get(_id) as string) })),
    };
    const job = newJob(
      'registry.relate',
      onceKey(ctx),
      input,
      { owner: caller.openid, county: seen.county, town: seen.town, village: seen.village },
      now,
    );
    const happening = newHappeningId();
    return ctx.change(async (change) => {
      const before = await change.get<HouseholdRecord>('households', id);
      if (before?.status !== 'active') throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const stored = await change.put(
        'households',
        before,
        { ...before, headName: chosen.name },
        { verb: 'relate', role: roleFor(caller, before), detail: { head } },
      );
      await putHappening(
        change,
        {
          id: happening,
          kind: 'head_changed',
          place: before,
          person: chosen,
          household: stored,
          on: today,
          words: `户主从${before.headName}换成${chosen.name}`,
        },
        ctx,
      );
      await change.begin(job);
      return { record: id, version: stored.version, note: { task: job._id } };
    });
  },
  show: async (outcome, _input, ctx) => movedHousehold(outcome, ctx),
});
