// The next job fair as one line above the jobs, for everybody; nothing when none is coming or there is no signal.
import { dayWords } from '@shared/domain/dates';
import { call } from '../../services/call';
import { go } from '../../services/device';

Component({
  options: { addGlobalClass: true },
  data: { id: '', title: '', words: '' },
  lifetimes: {
    attached() {
      call('fair.next', {})
        .then(({ fairs: [next] }) => {
          if (next) this.setData({ id: next.id, title: next.title, words: `${dayWords(next.on)} ${next.hours}，${next.where}` });
        })
        .catch(() => undefined);
    },
  },
  methods: {
    open() {
      go(`/packages/fairs/open/open?id=${encodeURIComponent(this.data.id)}`);
    },
  },
});
