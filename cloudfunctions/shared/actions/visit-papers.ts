// The day's 工作日志 and 走访记录 as one Word file, from what the caller visited that day.
import { dayWords } from '@shared/domain/dates';
import { visitRecordWords } from '@shared/domain/sync/journal';
import { noteExport, offerFile } from '@shared/papers/offer';
import { type Block, writePages } from '@shared/papers/page';
import { VISITORS } from '@shared/repos/visits';
import { action } from '@shared/runtime/action';
import { Problem } from '@shared/runtime/problem';
import { visitView } from './visits';

export const visitPapers = action('visit.papers', {
  roles: VISITORS,
  limit: { times: 20, seconds: 3600 },
  async run({ on, reason }, ctx) {
    const found = await ctx.repos.visits.mineOn(on);
    const [first] = found;
    if (!first) throw new Problem('not_found', { message: '这一天没有传上来的走访。', next: '先把等着的传上去。' });
    await noteExport('visit_papers', { place: first, rows: found.length, reason }, ctx);
    const visits = await Promise.all(found.map((one) => visitView(one, ctx)));
    const { caller, today } = ctx;
    const blocks: Block[] = [
      { kind: 'title', text: `${dayWords(on, today)} 工作日志` },
      { kind: 'line', text: `${caller.name}　走访 ${visits.length} 户` },
      {
        kind: 'table',
        head: ['户主', '组', '见到谁', '变化', '答应办的'],
        widths: [2, 1.5, 2.5, 1.2, 4],
        rows: visits.map((one) => [
          one.headName,
          one.group,
          one.met.join('、'),
          `${one.changes.length} 处`,
          one.promises.map(({ words }) => words).join('\n'),
        ]),
      },
      ...visits.flatMap((one): Block[] => [
        { kind: 'heading', text: `走访记录：${one.villageName}${one.group} ${one.headName}家` },
        { kind: 'line', text: visitRecordWords(one) },
        { kind: 'line', text: `走访人：${one.by}　　户主签字：` },
      ]),
    ];
    const bytes = await writePages(blocks, { size: 'A4', foot: `走访 ${on}　打印 ${today}` });
    return { file: await offerFile(`工作日志-${on}.docx`, bytes, ctx), visits: visits.length };
  },
});
