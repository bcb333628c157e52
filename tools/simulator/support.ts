// Makes tools/simulator/SUPPORT.md: what a phone offers, which tests prove it, where it is known to differ, and what is missing.

/** What a running phone says it offers. */
export interface Offers {
  tags: string[];
  /** Tags that are drawn as a named empty box and reported. */
  refused: string[];
  wx: string[];
  cloud: string[];
}

/** A test file, and everything it runs: its own text and the pages of the mini-program it opens. */
export interface Proof {
  file: string;
  text: string;
}

/** A part of the framework with the test that holds it: the file's name and the test's own words. */
export const FRAMEWORK = [
  ['pages, components, slots, WXS, setData, lifecycles, page stack', 'engine.test.ts', 'pages, components, slots, WXS and setData'],
  ['style isolation in its modes, external classes', 'engine.test.ts', 'class names stay where their isolation says'],
  ['relations, behaviours', 'engine.test.ts', 'relations and behaviours'],
  ['generics, templates, include, model:, mark:', 'engine.test.ts', 'generics, templates, includes, two-way binding and marks'],
  ['selector queries with true rectangles, the platform’s clock', 'engine.test.ts', 'rectangles count from the top of the page'],
  ['onReachBottom once per crossing, catch', 'engine.test.ts', 'a caught tap goes no further'],
  ['network cut on either way', 'engine.test.ts', 'an upload cut on its way out never arrives'],
  ['storage per person over a kill', 'engine.test.ts', 'what was stored survives a kill'],
  ['tab bar pages', 'engine.test.ts', 'tab pages stay alive and keep their place'],
  ['pull down to refresh', 'engine.test.ts', 'pulled down far enough a page refreshes'],
  ['true width in CSS px', 'engine.test.ts', 'a phone of 320 px is truly 320 px wide'],
  ['nothing leaves the machine', 'engine.test.ts', 'nobody but our own page may talk to it'],
  ['tap, touch, longpress, bind, catch, capture, mut-bind', 'taps.test.ts', 'catch stops it, mut-bind lets only one'],
  ['page-meta', 'page.test.ts', 'page-meta takes the letter size of the phone'],
  ['cards in a group: scenes 1007, 1008, 1044, CloudID', 'group.test.ts', "a group's card: its scene"],
  ['one WeChat group per village, each with its members and its own id', 'group.test.ts', 'another village has another group'],
  [
    'a tapped card: warm start of a running app, cold start of a closed one',
    'group.test.ts',
    'a running app comes to the front with the card',
  ],
  ['service notices: allowed, spent, shown, tapped', 'messages.test.ts', 'tapped, it opens the page it names'],
  ['files of chats: by kind and ending, sent on, opening the app (1173)', 'chat-files.test.ts', 'the groups are offered with what fits'],
  ['calling, scanning, signing, copying, sound, phone number', 'hands.test.ts', 'a name is signed with a finger'],
  ['the desk: dragged-in files, saving to disk, wheel, keys', 'desk.test.ts', 'a file dragged in answers the choice that is open'],
  ['keyboard height, refused consent', 'stage.test.ts', 'switches of a phone'],
  ['several phones and desks at once', 'together.test.ts', 'a labourer claims, the cadre decides'],
  ['reload on change', 'stage.test.ts', 'a change of the project is taken up'],
  ['TDesign, component by component', 'tdesign.test.ts', 'the table has a row for every component'],
] as const;

