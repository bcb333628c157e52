// Choosing among the open postings: by a word or as they come, one or several; tells which are chosen.
import { type JobRow, jobRow } from '../../../../present/job';
import { call, wordsOf } from '../../../../services/call';
import { knownMe } from '../../../../services/session';

interface Row extends JobRow {
  on: boolean;
  fits: boolean;
}

Component({
  properties: {
    /** How many may be chosen. */
    most: { type: Number, value: 1 },
    /** Whom it is for: what fits them stands first; '' = as they come. */
    person: { type: String, value: '' },
  },
  data: { text: '', rows: [] as Row[], chosen: [] as string[], busy: false, words: '' },
  lifetimes: {
    attached() {
      void this.find();
    },
  },
  methods: {
    typed(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value;
    },
    async find() {
      this.setData({ busy: true, words: '' });
      try {
        const text = this.data.text.trim();
        const { person } = this.data;
        const fitting = text === '' && person !== '' ? await call('match.person', { person }).catch(() => null) : null;
        const fits = (fitting?.items ?? []).filter((one) => one.fits).map(({ job }) => job);
        const listed = await call('job.list', { limit: 20, ...(text === '' ? {} : { text }) });
        const items = [...fits, ...listed.items.filter(({ id }) => !fits.some((one) => one.id === id))];
        const fitIds = fits.map(({ id }) => id);
        const { chosen, rows } = this.data;
        const today = knownMe()?.today ?? '';
        // What was chosen before another search stays in sight.
        const stay = rows.filter(({ id }) => chosen.includes(id) && !items.some((one) => one.id === id));
        const found = items.map((one) => ({ ...jobRow(one, today), on: chosen.includes(one.id), fits: fitIds.includes(one.id) }));
        this.setData({ rows: [...stay, ...found], words: found.length === 0 ? '没有这样的活，换个词找' : '' });
      } catch (thrown) {
        this.setData({ words: wordsOf(thrown).message });
      } finally {
        this.setData({ busy: false });
      }
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const { most, chosen: before, rows } = this.data;
      const without = before.filter((one) => one !== id);
      const added = before.includes(id) ? without : most === 1 ? [id] : [...without, id].slice(-most);
      this.setData({ chosen: added, rows: rows.map((row) => ({ ...row, on: added.includes(row.id) })) });
      this.triggerEvent('change', { ids: added, title: rows.find((row) => row.id === added[0])?.title ?? '' });
    },
  },
});
