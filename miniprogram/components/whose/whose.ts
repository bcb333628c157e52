// Whose affairs these are, and the way to another person's; on the page of one claim, whose it is. Tells nobody: services/session does.
import { drawnBySession } from '../../behaviors/drawn-by-session';
import { choosePerson, chosenPerson, knownMe, refreshMe } from '../../services/session';

/** Longest the choice of a person is held up by a slow network (ms). */
const PATIENCE_MS = 1_500;
/** What an action sheet of WeChat holds. */
const LINES = 6;

Component({
  behaviors: [drawnBySession],
  properties: {
    /** A page about one record says whose it is, and offers nobody else, */
    person: { type: String, value: '' },
    fallback: { type: String, value: '' },
    /** unless it can be left for another person's list without losing anything. */
    leaves: { type: Boolean, value: false },
  },
  data: { name: '', village: '', helping: false, several: false },
  observers: {
    'person, leaves'() {
      this.draw();
    },
  },
  methods: {
    draw() {
      const { person: id, fallback } = this.data;
      const persons = knownMe()?.persons ?? [];
      const person = id === '' ? chosenPerson() : (persons.find((one) => one.id === id) ?? null);
      this.setData({
        name: person?.name ?? fallback,
        village: person?.villageName ?? '',
        helping: person?.as === 'helper',
        several: (id === '' || this.data.leaves) && persons.length > 1,
      });
    },
    async change() {
      // Who agreed a minute ago is among them; with a weak signal those known before have to do.
      await Promise.race([refreshMe().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
      const persons = knownMe()?.persons ?? [];
      // Sheets hold six lines; who helps more finds them all on their own page.
      const shown = persons.length > LINES ? persons.slice(0, LINES - 1) : persons;
      const lines = shown.map((one) => `${one.name}（${one.as === 'self' ? '我自己' : '替家里人办'}）`);
      if (persons.length > LINES) lines.push('还有别人，到「我的」里选');
      try {
        const { tapIndex } = await wx.showActionSheet({ itemList: lines });
        if (tapIndex === shown.length) wx.switchTab({ url: '/pages/me/me' });
        const picked = shown[tapIndex];
        if (!picked || picked.id === (this.data.person || chosenPerson()?.id)) return;
        choosePerson(picked.id);
        this.triggerEvent('change', { id: picked.id });
      } catch {
        // Closed without choosing.
      }
    },
  },
});
