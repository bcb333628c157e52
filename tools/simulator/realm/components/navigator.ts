// navigator: a link to another page of the mini-program.
import { builtin } from './builtin';
import { attachHover } from './hover';

const NAVIGATOR = {
  url: '',
  openType: 'navigate',
  delta: 1,
  target: 'self',
  appId: '',
  path: '',
  extraData: null,
  version: 'release',
  shortLink: '',
  hoverClass: 'navigator-hover',
  hoverStopPropagation: false,
  hoverStartTime: 50,
  hoverStayTime: 600,
} as const;

export const navigator = builtin('navigator', NAVIGATOR, (part) => {
  attachHover(part as never, 'navigator-hover');
  part.el.setAttribute('role', 'link');
  part.el.tabIndex = 0;
  part.node.addListener('tap', () => {
    const { pages } = part.phone;
    const { url, delta, openType, target } = part.data;
    const base = part.node.ownerShadowRoot?.getHostNode().is ?? '';
    const absolute = url.startsWith('/') || !url ? url : new URL(url, `http://package/${base}`).href.slice('http://package'.length);
    const ways: Record<string, () => Promise<unknown>> = {
      navigate: () => pages.navigateTo(absolute),
      redirect: () => pages.redirectTo(absolute),
      switchTab: () => pages.switchTab(absolute),
      reLaunch: () => pages.reLaunch(absolute),
      navigateBack: () => pages.navigateBack(delta),
    };
    // An attribute bound to nothing is as if it were left out.
    const go = target === 'miniProgram' ? undefined : ways[openType || 'navigate'];
    if (!go) return part.phone.report(new Error(`navigator 的 open-type="${openType}" target="${target}" 在模拟器里还没有`));
    void part.phone.busy(
      go()
        .then(
          (result) => part.emit('success', result),
          (error) => {
            part.phone.report(error);
            part.emit('fail', error);
          },
        )
        .finally(() => part.emit('complete', {})),
    );
  });
  return {};
});
