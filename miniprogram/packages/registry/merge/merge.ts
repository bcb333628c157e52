// Two records of one person side by side (on a phone one field after another): which stays, which value of each field, what becomes of the rest.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { type CallError, call } from '../../../services/call';
import { intend } from '../../../services/intent';
import { fieldNamed } from '../present/form';
import { sideBySide } from '../present/side-by-side';

type Look = Output<'merge.look'>;

const joining = sideBySide({
  collection: 'persons',
  follows: { 'account.bank': 'account.number', 'account.holder': 'account.number', sex: 'idNumber', born: 'idNumber' },
  title: '合成一条？',
});

Component({
  behaviors: [ownPage, joining],
  data: { look: null as Look | null, names: { keep: '', drop: '' } },
  methods: {
    async fetch(keep: string, drop: string) {
      const look = await call('merge.look', { keep, drop });
      const place = ({ household }: Look['keep']) => `${household.villageName} ${household.headName}家`;
      return { look, names: { keep: place(look.keep), drop: place(look.drop) } };
    },
    lacks: () => '',
    ask(take: string[]) {
      const { keep, drop, look, note } = this.data;
      const [keepVersion, dropVersion] = [look?.keep.version as number, look?.drop.version as number];
      return intend('merge.ask', { keep, keepVersion, drop, dropVersion, take, note: note.trim() });
    },
    wrong({ message, next, fields }: CallError) {
      const wrong = Object.keys(fields).map((id) => `${fieldNamed('persons', id)?.words.official ?? ''}：${fields[id]}`);
      this.setData({ trouble: [`${message}${next}`, ...wrong].join(' ') });
    },
  },
});
