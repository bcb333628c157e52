// What a town and its villages are measured by, typed in by the clerk: 年度任务, and 去年底务工总数 where it was reported otherwise than counted.
import type { Output } from '@shared/contract/index';
import { MOST_PEOPLE } from '@shared/domain/targets';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';

type View = Output<'where.targets'>;
interface Row {
  code: string;
  name: string;
  task: string;
  lastYearEnd: string;
  counted: number;
}
const text = (n: number | null): string => (n === null ? '' : String(n));
const views = new WeakMap<object, View>();

/** null = left empty, undefined = not a whole number. */
function read(typed: string): number | null | undefined {
  const trimmed = typed.trim();
  if (trimmed === '') return null;
  return /^\d{1,7}$/.test(trimmed) && Number(trimmed) <= MOST_PEOPLE ? Number(trimmed) : undefined;
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    town: '',
    name: '',
    year: '',
    rows: [] as Row[],
    wrong: '',
    sum: '',
    busy: false,
  },
  methods: {
    onLoad(query: { town?: string }) {
      this.setData({ town: decodeURIComponent(query.town ?? '') });
      return this.load();
    },
    async load() {
      try {
        this.draw(await call('where.targets', { town: this.data.town }));
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    draw(view: View) {
      views.set(this, view);
      const rows: Row[] = [
        { code: '', name: '全乡', task: text(view.whole.task), lastYearEnd: text(view.whole.lastYearEnd), counted: view.counted },
        ...view.villages.map(({ code, name, task, lastYearEnd, counted }) => ({
          code,
          name,
          task: text(task),
          lastYearEnd: text(lastYearEnd),
          counted,
        })),
      ];
      this.setData({ state: 'ready', town: view.town.code, name: view.town.name, year: view.year, rows });
      this.add();
    },
    /** The villages' tasks together, beside that of the whole: said, not forced. */
    add() {
      const [whole, ...villages] = this.data.rows;
      const set = villages.flatMap(({ task }) => (task.trim() === '' ? [] : [Number(task)]));
      const sum = set.reduce((all, one) => all + one, 0);
      const missing = villages.length - set.length;
      this.setData({
        sum: `各村加起来 ${sum} 人${missing > 0 ? `，还有 ${missing} 个村没定` : ''}${whole && whole.task !== '' && Number(whole.task) !== sum ? `，和全乡的 ${whole.task} 不一样` : ''}`,
      });
    },
    type(event: WechatMiniprogram.Input) {
      const { index, key } = event.currentTarget.dataset as { index: number; key: 'task' | 'lastYearEnd' };
      this.setData({ [`rows[${index}].${key}`]: event.detail.value, wrong: '' });
      this.add();
    },
    async save() {
      const view = views.get(this);
      if (!view || this.data.busy) return;
      const read2 = this.data.rows.map(({ code, name, task, lastYearEnd }) => ({
        code,
        name,
        task: read(task),
        lastYearEnd: read(lastYearEnd),
      }));
      const bad = read2.find(({ task, lastYearEnd }) => task === undefined || lastYearEnd === undefined);
      if (bad) {
        this.setData({ wrong: `${bad.name}的数要写整数，没定就空着` });
        return;
      }
      const parts = read2.map(({ code, task, lastYearEnd }) => ({ code, task: task ?? null, lastYearEnd: lastYearEnd ?? null }));
      const [whole, ...villages] = parts as [(typeof parts)[number], ...typeof parts];
      this.setData({ busy: true });
      try {
        this.draw(
          await intend('where.setTargets', {
            town: view.town.code,
            year: view.year,
            version: view.version,
            whole: { task: whole.task, lastYearEnd: whole.lastYearEnd },
            villages,
          }),
        );
        say('定好了');
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({ wrong: Object.values(fields)[0] ?? `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
