// 收表进名册: a spreadsheet chosen from a chat or the disk, and the sheets brought in before with what became of them.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call, wordsOf } from '../../../services/call';
import { go } from '../../../services/device';
import { chooseFile, uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { stateLook } from '../present/line';

type Intake = Output<'intake.list'>['items'][number];

function itemOf({ id, fileName, rows, status, by, at, tally, compare }: Intake, today: string) {
  const { words, tone, icon } = stateLook(status, compare);
  const parts = [`${rows} 行`, `${by} ${dayWords(at.slice(0, 10), today)}`, tally.wrong ? `要改的 ${tally.wrong} 行` : ''];
  return { id, status, name: fileName, under: parts.filter((part) => part !== '').join(' · '), words, tone, icon };
}

Component({
  behaviors: [ownPage, pagedList],
  data: {
    place: '',
    items: [] as ReturnType<typeof itemOf>[],
    busy: false,
    percent: 0,
    trouble: '',
  },
  methods: {
    onShow() {
      return this.again();
    },
    async rows(cursor: string | undefined) {
      const answer = await call('intake.list', { cursor });
      if (cursor === undefined) this.setData({ place: answer.place });
      return { items: answer.items.map((item) => itemOf(item, answer.today)), next: answer.next };
    },
    async bring() {
      if (this.data.busy) return;
      this.setData({ trouble: '' });
      try {
        const file = await chooseFile(['xlsx', 'csv']);
        if (!file) return;
        this.setData({ busy: true, percent: 0 });
        const fileID = await uploadFile(file, (percent) => this.setData({ percent }));
        const { intake } = await intend('intake.bring', { fileID, fileName: file.name.slice(0, 120) });
        go(`/packages/exchange/columns/columns?intake=${encodeURIComponent(intake.id)}`);
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { id, status } = event.currentTarget.dataset as { id: string; status: Intake['status'] };
      const page = status === 'columns' ? 'columns/columns' : 'rows/rows';
      go(`/packages/exchange/${page}?intake=${encodeURIComponent(id)}`);
    },
  },
});
