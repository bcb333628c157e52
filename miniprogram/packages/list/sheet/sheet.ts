// One sheet of past payments: what each row was found to be and why, then taking it over or taking it back.
import type { Output } from '@shared/contract/index';
import { periodWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import type { Tone } from '../../../present/tone';
import { call, wordsOf } from '../../../services/call';
import { intend } from '../../../services/intent';

type Look = Output<'opening.look'>;
type Found = Look['items'][number];
type Outcome = Found['outcome'];
type Task = Output<'task.drive'>['task'];

const OUTCOMES: { outcome: Outcome; words: string; tone: Tone; icon: string }[] = [
  { outcome: 'new', words: '新的', tone: 'good', icon: 'plus' },
  { outcome: 'changed', words: '改了的', tone: 'wait', icon: 'retry' },
  { outcome: 'known', words: '早有了', tone: 'calm', icon: 'check' },
  { outcome: 'unmatched', words: '对不上人', tone: 'stop', icon: 'ask' },
  { outcome: 'wrong', words: '不能用', tone: 'stop', icon: 'cross' },
];
const LOOK = new Map(OUTCOMES.map((one) => [one.outcome, one]));

interface RowItem {
  key: string;
  title: string;
  under: string;
  words: string;
  tone: Tone;
  icon: string;
  state: string;
}

function rowItem({ row, name, idTail, outcome, words, villageName, period, amountFen, paidOn }: Found): RowItem {
  const look = LOOK.get(outcome);
  return {
    key: `${row}:${period}:${amountFen}`,
    title: `第 ${row} 行 ${name}${idTail === '' ? '' : `（${idTail}）`}`,
    under: [villageName, period === '' ? '' : periodWords(period), amountFen > 0 ? moneyWords(amountFen) : '', paidOn]
      .filter((part) => part !== '')
      .join(' · '),
    words,
    tone: look?.tone ?? 'calm',
    icon: look?.icon ?? 'ask',
    state: look?.words ?? '',
  };
}

Component({
  behaviors: [ownPage, pagedList],
  data: {
    id: '',
    items: [] as RowItem[],
    tabs: [] as { outcome: Outcome; words: string; count: number }[],
    outcome: '' as Outcome | '',
    file: '',
    columns: '',
    status: '',
    version: 0,
    usable: 0,
    task: null as Task | null,
    percent: 0,
    busy: false,
    trouble: '',
  },
  methods: {
    async rows(cursor: string | undefined) {
      const { id, outcome } = this.data;
      const answer = await call('opening.look', { import: id, cursor, outcome: outcome === '' ? undefined : outcome });
      if (cursor === undefined) this.drawHead(answer);
      return { items: answer.items.map(rowItem), next: answer.next };
    },
    async onLoad(query: { import?: string; task?: string }) {
      this.setData({ id: decodeURIComponent(query.import ?? '') });
      if (query.task) await this.follow(decodeURIComponent(query.task));
      await this.again();
    },
    drawHead({ import: { fileName, columns, status, version }, tally }: Look) {
      this.setData({
        file: fileName,
        columns: Object.values(columns)
          .filter((head) => head !== '')
          .join('、'),
        status,
        version,
        tabs: OUTCOMES.map(({ outcome, words }) => ({ outcome, words, count: tally[outcome] ?? 0 })),
        usable: (tally.new ?? 0) + (tally.changed ?? 0),
      });
    },
    pickTab(event: WechatMiniprogram.TouchEvent) {
      const { outcome } = event.currentTarget.dataset as { outcome: Outcome };
      this.setData({ outcome: outcome === this.data.outcome ? '' : outcome, items: [], state: 'loading' });
      return this.again();
    },
    async follow(id: string) {
      for (;;) {
        const { task } = await call('task.drive', { task: id });
        const all = task.total ?? 0;
        this.setData({
          task,
          percent: task.state === 'running' ? (all === 0 ? 50 : Math.round(((task.done + task.failed) / all) * 100)) : 100,
        });
        if (task.state !== 'running') return;
      }
    },
    move(verb: 'opening.apply' | 'opening.undo') {
      return async () => {
        if (this.data.busy) return;
        this.setData({ busy: true, trouble: '' });
        try {
          const { task } = await intend(verb, { import: this.data.id, version: this.data.version });
          await this.follow(task.id);
          await this.again();
        } catch (thrown) {
          const { message, next } = wordsOf(thrown);
          this.setData({ trouble: `${message}${next}` });
        } finally {
          this.setData({ busy: false });
        }
      };
    },
    apply() {
      return this.move('opening.apply')();
    },
    undo() {
      return this.move('opening.undo')();
    },
  },
});
