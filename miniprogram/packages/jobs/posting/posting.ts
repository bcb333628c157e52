// One posting on a page of its own, as a phone shows it.
import { ownPage } from '../../../behaviors/own-page';

Component({
  behaviors: [ownPage],
  data: { id: '' },
  methods: {
    onLoad(query: { id?: string }) {
      this.setData({ id: decodeURIComponent(query.id ?? '') });
    },
    onShow() {
      (this.selectComponent('#panel') as unknown as { load(): void } | null)?.load();
    },
  },
});
