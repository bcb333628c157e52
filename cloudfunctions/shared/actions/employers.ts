// Employers as the stations keep them: written down, looked up, marked with what is known and who says so, stopped and taken back.
import { roleFor, scopesOf } from '@shared/access';
import type { Parsed } from '@shared/contract';
import { EMPLOYER_MARKS_TABLE, nameKeyOf, stopping } from '@shared/domain/employers';
import type { EmployerMarked, EmployerRecord, PlaceRecord } from '@shared/domain/records';
import { employerIdOf } from '@shared/repos/employers';
import { POSTING_CHECKERS, POSTING_READERS } from '@shared/repos/postings';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { changeEmployer, employerPage, employerRowOf } from './employer-parts';
import { demandFit } from './fit';

const PAGE = 20;
const MOST_MARKS = 30;

export const listEmployers = action('employer.list', {
  roles: POSTING_READERS,
  async run({ status, cursor, limit = PAGE }, { repos, caller }) {
    const found = await repos.employers.board(status, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: found.map(employerRowOf), next: last?.sortKey ?? null, keeps: scopesOf(caller, POSTING_CHECKERS).length > 0 };
  },
});

export const findEmployers = action('employer.find', {
  roles: POSTING_READERS,
  run: async ({ text }, { repos }) => ({ items: (await repos.employers.find(text)).map(employerRowOf) }),
});

export const showEmployer = action('employer.show', { roles: POSTING_READERS, run: ({ employer }, ctx) => employerPage(employer, ctx) });

/** The township it is kept by: the keeper's own. */
async function townOf({ caller, repos }: Context): Promise<PlaceRecord> {
  const [scope] = scopesOf(caller, POSTING_CHECKERS).filter(({ level }) => level === 'town');
  const town = scope ? await repos.places.get(scope.code) : null;
  if (!town) throw new Problem('not_allowed', { message: '用工单位由乡里的站来登。' });
  return town;
}

const wrongName = (words: string) => new Problem('bad_input', { fields: { name: words } });

/** A new one under the id its name gives. */
async function begun({ fields }: Parsed<'employer.save'>, ctx: Context): Promise<EmployerRecord> {
  const town = await townOf(ctx);
  const nameKey = nameKeyOf(fields.name);
  const _id = employerIdOf(town._id, fields.name);
  if (_id === '') throw wrongName('写上单位叫什么');
  const placed = { county: town.county, town: town._id, village: '', status: 'good', sortKey: `${nameKey}:${_id}` };
  return { ...fields, ...placed, _id, nameKey, marks: [], stopped: null, openids: [], version: 0, auditHead: '' };
}

export const saveEmployer = action('employer.save', {
  roles: POSTING_CHECKERS,
  async change(input, ctx) {
    const { employer, version, fields } = input;
    await demandFit({ name: fields.name, address: fields.place.address, contact: fields.contact.name }, ctx);
    if (employer !== null && version !== null)
      return changeEmployer({ employer, version }, ctx, 'edit', (before) => {
        // The id follows from the name: another name is another employer.
        if (nameKeyOf(fields.name) !== before.nameKey) throw wrongName('换了名字就是另一家，另登一家');
        return { ...before, ...fields };
      });
    const fresh = await begun(input, ctx);
    return ctx.change(async (change) => {
      const there = await change.get<EmployerRecord>('employers', fresh._id);
      if (there) throw new Problem('already_done', { message: `已经有这一家：${there.name}。`, fields: { name: `已经有：${there.name}` } });
      const stored = await change.put('employers', null, fresh, { verb: 'begin', role: roleFor(ctx.caller, fresh) });
      return { record: stored._id, version: stored.version, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => employerPage(record, ctx),
});

export const markEmployer = action('employer.mark', {
  roles: POSTING_CHECKERS,
  async change(input, ctx) {
    const { mark, words, from, official } = input;
    await demandFit({ words, from }, ctx);
    const by = { openid: ctx.caller.openid, name: ctx.caller.name };
    return changeEmployer(input, ctx, 'mark', (before) => {
      if (before.marks.length >= MOST_MARKS) throw new Problem('not_possible_now', { message: '这家的标记满了，先看看哪些能撤。' });
      const marked: EmployerMarked = { mark, words, from, official, by, on: ctx.today, lifted: null };
      return { ...before, marks: [...before.marks, marked] };
    });
  },
  show: ({ record }, _input, ctx) => employerPage(record, ctx),
});

export const liftMark = action('employer.lift', {
  roles: POSTING_CHECKERS,
  async change(input, ctx) {
    const { at, why } = input;
    await demandFit({ why }, ctx);
    const lifted = { on: ctx.today, why, by: { openid: ctx.caller.openid, name: ctx.caller.name } };
    return changeEmployer(input, ctx, 'lift', (before) => {
      if (before.marks[at]?.lifted !== null) throw new Problem('not_possible_now', { message: '这一条已经撤了。', next: '返回刷新再看。' });
      return { ...before, marks: before.marks.map((mark, i) => (i === at ? { ...mark, lifted } : mark)) };
    });
  },
  show: ({ record }, _input, ctx) => employerPage(record, ctx),
});

export const stopEmployer = action('employer.stop', {
  roles: POSTING_CHECKERS,
  async change(input, ctx) {
    await demandFit({ why: input.why }, ctx);
    const stopped = { on: ctx.today, why: input.why, by: { openid: ctx.caller.openid, name: ctx.caller.name } };
    return changeEmployer(input, ctx, 'stop', (before) => {
      if (before.stopped !== null) throw new Problem('not_possible_now', { message: '这家已经停了。' });
      return { ...before, stopped };
    });
  },
  show: ({ record }, _input, ctx) => employerPage(record, ctx),
});

export const resumeEmployer = action('employer.resume', {
  roles: POSTING_CHECKERS,
  async change(input, ctx) {
    await demandFit({ why: input.why }, ctx);
    return changeEmployer(input, ctx, 'resume', (before) => {
      const held = stopping(before);
      if (held)
        throw new Problem('not_possible_now', {
          message: `「${EMPLOYER_MARKS_TABLE[held.mark].official}」还在，不能恢复。`,
          next: '查清不是，先撤下那一条。',
        });
      if (before.stopped === null) throw new Problem('not_possible_now', { message: '这家没有停。' });
      return {
        ...before,
        stopped: null,
        note: `${before.note}${before.note === '' ? '' : '；'}${ctx.today} 恢复：${input.why}`.slice(-300),
      };
    });
  },
  show: ({ record }, _input, ctx) => employerPage(record, ctx),
});
