// 今天先办: what is at stake for whom, the heaviest first, with how many are still to be asked this month.
import { monthShort } from '@shared/domain/words/month';
import { call } from '../../services/call';
import { go } from '../../services/device';

interface Row {
  person: string;
  who: string;
  where: string;
  why: string;
  more: number;
}

Component({
  data: { shown: false, left: '', items: [] as Row[], asOf: '' },
  lifetimes: {
    attached() {
      void this.load();
    },
  },
  pageLifetimes: {
    show() {
      void this.load();
    },
  },
  methods: {
    /** Beside the rest of the workbench: without an answer it stays as it was. */
    async load() {
      try {
        const { month, items, left, leftHouseholds, asked, asOf } = await call('month.first', { limit: 5 });
        this.setData({
          shown: asked > 0,
          left: left === 0 ? `${monthShort(month)}的都问到了` : `${monthShort(month)}还差 ${left} 人（${leftHouseholds} 户）`,
          asOf: `截至 ${asOf.slice(11)}`,
          items: items.map(({ person, name, villageName, group, headName, why }) => ({
            person,
            who: name,
            where: `${villageName}${group} · ${headName}家`,
            why: why[0] ?? '',
            more: why.length - 1,
          })),
        });
      } catch {
        // The pages behind it say what is wrong.
      }
    },
    openCall() {
      go('/packages/month/call/call');
    },
    openPerson(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/staff/person/person?id=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
  },
});
