// Two records of one household side by side: which stays, which value of each field, what everybody who comes over is to the head that stays.
import type { Output } from '@shared/contract/index';
import { type FieldValue, sayValue } from '@shared/domain/fields/registry-fields';
import { HOME_FOLLOWS } from '@shared/domain/home-merging';
import { HEAD_RELATIONS } from '@shared/domain/options';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { runTask, taskWords } from '../../../services/task';
import { fieldNamed } from '../present/form';

type Look = Output<'household.mergeLook'>;
interface Row {
  id: string;
  words: string;
  keep: string;
  drop: string;
  from: 'keep' | 'drop';
  follows: boolean;
}
interface Coming {
  id: string;
  words: string;
  at: number;
  wrong: string;
}
const RELATIONS: readonly string[] = HEAD_RELATIONS;

Component({
  behaviors: [ownPage],
  data: {
    keep: '',
    drop: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    look: null as Look | null,
    names: { keep: '', drop: '' },
    members: { keep: '', drop: '' },
    rows: [] as Row[],
    same: 0,
    relations: RELATIONS,
    coming: [] as Coming[],
    note: '',
    trouble: '',
    progress: '',
    busy: false,
  },
  methods: {
    async onLoad(options: { keep?: string; drop?: string }) {
      this.setData({ keep: decodeURIComponent(options.keep ?? ''), drop: decodeURIComponent(options.drop ?? '') });
      await this.load();
    },
    async load() {
      try {
        const look = await call('household.mergeLook', { keep: this.data.keep, drop: this.data.drop });
        const here = ({ members }: Look['keep']) => members.filter(({ status }) => status === 'active');
        const place = ({ villageName, values }: Look['keep']) =>
          `${villageName} ${String(values.group ?? '')} · ${String(values.code ?? '')}`;
        const names = (sheet: Look['keep']) =>
          here(sheet).length > 0
            ? here(sheet)
                .map(({ name }) => name)
                .join('、')
            : '没有人在册';
        const headed = here(look.keep).some(({ relation }) => relation === '户主');
        const spouse = here(look.keep).some(({ relation }) => relation === '配偶');
        // Under a head of the same name the rest stays what it was until said otherwise; under another, and of a second head or spouse, it is asked.
        const another = headed && look.keep.headName !== look.drop.headName;
        const asked = (relation: string) => another || (relation === '户主' && headed) || (relation === '配偶' && spouse);
        const at = (relation: string) => (asked(relation) ? -1 : RELATIONS.indexOf(relation));
        this.setData({
          state: 'ready',
          look,
          names: { keep: place(look.keep), drop: place(look.drop) },
          members: { keep: names(look.keep), drop: names(look.drop) },
          rows: look.differ.map((id) => rowOf(id, look)),
          same: Object.keys(look.keep.values).length - look.differ.length,
          coming: here(look.drop).map(({ id, name, relation, sex, age }) => ({
            id,
            words: `${name}（${sex} ${age} 岁，原来是${relation}）`,
            at: at(relation),
            wrong: '',
          })),
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    /** The other one stays. */
    swap() {
      this.setData({ keep: this.data.drop, drop: this.data.keep, state: 'loading', trouble: '' });
      return this.load();
    },
    choose(event: WechatMiniprogram.TouchEvent) {
      const { id, from } = event.currentTarget.dataset as { id: string; from: 'keep' | 'drop' };
      if (HOME_FOLLOWS[id] !== undefined) return;
      this.setData({ rows: this.data.rows.map((row) => (row.id === id || HOME_FOLLOWS[row.id] === id ? { ...row, from } : row)) });
    },
    pickRelation(event: WechatMiniprogram.PickerChange) {
      const { index } = event.currentTarget.dataset as unknown as { index: number };
      this.setData({ [`coming[${index}].at`]: Number(event.detail.value), [`coming[${index}].wrong`]: '' });
    },
    noted(event: WechatMiniprogram.Input) {
      this.data.note = event.detail.value;
    },
    openShared(event: WechatMiniprogram.TouchEvent) {
      const { keep, drop } = event.currentTarget.dataset as { keep: string; drop: string };
      go(`/packages/registry/merge/merge?keep=${encodeURIComponent(keep)}&drop=${encodeURIComponent(drop)}`);
    },
    async save() {
      const { look, rows, coming, busy, keep, drop } = this.data;
      if (!look || busy) return;
      if (coming.some(({ at }) => at < 0)) return this.setData({ trouble: '先选转过来的每个人和户主的关系。' });
      const content = look.second === '' ? '七天里能撤销。' : `${look.second}，要另一个人（书记或乡里的站里）点头才合。`;
      const { confirm } = await wx.showModal({ title: '合成一户？', content, confirmText: '合', cancelText: '再看看' });
      if (!confirm) return;
      this.setData({ busy: true, trouble: '' });
      try {
        const { merge, task } = await intend('household.mergeAsk', {
          keep,
          keepVersion: look.keep.version,
          drop,
          dropVersion: look.drop.version,
          take: rows.filter(({ from, follows }) => from === 'drop' && !follows).map(({ id }) => id),
          relations: coming.map(({ id, at }) => ({ person: id, relation: RELATIONS[at] as string })),
          note: this.data.note.trim(),
        });
        if (task !== null) await runTask(task, (at) => void this.setData({ progress: taskWords(at) }));
        say(merge.status === 'asked' ? '交上去了，等另一个人点头' : '合好了');
        wx.navigateBack().catch(() => undefined);
      } catch (thrown) {
        const { code, message, next, fields } = asCallError(thrown);
        this.setData({
          trouble: `${message}${next}`,
          coming: this.data.coming.map((one) => ({ ...one, wrong: fields[one.id] ?? '' })),
        });
        if (code === 'changed_meanwhile') await this.load();
      } finally {
        this.setData({ busy: false, progress: '' });
      }
    },
  },
});

function rowOf(id: string, look: Look): Row {
  const field = fieldNamed('households', id);
  const text = (value: FieldValue | undefined) => (field ? sayValue(field, value ?? null) : '');
  const [mine, theirs] = [look.keep.values[id] as FieldValue, look.drop.values[id] as FieldValue];
  // What one has and the other lacks is taken: nothing is lost by pressing on.
  const first = HOME_FOLLOWS[id] ?? id;
  const [lead, other] = [look.keep.values[first] as FieldValue, look.drop.values[first] as FieldValue];
  const empty = (value: FieldValue) => value === null || value === '' || value === undefined;
  const from = empty(lead) && !empty(other) ? 'drop' : 'keep';
  return { id, words: field?.words.official ?? id, keep: text(mine), drop: text(theirs), from, follows: HOME_FOLLOWS[id] !== undefined };
}
