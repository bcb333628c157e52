// 联系人: whom to ask when the person does not answer, one of the family or a cadre.
import { phoneProblem } from '@shared/domain/fields/phone';
import { asCallError } from '../../../../services/call';
import { intend } from '../../../../services/intent';

Component({
  properties: {
    open: { type: Boolean, value: false },
    person: { type: String, value: '' },
    version: { type: Number, value: 0 },
  },
  data: { kind: 'family' as 'family' | 'cadre', name: '', relation: '', phone: '', problem: '', busy: false },
  methods: {
    pick(event: WechatMiniprogram.TouchEvent) {
      this.setData({ kind: (event.currentTarget.dataset as { kind: 'family' | 'cadre' }).kind });
    },
    typed(event: WechatMiniprogram.Input) {
      const { field } = event.currentTarget.dataset as { field: string };
      this.setData({ [field]: event.detail.value, problem: '' });
    },
    close() {
      this.triggerEvent('close');
    },
    async save() {
      const { person, version, kind, name, relation, phone, busy } = this.data;
      if (busy) return;
      const problem = name.trim() === '' ? '写上姓名。' : phoneProblem(phone);
      if (problem !== null) return this.setData({ problem });
      this.setData({ busy: true, problem: '' });
      try {
        await intend('person.setContact', { person, version, contact: { kind, name: name.trim(), relation: relation.trim(), phone } });
        this.triggerEvent('done');
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
