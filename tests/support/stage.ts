// A simulator and a browser for tests, with a phone or a desk for each person (phone.ts).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { COUNTY } from '../../tools/generate/villages';
import type { LocalCloud } from '../../tools/local-cloud/api';
import { BROWSER_ARGS, findBrowser } from '../../tools/simulator/browser';
import { type CastMember, type Simulator, type SimulatorOptions, startSimulator } from '../../tools/simulator/index';
import { PATIENCE, Phone, type PhoneOptions, stageCall } from './phone';

export { Phone, type PhoneOptions } from './phone';

const ROOT = join(__dirname, '..', '..');

export interface StageOptions {
  cloud: LocalCloud | null;
  cast: CastMember[];
  /** Built mini-program; default dist/miniprogram. */
  projectDir?: string;
  albumDir?: string;
  title?: string;
  /** What subscription templates are called, by template id. */
  templates?: SimulatorOptions['templates'];
  /** Take up changes of the project while the test runs (default no: the build stays what it was). */
  watch?: boolean;
}

export interface Stage {
  simulator: Simulator;
  /** The person's phone; opened on the first call, the same one afterwards. */
  phone(key: string, options?: PhoneOptions): Promise<Phone>;
  /** The person's 1280 px window. */
  desk(key: string, options?: PhoneOptions): Promise<Phone>;
  /** Somebody without a phone here sends a file to a group, by the group's id. */
  putFile(chat: string, name: string, bytes: Uint8Array): Promise<void>;
  /** A bare browser page, e.g. for the stage itself. */
  page(): Promise<Page>;
  /** Addresses asked for by any phone that are not this machine. */
  foreign(): string[];
  close(): Promise<void>;
}

let browser: Promise<Browser> | null = null;

/** One browser for all tests of a file. */
function sharedBrowser(): Promise<Browser> {
  browser ??= findBrowser(ROOT).then(({ executablePath, headless, env }) =>
    chromium.launch({
      executablePath,
      env,
      args: [...BROWSER_ARGS, headless],
      ignoreDefaultArgs: ['--headless', '--hide-scrollbars'],
      headless: true,
    }),
  );
  return browser;
}

/** Closes the browser; call once after all tests of a file. */
export async function closeBrowser(): Promise<void> {
  const running = await browser;
  browser = null;
  await running?.close();
}

/** Starts a simulator over a cloud. Close it after the test: that also checks nothing. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stage-'));
  const simulator = await startSimulator({
    projectDir: options.projectDir ?? join(ROOT, 'dist', 'miniprogram'),
    cloud: options.cloud,
    cast: options.cast,
    dataDir,
    watch: options.watch ?? false,
    regions: [COUNTY],
    ...(options.albumDir ? { albumDir: options.albumDir } : {}),
    ...(options.templates ? { templates: options.templates } : {}),
    ...(options.title ? { title: options.title } : {}),
  });
  const contexts: BrowserContext[] = [];
  const phones = new Map<string, Promise<Phone>>();
  const foreign: string[] = [];
  const context = async (width: number, height: number, touch: boolean): Promise<Page> => {
    const made = await (await sharedBrowser()).newContext({
      viewport: { width, height },
      deviceScaleFactor: 2,
      hasTouch: touch,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    contexts.push(made);
    made.setDefaultTimeout(PATIENCE);
    const page = await made.newPage();
    page.on('request', (request) => {
      if (!/^(http:\/\/(127\.0\.0\.1|localhost)[:/]|data:|blob:|about:)/.test(request.url())) foreign.push(request.url());
    });
    // What the browser itself refused to fetch from elsewhere.
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) foreign.push(message.text());
    });
    return page;
  };
  const open = (key: string, settings: PhoneOptions): Promise<Phone> => {
    const made = Phone.open(simulator, key, settings, context);
    phones.set(key, made);
    return made;
  };
  return {
    simulator,
    phone: (key, settings = {}) => phones.get(key) ?? open(key, settings),
    desk: (key, settings = {}) => phones.get(key) ?? open(key, { width: 1280, height: 820, ...settings }),
    putFile: (chat, name, bytes) => stageCall(simulator, 'putFile', { chat, name, base64: Buffer.from(bytes).toString('base64') }),
    page: () => context(1440, 1000, false),
    foreign: () => [...foreign],
    close: async () => {
      await Promise.all(contexts.map((each) => each.close()));
      await simulator.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
