// Always in sight at the foot of a resident's page: the one main button (slot) and whom to call.
import { dial } from '../../services/device';

/** 199 0000 0001: as people read a mobile number out. */
const spaced = (phone: string): string => phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');

Component({
  properties: {
    /** {words, phone} or null. */
    contact: { type: Object, value: {} },
    /** Whether a tab bar stands under it. */
    tabs: { type: Boolean, value: false },
    elder: { type: Boolean, value: false },
    /** Whether the slot holds a button. */
    button: { type: Boolean, value: false },
  },
  data: { number: '' },
  observers: {
    contact(contact: { phone?: string } | null) {
      this.setData({ number: spaced(contact?.phone ?? '') });
    },
  },
  methods: {
    callThem() {
      dial(String((this.data.contact as { phone?: string } | null)?.phone ?? ''));
    },
  },
});
