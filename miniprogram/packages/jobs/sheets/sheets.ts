// 收岗位表: a spreadsheet of postings chosen from a chat or the disk, the template to fill in, and the sheets brought before with what became of them.
import type { Output } from '@shared/contract/index';
import { beijingDate, dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call, wordsOf } from '../../../services/call';
import { go } from '../../../services/device';
import { chooseFile, saveFile, uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { stateLook, twoWords } from '../present/sheet';

type Sheet = Output<'sheet.list'>['items'][number];

function itemOf({ id, fileName, rows, status, by, at, tally, villageName }: Sheet, today: string) {
  const { words, tone, icon } = stateLook(status);
  const lacking = status === 'checked' && tally.lacking ? `要补的 ${tally.lacking} 行` : '';
  const parts = [`${rows} 行`, villageName, `${by} ${dayWords(beijingDate(at), today)}`, lacking];
  return { id, status, name: fileName, under: parts.filter((part) => part !== '').join(' · '), words, tone, icon };
}

Component({
  behaviors: [ownPage, pagedList],
  data: {
    place: '',
    items: [] as ReturnType<typeof itemOf>[],
    busy: false,
    fetching: false,
    percent: 0,
    trouble: '',
  },
  methods: {
    onShow() {
      return this.again();
    },
    async rows(cursor: string | undefined) {
      const [me, answer] = await Promise.all([ensureMe(), call('sheet.list', { cursor })]);
      if (cursor === undefined) this.setData({ place: answer.place });
      return { items: answer.items.map((item) => itemOf(item, me.today)), next: answer.next };
    },
    async bring() {
      if (this.data.busy) return;
      this.setData({ trouble: '' });
      try {
        const file = await chooseFile(['xlsx', 'csv']);
        if (!file) return;
        this.setData({ busy: true, percent: 0 });
        const fileID = await uploadFile(file, (percent) => this.setData({ percent }));
        const { sheet } = await intend('sheet.bring', { fileID, fileName: file.name.slice(0, 120) });
        go(`/packages/jobs/sheet-columns/sheet-columns?sheet=${encodeURIComponent(sheet.id)}`);
      } catch (thrown) {
        this.setData({ trouble: twoWords(wordsOf(thrown)) });
      } finally {
        this.setData({ busy: false });
      }
    },
    async template() {
      if (this.data.fetching) return;
      this.setData({ fetching: true, trouble: '' });
      try {
        const { file } = await call('sheet.template', {});
        await saveFile(file);
      } catch (thrown) {
        this.setData({ trouble: twoWords(wordsOf(thrown)) });
      } finally {
        this.setData({ fetching: false });
      }
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { id, status } = event.currentTarget.dataset as { id: string; status: Sheet['status'] };
      const page = status === 'columns' ? 'sheet-columns/sheet-columns' : 'sheet/sheet';
      go(`/packages/jobs/${page}?sheet=${encodeURIComponent(id)}`);
    },
  },
});
