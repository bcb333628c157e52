// Whose affairs these are, and the way to another person's. Tells nobody: services/session does.
import { choosePerson, chosenPerson, knownMe, onSessionChange } from '../../services/session';

const stops = new WeakMap<object, () => void>();

Component({
  data: { name: '', village: '', helping: false, several: false },
  lifetimes: {
    attached() {
      this.draw();
      stops.set(
        this,
        onSessionChange(() => this.draw()),
      );
    },
    detached() {
      stops.get(this)?.();
    },
  },
  methods: {
    draw() {
      const person = chosenPerson();
      this.setData({
        name: person?.name ?? '',
        village: person?.villageName ?? '',
        helping: person?.as === 'helper',
        several: (knownMe()?.persons.length ?? 0) > 1,
      });
    },
    async change() {
      const persons = knownMe()?.persons ?? [];
      // Sheets hold six lines; a family's helper has fewer.
      const shown = persons.slice(0, 6);
      try {
        const { tapIndex } = await wx.showActionSheet({
          itemList: shown.map((one) => `${one.name}（${one.as === 'self' ? '我自己' : '替家里人办'}）`),
        });
        const picked = shown[tapIndex];
        if (!picked || picked.id === chosenPerson()?.id) return;
        choosePerson(picked.id);
        this.triggerEvent('change', { id: picked.id });
      } catch {
        // Closed without choosing.
      }
    },
  },
});
