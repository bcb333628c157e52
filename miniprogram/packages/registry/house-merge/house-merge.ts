// Two records of one household side by side: which stays, which value of each field, what everybody who comes over is to the head that stays.
import type { Output } from '@shared/contract/index';
import { HOME_FOLLOWS } from '@shared/domain/home-merging';
import { HEAD_RELATIONS } from '@shared/domain/options';
import { ownPage } from '../../../behaviors/own-page';
import { type CallError, call } from '../../../services/call';
import { go } from '../../../services/device';
import { intend } from '../../../services/intent';
import { sideBySide } from '../present/side-by-side';

type Look = Output<'household.mergeLook'>;
interface Coming {
  id: string;
  words: string;
  at: number;
  wrong: string;
}
const RELATIONS: readonly string[] = HEAD_RELATIONS;

const here = ({ members }: Look['keep']) => members.filter(({ status }) => status === 'active');
const place = ({ villageName, values }: Look['keep']) => `${villageName} ${String(values.group ?? '')} · ${String(values.code ?? '')}`;
const names = (sheet: Look['keep']) =>
  here(sheet)
    .map(({ name }) => name)
    .join('、') || '没有人在册';

/** Under a head of the same name the rest stays what it was until said otherwise; under another, and of a second head or spouse, it is asked. */
function comingOf({ keep, drop }: Look): Coming[] {
  const headed = here(keep).some(({ relation }) => relation === '户主');
  const spouse = here(keep).some(({ relation }) => relation === '配偶');
  const another = headed && keep.headName !== drop.headName;
  const asked = (relation: string) => another || (relation === '户主' && headed) || (relation === '配偶' && spouse);
  return here(drop).map(({ id, name, relation, sex, age }) => ({
    id,
    words: `${name}（${sex} ${age} 岁，原来是${relation}）`,
    at: asked(relation) ? -1 : RELATIONS.indexOf(relation),
    wrong: '',
  }));
}

const joining = sideBySide({ collection: 'households', follows: HOME_FOLLOWS, title: '合成一户？' });

Component({
  behaviors: [ownPage, joining],
  data: {
    look: null as Look | null,
    names: { keep: '', drop: '' },
    members: { keep: '', drop: '' },
    relations: RELATIONS,
    coming: [] as Coming[],
  },
  methods: {
    async fetch(keep: string, drop: string) {
      const look = await call('household.mergeLook', { keep, drop });
      return {
        look,
        names: { keep: place(look.keep), drop: place(look.drop) },
        members: { keep: names(look.keep), drop: names(look.drop) },
        coming: comingOf(look),
      };
    },
    pickRelation(event: WechatMiniprogram.PickerChange) {
      const { index } = event.currentTarget.dataset as unknown as { index: number };
      this.setData({ [`coming[${index}].at`]: Number(event.detail.value), [`coming[${index}].wrong`]: '' });
    },
    openShared(event: WechatMiniprogram.TouchEvent) {
      const { keep, drop } = event.currentTarget.dataset as { keep: string; drop: string };
      go(`/packages/registry/merge/merge?keep=${encodeURIComponent(keep)}&drop=${encodeURIComponent(drop)}`);
    },
    lacks() {
      return this.data.coming.some(({ at }) => at < 0) ? '先选转过来的每个人和户主的关系。' : '';
    },
    ask(take: string[]) {
      const { keep, drop, look, note, coming } = this.data;
      const [keepVersion, dropVersion] = [look?.keep.version as number, look?.drop.version as number];
      const relations = coming.map(({ id, at }) => ({ person: id, relation: RELATIONS[at] as string }));
      return intend('household.mergeAsk', { keep, keepVersion, drop, dropVersion, take, relations, note: note.trim() });
    },
    wrong({ message, next, fields }: CallError) {
      const coming = this.data.coming.map((one) => ({ ...one, wrong: fields[one.id] ?? '' }));
      this.setData({ trouble: `${message}${next}`, coming });
    },
  },
});
