// Work that a merge of two records left because it overlaps: each piece beside what it overlaps with, brought over once it fits, or set aside.
import { covers, roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import { dayWords } from '@shared/domain/dates';
import { overlapping } from '@shared/domain/merging';
import type { MergeRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { mergeViewOf } from './merge-parts';
import { giveSpell } from './merge-perform';
import { endStayedDuty, unsettled } from './merge-stayed-duty';
import { REGISTRY_KEEPERS } from './registry-parts';
import { spellWords } from './registry-past';

type Page = Output<'merge.stayed'>;

const spanWords = ({ start, end }: SpellRecord, today: string): string =>
  `${dayWords(start, today)} 起，${end === null ? '还在干' : `到 ${dayWords(end, today)}`}`;

async function pageOf(id: string, ctx: Context): Promise<Page> {
  const { repos, store, caller, today } = ctx;
  const merge = await repos.merges.merge(id, REGISTRY_KEEPERS);
  const { person } = await repos.registry.inScope(merge.keep);
  const [own, left] = await Promise.all([repos.spells.ofPerson(person), store.getMany<SpellRecord>('spells', merge.stayed)]);
  const settled = new Map((merge.settled ?? []).map((one) => [one.spell, one]));
  const row = (spell: SpellRecord): Page['spells'][number] => {
    const how = settled.get(spell._id);
    return {
      id: spell._id,
      words: spellWords(spell),
      span: spanWords(spell, today),
      clashes: how ? [] : overlapping(spell, own).map((one) => `${spanWords(one, today)} · ${spellWords(one)}`),
      settled: how?.how ?? null,
      settledWords: how ? `${how.by.name}${how.note === '' ? '' : `：${how.note}`}` : '',
    };
  };
  return {
    merge: mergeViewOf(merge, ctx),
    person: { id: person._id, name: person.name },
    spells: left.sort((a, b) => (a.start < b.start ? -1 : 1)).map(row),
    mayWrite: merge.status === 'done' && covers(caller, REGISTRY_KEEPERS, person),
  };
}

export const stayedSpells = action('merge.stayed', {
  roles: REGISTRY_KEEPERS,
  run: ({ merge }, ctx) => pageOf(merge, ctx),
});

export const settleStayed = action('merge.settle', {
  roles: REGISTRY_KEEPERS,
  async change({ merge: id, version, spell, how, note }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.merges.merge(id, REGISTRY_KEEPERS);
    if (seen.status !== 'done') throw new Problem('not_possible_now', { message: '这一件合并已经撤销了，不用定了。' });
    if (!seen.stayed.includes(spell)) throw new Problem('not_found');
    if (how === 'left' && note === '') throw new Problem('bad_input', { fields: { note: '写一句为什么不要这一段' } });
    await demandFit({ note }, ctx);
    const { person } = await repos.registry.inScope(seen.keep, REGISTRY_KEEPERS);
    const own = await repos.spells.ofPerson(person);
    return ctx.change(async (change) => {
      const before = await change.get<MergeRecord>('merges', id);
      if (before?.status !== 'done') throw new Problem('not_possible_now', { message: '这一件合并已经撤销了，不用定了。' });
      if (before.version !== version) throw new Problem('changed_meanwhile');
      if (!unsettled(before).includes(spell)) throw new Problem('already_done', { message: '这一段已经有人定了。' });
      const role = roleFor(caller, person);
      if (how === 'brought') {
        const [left, keep] = [await change.get<SpellRecord>('spells', spell), await change.get<PersonRecord>('persons', before.keep)];
        if (!left || !keep) throw new Problem('not_found');
        if (overlapping(left, own).length > 0)
          throw new Problem('not_possible_now', {
            message: '时间还是重的，转不过来。',
            next: '先到务工记录里把对不上的日子改对，再回来转。',
          });
        if (!(await giveSpell(change, spell, before.drop, keep, ctx))) throw new Problem('changed_meanwhile');
      }
      const settled = [...(before.settled ?? []), { spell, how, note, at: now, by: { openid: caller.openid, name: caller.name } }];
      // What was brought over goes back with an undoing.
      const refs = how === 'brought' ? [...before.refs, { collection: 'spells' as const, id: spell }] : before.refs;
      const wanted = { ...before, settled, refs };
      const stored = await change.put('merges', before, wanted, { verb: 'settle', role, detail: { spell, how } });
      if (unsettled(wanted).length === 0) await endStayedDuty(change, id, 'done', '重了的务工都定了', ctx);
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => pageOf(record, ctx),
});
