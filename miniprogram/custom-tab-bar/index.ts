// The bar at the bottom: 招工 and 我的 for everybody, 补贴 for residents and visitors, 工作台 for staff; both for who is both.
// Hiding a tab is a courtesy, never the permission: the cloud decides on every call.
import { drawnBySession } from '../behaviors/drawn-by-session';
import { isElder, isStaff, knownMe } from '../services/session';

interface Tab {
  path: string;
  text: string;
  icon: string;
  shown: (staff: boolean, hasPersons: boolean) => boolean;
}

const TABS: Tab[] = [
  { path: 'pages/jobs/jobs', text: '招工', icon: 'work', shown: () => true },
  { path: 'pages/benefits/benefits', text: '补贴', icon: 'money', shown: (staff, hasPersons) => !staff || hasPersons },
  { path: 'pages/workbench/workbench', text: '工作台', icon: 'desk', shown: (staff) => staff },
  { path: 'pages/me/me', text: '我的', icon: 'person', shown: () => true },
];

Component({
  behaviors: [drawnBySession],
  data: {
    tabs: [] as { path: string; text: string; icon: string }[],
    lit: '',
    elder: false,
  },
  methods: {
    draw() {
      const staff = isStaff();
      const hasPersons = (knownMe()?.persons.length ?? 0) > 0;
      const tabs = TABS.filter((tab) => tab.shown(staff, hasPersons)).map(({ path, text, icon }) => ({ path, text, icon }));
      this.setData({ tabs, elder: isElder() });
    },
    /** Called by the page that owns this bar when it is shown. */
    light(path: string) {
      if (this.data.lit !== path) this.setData({ lit: path });
    },
    go(event: WechatMiniprogram.TouchEvent) {
      const { path } = event.currentTarget.dataset as { path: string };
      if (path !== this.data.lit) wx.switchTab({ url: `/${path}` });
    },
  },
});
