// A sentence to ask for one missing picture, ready to be copied into a chat: for a daughter asking her father, or the cadre of the village.
import { askForPicture } from '@shared/domain/words/evidence';
import { say } from '../../services/device';

Component({
  properties: {
    /** How they are addressed, e.g. 爸 or a name; '' = not at all. */
    call: { type: String, value: '' },
    /** The subsidy as residents call it. */
    spoken: { type: String, value: '' },
    kind: { type: String, value: '' },
    /** The pack's own words for the kind; '' = the usual ones. */
    words: { type: String, value: '' },
  },
  methods: {
    copy() {
      const { call, spoken, kind, words } = this.data;
      const text = words === '' ? askForPicture(call, spoken, kind) : askForPicture(call, spoken, kind, words);
      wx.setClipboardData({ data: text }).then(
        () => say('复制好了，到聊天里粘上'),
        () => say('没复制上，再点一次'),
      );
    },
  },
});
