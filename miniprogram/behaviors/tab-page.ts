// A page under the tab bar: each owns its own bar, and tells it which tab is lit whenever it is shown (else it flickers).
import { ensureMe } from '../services/session';

interface TabBar {
  light(path: string): void;
}

export const tabPage = Behavior({
  pageLifetimes: {
    show() {
      const page = this as unknown as { is: string; getTabBar?: () => TabBar | null };
      const light = () => page.getTabBar?.()?.light(page.is);
      light();
      // The first answer may bring a role, and with it another set of tabs. A failure is the page's own to show.
      ensureMe().then(light, () => undefined);
    },
  },
});
