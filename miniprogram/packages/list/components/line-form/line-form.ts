// What a cadre fills in for the person beside facts: pictures laid to the claim, its tickets (also of a 补差), 打零工的说明.
import type { Output } from '@shared/contract/index';
import { TICKET_KIND } from '@shared/domain/tickets';
import { asCallError, call, wordsOf } from '../../../../services/call';
import { say, showPicture } from '../../../../services/device';
import { uploadFile } from '../../../../services/files';
import { intend } from '../../../../services/intent';
import { choosePhotos } from '../../../../services/upload';
import type { FormView } from '../../present/form';

type Detail = Output<'list.line'>;
interface About {
  person: string;
  programme: string;
  period: string;
}

Component({
  properties: {
    /** A FormView of present/form.ts. */
    view: { type: Object, value: {} },
    /** Whose line, of what: person, programme, period. */
    about: { type: Object, value: {} },
    today: { type: String, value: '' },
  },
  data: { busy: '', trouble: '', removing: '' },
  methods: {
    now(): { view: FormView; about: About & { seq: 0 | 1 } } {
      const view = this.data.view as FormView;
      return { view, about: { ...(this.data.about as About), seq: view.seq } };
    },
    /** One change; whatever it answers is the line as it stands after it. */
    async changed(doing: string, work: () => Promise<Detail>, done: string) {
      if (this.data.busy !== '') return;
      this.setData({ busy: doing, trouble: '' });
      try {
        this.triggerEvent('detail', await work());
        if (done !== '') say(done);
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: [message, next].filter((words) => words !== '').join('。') });
        if (asCallError(thrown).code === 'changed_meanwhile') this.triggerEvent('stale');
      } finally {
        this.setData({ busy: '' });
      }
    },
    async picture(event: WechatMiniprogram.TouchEvent) {
      const { from } = event.currentTarget.dataset as { from: 'camera' | 'chat' };
      const { photos, words } = await choosePhotos(TICKET_KIND, from);
      if (words !== '') this.setData({ trouble: words });
      for (const photo of photos)
        await this.changed(
          from,
          async () => {
            const fileID = await uploadFile({ path: photo.path, name: photo.path });
            return intend('list.picture', { ...this.now().about, kind: TICKET_KIND, fileID });
          },
          '放进来了，照着票填一下',
        );
    },
    begin() {
      return this.changed('begin', () => intend('list.begin', this.now().about), '');
    },
    /** 没有车票, said before anything was begun. */
    none() {
      const { about } = this.now();
      return this.changed(
        'none',
        async () => {
          const { form } = await intend('list.begin', about);
          if (form) await intend('claim.tickets', { claim: form.claim, version: form.version, tickets: [] });
          return call('list.line', { person: about.person, programme: about.programme, period: about.period });
        },
        '记上了',
      );
    },
    async look(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      try {
        showPicture((await call('receipt.link', { claim: this.now().view.claim.id, receipt: id })).url);
      } catch (thrown) {
        this.setData({ trouble: wordsOf(thrown).message });
      }
    },
    askRemove(event: WechatMiniprogram.TouchEvent) {
      this.setData({ removing: (event.currentTarget.dataset as { id: string }).id, trouble: '' });
    },
    keep() {
      this.setData({ removing: '' });
    },
    remove() {
      const receipt = this.data.removing;
      this.setData({ removing: '' });
      return this.changed('remove', () => intend('list.drop', { ...this.now().about, receipt }), '去掉了');
    },
    /** A part was saved, or somebody changed it meanwhile: the page looks again. */
    again() {
      this.triggerEvent('stale');
    },
  },
});
