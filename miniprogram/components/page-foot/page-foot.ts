// Always in sight at the foot of a resident's page: the one main button (slot) and whom to call.
import { dial } from '../../services/device';

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
  methods: {
    callThem() {
      dial(String((this.data.contact as { phone?: string } | null)?.phone ?? ''));
    },
  },
});
