// `npm start`: builds, starts the local cloud with its county and the simulator on one address, rebuilds on change, stops cleanly.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../build/build';
import { at, local, output } from '../build/paths';
import { BuildProblem } from '../build/problem';
import { watchSources } from '../build/watch';
import type { Size } from '../generate/types';
import { COUNTY } from '../generate/villages';
import type { LocalCloud } from '../local-cloud/api';
import { startLocalCloud } from '../local-cloud/index';
import type { Simulator } from '../simulator/api';
import { startSimulator } from '../simulator/index';
import { clear, type Place, STORY_BEGINS, settle, settledPlace } from './county';
import { localKeys } from './keys';
import { countyMark, putAside } from './mark';
import { messageTitles } from './messages';
import { freePort } from './port';
import { alreadyAt, markRunning, markStopped } from './running';

const HELP = `npm start -- [--port N] [--seed N] [--size small|township|stress] [--fresh] [--data DIR]
--port   where to serve; the next free port is taken when it is not free (default 7070)
--seed   which fictitious county (default 1); another number than before begins afresh
--size   how large a county (default township: 15 villages)
--fresh  forgets everything done so far and begins again
--data   where everything is kept (default .local)`;

/** Where everything lives that is kept between two starts. */
const placesIn = (folder: string) => ({
  folder,
  cloud: join(folder, 'cloud'),
  phones: join(folder, 'phones'),
  keys: join(folder, 'keys.json'),
  running: join(folder, 'running.json'),
});
type Places = ReturnType<typeof placesIn>;
const say = (line: string): void => console.log(line);

interface Options {
  port: number;
  place: Place;
  fresh: boolean;
  /** What is stored was made by an older version. */
  outdated: boolean;
  data: Places;
}

/** Something the person at the keyboard can mend; said without a trace. */
class Mistake extends Error {}

function wholeNumber(name: string, value: string, max: number): number {
  const n = Number(value);
  if (!/^\d+$/.test(value) || n > max) throw new Mistake(`--${name} takes a whole number up to ${max}, not “${value}”.`);
  return n;
}

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7070' },
      seed: { type: 'string' },
      size: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      data: { type: 'string', default: local },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const data = placesIn(resolve(values.data));
  const before = settledPlace(data.cloud);
  const size = values.size ?? before?.size ?? 'township';
  if (!['small', 'township', 'stress'].includes(size)) throw new Mistake(`--size takes small, township or stress, not “${size}”.`);
  const place: Place = {
    seed: values.seed === undefined ? (before?.seed ?? 1) : wholeNumber('seed', values.seed, 999_999),
    size: size as Size,
  };
  const moved = before === null || before.seed !== place.seed || before.size !== place.size;
  const outdated = before !== null && before.mark !== countyMark();
  return { port: wholeNumber('port', values.port, 65_535), place, fresh: values.fresh || moved, outdated, data };
}

/** The cloud and the simulator in front of it, as one thing that can be stopped and started again at the same address. */
class Stage {
  private cloud: LocalCloud | null = null;
  private simulator: Simulator | null = null;

  constructor(
    private readonly place: Place,
    private readonly data: Places,
    private port: number,
  ) {}

  /** Where the county lies. */
  get folder(): string {
    return this.data.cloud;
  }

  async open(): Promise<string> {
    const keys = localKeys(this.data.keys);
    this.cloud = await startLocalCloud({
      dataDir: this.data.cloud,
      functionsDir: output.functions,
      functionEnv: keys.env,
      startAt: STORY_BEGINS,
    });
    const cast = await settle(this.cloud, this.data.cloud, this.place, keys.ring);
    this.simulator = await startSimulator({
      projectDir: output.miniprogram,
      cloud: this.cloud,
      cast,
      dataDir: this.data.phones,
      port: await freePort(this.port),
      albumDir: at('tools/generate/album'),
      title: '务工通',
      regions: [COUNTY],
      templates: messageTitles,
    });
    this.port = Number(new URL(this.simulator.url).port);
    return this.simulator.url;
  }

  async close(): Promise<void> {
    await this.simulator?.close();
    await this.cloud?.close();
    this.simulator = null;
    this.cloud = null;
  }
}

/** Builds again after a change; new functions need a new cloud, pages are taken up by the simulator itself. */
async function rebuild(stage: Stage): Promise<void> {
  try {
    const report = await build({ say });
    if (!report.functions) return;
    if (settledPlace(stage.folder)?.mark !== countyMark())
      say('What a county is made of changed too: this one goes on as it is; the next npm start puts it aside and makes a new one.');
    await stage.close();
    say(`The functions changed; the cloud runs again at ${await stage.open()}`);
  } catch (error) {
    say(error instanceof BuildProblem ? error.message : String(error));
    say('The last good build is still running.');
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) return say(HELP);
  const { data } = options;
  const served = await alreadyAt(data.running);
  if (served) {
    if (options.fresh)
      throw new Mistake(
        `It is running from this folder at ${served}. Stop it there with Ctrl-C first; a new county cannot be settled under its feet.`,
      );
    return say(`It is already running from this folder. Open it in your browser:\n\n  ${served}\n`);
  }
  say('Building the mini-program and the cloud functions …');
  await build({ say });
  if (options.outdated && !options.fresh) {
    const aside = putAside(data.folder, [data.cloud, data.phones, data.keys], new Date());
    say(`这里存的县是旧版本做的，已原样挪到 ${aside}，从头开始。 (An older version made this county; it was put aside, unchanged.)`);
  }
  if (options.fresh || options.outdated) {
    say(`Settling county 140799 云岭县, number ${options.place.seed}, size ${options.place.size} …`);
    if (options.fresh) clear([data.cloud, data.phones, data.keys]);
  }
  say('Starting the local cloud and the simulator …');
  const stage = new Stage(options.place, data, options.port);
  const url = await stage.open();
  markRunning(data.running, url);
  const stopWatching = watchSources(() => rebuild(stage));

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    stopWatching();
    say('\nStopping …');
    void stage
      .close()
      .then(() => markStopped(data.running))
      .then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  say(`\nReady. Open this in your browser, pick a person and go:\n\n  ${url}\n\nCtrl-C ends; everything is kept for the next start.`);
}

/** A misspelt option, as Node's own parser tells it. */
const isMisspelt = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

void main().catch((error: unknown) => {
  const plain = error instanceof BuildProblem || error instanceof Mistake || isMisspelt(error);
  console.error(plain ? `\n${(error as Error).message}\n` : error);
  process.exit(1);
});