/** Known differences from WeChat. */
const DIFFERS = [
  ['component', 'canvas', "drawn by the browser's own 2d context, the older kind (canvas-id) as well; webgl is refused"],
  ['component', 'video', 'plays what this browser plays; no danmu, no casting'],
  ['component', 'picker of regions', 'the national table of 2024 with what the stage adds; no postcodes'],
  ['component', 'input, textarea', 'typed with the computer’s keyboard; the stage can give the phone’s keyboard its place, not its keys'],
  [
    'wx',
    'getGroupEnterInfo, getShareInfo',
    'encryptedData and iv are empty: the session key is WeChat’s alone; cloudID is opened by the cloud',
  ],
  ['wx', 'chooseMedia, chooseImage', 'pictures alone, from the album or the computer; no camera, no video'],
  ['wx', 'openDocument', 'on a phone a screen with name and size, without the contents; at the desk a download'],
  [
    'wx',
    'scanCode',
    'no camera: the person types what the code holds, or picks one scanned before; a path of a page is a mini-program code',
  ],
  ['wx', 'createInnerAudioContext', 'plays what this browser plays, from this machine alone'],
  ['wx', 'getRecorderManager', 'asks for the microphone and opens none: a true sound file of the true length that holds silence'],
  ['wx', 'request', 'this machine and the hosts the stage was told of alone'],
  ['wx', 'login', 'gives a code that nothing exchanges'],
  ['wx', 'cloud.downloadFile, cloud.getTempFileURL, cloud.deleteFile', 'refused: the storage rule closes files to phones'],
  ['wx', 'vibrateShort, vibrateLong', 'the glass is marked as shaking for as long; nothing trembles'],
  ['wx', 'setScreenBrightness, setKeepScreenOn, setVisualEffectOnCapture', 'remembered; the computer’s screen stays as it is'],
  ['wx', 'reportEvent, reportAnalytics, reportMonitor, reportPerformance, log managers', 'taken and thrown away'],
  ['wx', 'getPerformance, getExptInfoSync, getUpdateManager', 'nothing measured, no experiment, never an update'],
  ['framework', 'rendering', 'one realm per phone instead of two threads: setData arrives sooner than on a phone; Skyline is not modelled'],
  ['framework', 'memory and speed of a cheap phone', 'not modelled; the network’s delay is'],
] as const;

const MISSING = [['framework', 'plugins', 'requirePlugin throws by name']] as const;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  `| ${heads.join(' | ')} |\n|${heads.map(() => '---').join('|')}|\n${rows.map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')}\n`;

/** Files whose text uses something, shortest names first. */
const provers = (proofs: readonly Proof[], use: RegExp): string =>
  proofs
    .filter(({ text }) => use.test(text))
    .map(({ file }) => file)
    .join(', ');

/** A call of a wx function: by its name, or by a name held in a constant or in a page's dataset. */
function called(name: string): RegExp {
  const word = name.replace('.', '\\.');
  return new RegExp(`\\bwx\\.${word}\\b|= '${word}';|data-api="${word}"`);
}

/** One row for each thing offered: works when a test uses it, otherwise there and only used through pages. */
function offeredRows(names: readonly string[], proofs: readonly Proof[], use: (name: string) => RegExp): string[][] {
  return [...names].sort().map((name) => {
    const files = provers(proofs, use(name));
    return [name, files ? 'works' : 'there', files || 'no test of its own'];
  });
}

/**
 * The whole file.
 * @param all names of all wx functions WeChat documents; those a phone does not offer are missing.
 */
export function supportTable(offers: Offers, proofs: readonly Proof[], all: readonly string[]): string {
  const tags = offers.tags.filter((tag) => !offers.refused.includes(tag));
  const heads = ['Name', 'Here', 'Tests'];
  const apis = [...offers.wx.filter((name) => !['cloud', 'env'].includes(name)), ...offers.cloud.map((name) => `cloud.${name}`)];
  const listeners = apis.filter((name) => /^(on|off)[A-Z]/.test(name));
  const calls = apis.filter((name) => !listeners.includes(name));
  const ons = listeners.filter((name) => name.startsWith('on')).sort();
  const told = ons.filter((name) => provers(proofs, called(name)));
  const silent = ons.filter((name) => !told.includes(name));
  const missing = all.filter((name) => !offers.wx.includes(name)).sort();
  return [
    '# What the simulator supports\n',
    'Made by `tests/e2e/simulator/support.test.ts` from what a running phone offers and what the tests use; do not edit. **works**: used by a test of its own · **there**: implemented, not used by these tests · **differs**: known to differ from WeChat · **missing**: throws by name.\n',
    `## Framework\n\n${table(
      heads,
      FRAMEWORK.map(([what, file]) => [what, 'works', file]),
    )}`,
    `## Built-in components\n\n${table(
      heads,
      offeredRows(tags, proofs, (tag) => new RegExp(`<${tag}[\\s/>]`)),
    )}`,
    `## wx\n\n${table(heads, offeredRows(calls, proofs, called))}`,
    `Listeners, each with its pair: ${told.join(', ')}.\n\nTaken, and never called here, since what they tell of does not happen: ${silent.join(', ')}.\n`,
    `## Differs\n\n${table(['Part', 'What', 'How'], DIFFERS)}`,
    `## Missing\n\n${table(
      ['Part', 'What', 'What happens'],
      [
        ...MISSING,
        ['component', [...offers.refused].sort().join(', '), 'a named empty box, reported'],
        ['wx', missing.join(', '), 'throws by name'],
      ],
    )}`,
  ].join('\n');
}
