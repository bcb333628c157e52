// Starts a phone: takes its orders from the server, builds the screen, loads the project, opens the first page.
import { glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import type { Entry } from '../entry';
import type { ProjectBundle } from '../project/types';
import { AppHolder } from './app';
import { installClock, now, setClock } from './clock';
import { installGestures, offered, PhoneBackend, registerBuiltins } from './components/index';
import { addRegions } from './components/picker-regions';
import { Definitions } from './definitions';
import { type Front, frontOf, goTo, optionsOf } from './entering';
import type { Host } from './host';
import { Idle } from './idle';
import { installMeasures, measures } from './measures';
import { Modules } from './modules';
import { installQueries } from './queries';
import { installReports, onReport, report, takeReports } from './reports';
import { Router } from './router';
import { buildScreen } from './screen';
import { type Boot, ServerLink } from './server-link';
import { StyleSheets } from './style-sheets';
import { createWx } from './wx/index';
import { sheet } from './wx/layer';
import { mayShare, shareFrom } from './wx/share';
import { modal } from './wx/ui';
import { installWxs } from './wxs';

const params = new URLSearchParams(location.search);
const link = new ServerLink(params.get('token') ?? '');
const idle = new Idle();
/** The settings as this phone knows them. */
let settings: Partial<Boot['settings']> = {};

installReports();
onReport(
  (entry) => window.parent !== window && window.parent.postMessage({ phone: link.token, event: 'report', payload: entry }, location.origin),
);
const started = start();
Object.assign(window, {
  /** For the stage and for tests. */
  __phone: {
    started,
    idle: () => started.then(() => idle.idle()),
    describe: () => idle.describe(),
    errors: takeReports,
    /** Everything a project may use here by name, for the table of support. */
    offers: () => started.then(({ wx }) => ({ ...offered, wx: Object.keys(wx), cloud: Object.keys(wx.cloud as object) })),
    measures,
    settings: () => settings,
    receive: (event: string, payload: unknown) => link.receive(event, payload),
    routes: () => started.then(({ router }) => router.routes()),
    open: (url: string) => started.then(({ router }) => idle.busy(router.reLaunch(url))).then(() => undefined),
    back: () => started.then(({ router }) => router.back()),
    scrollTo: (top: number) => started.then(({ router }) => router.scroller().scrollTo({ top, behavior: 'instant' })),
    /** The person goes to another app and comes back. */
    background: () => started.then(({ front }) => front.away(true)),
    foreground: () => started.then(({ front }) => front.away(false)),
    /** How often somebody came in by a card or a notice while the app ran. */
    entered: () => started.then(({ front }) => front.entered()),
    pullDown: () => started.then(({ router }) => router.startPullDownRefresh()),
  },
});

async function start(): Promise<{ router: Router; wx: Record<string, unknown>; front: Front }> {
  const [boot, bundle] = await idle.busy(
    Promise.all([
      link.rpc<Boot>('phone.boot', { entry: params.get('entry') }),
      fetch('/project.json').then((response) => response.json() as Promise<ProjectBundle>),
    ]),
  );
  setClock(boot.now);
  installClock();
  addRegions(boot.regions);
  installWxs();
  installMeasures();
  // `pages`, `overlay` and `fileUrl` are filled in below, before any code of the project runs.
  const host = {
    rpc: <T>(method: string, parameters: unknown) => idle.busy(link.rpc<T>(method, parameters)),
    person: boot.person,
    device: boot.device,
    settings: boot.settings,
    templates: boot.templates,
    busy: <T>(work: Promise<T>) => idle.busy(work),
    now,
    report,
    packageUrl: (path: string) => `/package/${path.replace(/^\//, '')}`,
    on: (event: string, listener: (payload: unknown) => void) => link.on(event, listener),
  } as unknown as Host;
  settings = host.settings;
  const screen = buildScreen(host, { menu: () => void menu(), leave: () => link.rpc('phone.leave', {}) });
  host.overlay = screen.overlay;
  link.on('settings', (payload) => {
    Object.assign(host.settings, payload);
    screen.refresh();
  });
  link.on('clock', (payload) => {
    setClock((payload as { now: number }).now);
    screen.refresh();
  });
  link.on('reload', () => location.reload());

  glassEasel.addGlobalErrorListener((error) => {
    report(error);
    return false;
  });
  glassEasel.addGlobalWarningListener(() => false);
  const space = new MiniProgramEnv().createCodeSpace('', true);
  const styles = new StyleSheets(bundle.styles);
  const backend = new PhoneBackend();
  const behaviors = registerBuiltins({ codeSpace: space, host, addStyle: (css) => void styles.add('builtin', css) });
  const definitions = new Definitions(bundle, space, behaviors, report);
  const app = new AppHolder(report);
  const router = new Router({
    space,
    backend,
    report,
    app: bundle.app,
    configs: bundle.configs,
    definitions,
    styles,
    screen: screen.pages,
    host,
    changed: () => tellRoutes(router),
  });
  host.pages = router;
  router.ask = async (content) => ((await modal(host, { content })) as { confirm: boolean }).confirm;
  router.restart = (path) => location.replace(`/phone?${new URLSearchParams({ token: link.token, open: path })}`);
  router.exit = () => void link.rpc('phone.leave', {});
  const { wx, channels, files } = await idle.busy(createWx(host));
  const first = (params.get('open') ?? bundle.app.entryPagePath ?? bundle.app.pages[0] ?? '').replace(/^\//, '');
  const launch = await optionsOf(host, files, boot.entry, first);
  host.launch = { launch, enter: launch };
  installGestures(host, backend);
  installQueries(host);
  definitions.modules = new Modules(bundle.modules, {
    wx,
    ...app.globals,
    ...definitions.globals,
    getCurrentPages: () => router.stack(),
    setTimeout: idle.setTimeout,
    clearTimeout: idle.clearTimeout,
    global: {},
    requirePlugin: (name: string) => {
      throw new Error(`requirePlugin('${name}') 在模拟器里还没有`);
    },
  });
  const menu = async () => {
    const share = router.top().has('onShareAppMessage') && mayShare(router.top().instance);
    const choices = [...(share ? [{ label: '发送给朋友', value: 'share' }] : []), { label: '重新进入小程序', value: 'again' }];
    const chosen = await sheet(host, share ? '' : '这一页没有开放转发', choices);
    if (chosen === 'share') await shareFrom(host, files, 'menu');
    if (chosen === 'again') location.reload();
  };

  for (const problem of bundle.problems) if (!problem.startsWith('miniprogram_npm/')) report(new Error(problem));
  styles.use('app', 'app', null);
  onReport(({ text }) => {
    app.call('onError', text);
    channels.Error.emit(text);
  });
  window.addEventListener('unhandledrejection', ({ reason, promise }) => {
    app.call('onUnhandledRejection', { reason, promise });
    channels.UnhandledRejection.emit({ reason, promise });
  });
  if (definitions.modules.has('app.js')) definitions.modules.load('app.js');
  app.call('onLaunch', launch);
  app.call('onShow', launch);
  channels.AppShow.emit(launch);
  await goTo(host, app, router, channels, boot.entry?.path || first, launch);
  const front = frontOf(host, files, app, router, channels, first);
  host.away = front.away;
  link.on('enter', (payload) => void idle.busy(front.enter(payload as Entry)).catch(report));
  await link.listen();
  return { router, wx, front };
}

function tellRoutes(router: Router): void {
  if (window.parent !== window)
    window.parent.postMessage({ phone: link.token, event: 'routes', payload: router.routes() }, location.origin);
}
