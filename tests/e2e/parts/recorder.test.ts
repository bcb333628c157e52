// wx.getRecorderManager: asked for, refused, recorded, paused, ended by itself; what comes is a true sound file of the true length.
import { rmSync } from 'node:fs';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';
import { CAST, type Runner, runnerOn, writeTable } from './parts';

const folder = writeTable();
let stage: Stage;
let phone: Phone;
let runner: Runner;

beforeAll(async () => {
  stage = await openStage({ cloud: null, cast: CAST, projectDir: folder });
  phone = await stage.phone('one');
  runner = runnerOn(phone);
  await runner.run(`
    globalThis.told = [];
    globalThis.recorder = wx.getRecorderManager();
    for (const name of ['Start', 'Stop', 'Pause', 'Resume', 'Error', 'InterruptionBegin']) recorder['on' + name]((event) => told.push([name, event]));`);
});
afterAll(async () => {
  await phone?.assertClean();
  await stage?.close();
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

const told = () => phone.frame.evaluate('told.splice(0)') as Promise<[string, Record<string, unknown>?][]>;
const heard = (count: number) =>
  phone.frame.waitForFunction((wanted) => (globalThis as unknown as { told: unknown[] }).told.length >= wanted, count);

test('what cannot be is refused by name; without the person’s leave nothing is recorded', async () => {
  await runner.run(
    'recorder.start({ format: "ogg" }); recorder.start({ duration: 700000 }); recorder.stop(); recorder.pause(); recorder.resume();',
  );
  expect((await told()).map(([name, event]) => [name, event?.errMsg])).toEqual([
    ['Error', 'operateRecorder:fail format "ogg" is not supported'],
    ['Error', 'operateRecorder:fail duration should be 1 to 600000'],
    ['Error', 'operateRecorder:fail recorder not start'],
    ['Error', 'operateRecorder:fail not recording'],
    ['Error', 'operateRecorder:fail not paused'],
  ]);
  await runner.run('recorder.start()');
  await phone.tap('同意');
  await phone.tap('拒绝');
  await heard(1);
  expect(await told()).toEqual([['Error', { errMsg: 'operateRecorder:fail auth deny' }]]);
});

test.each([
  ['mp3', [0xff, 0xfb], 104],
  ['aac', [0xff, 0xf1], 13],
  ['wav', [0x52, 0x49], 1],
])('as %s it ends by itself and is a file of that kind', async (format, head, frame) => {
  if (format === 'mp3') {
    await runner.begin('await wx.openSetting()');
    await phone.tap('使用你的麦克风：不允许');
    await runner.outcome();
  }
  await runner.run(`recorder.start({ format: '${format}', duration: 300 })`);
  await heard(2);
  const [started, [stopped, event]] = (await told()) as [[string], [string, { tempFilePath: string; duration: number; fileSize: number }]];
  expect([started[0], stopped, event.duration]).toEqual(['Start', 'Stop', 300]);
  expect(event.tempFilePath).toMatch(new RegExp(`^wxfile://tmp_\\w+\\.${format}$`));
  const bytes = Buffer.from(
    (await runner.run(`return wx.getFileSystemManager().readFileSync(${JSON.stringify(event.tempFilePath)}, 'base64')`)) as string,
    'base64',
  );
  expect([...bytes.subarray(0, 2)]).toEqual(head);
  expect([bytes.length, bytes.length % frame]).toEqual([event.fileSize, 0]);
  if (format === 'aac') return;
  // This browser plays it, so long as it was recorded (a decoder rounds to its frames).
  const seconds = (await runner.run(`
    const audio = wx.createInnerAudioContext();
    const length = await new Promise((done) => { audio.onCanplay(() => done(audio.duration)); audio.onError(({ errMsg }) => done(errMsg)); audio.src = ${JSON.stringify(event.tempFilePath)}; });
    audio.destroy();
    return length;`)) as number;
  expect(Math.abs(seconds - 0.3)).toBeLessThan(0.1);
});

test('paused time does not count; the app in the background records nothing; it shows while it runs', async () => {
  await runner.run('recorder.start({ format: "wav", duration: 60000 })');
  await heard(1);
  expect(await phone.sees('正在录音')).toBe(true);
  await phone.lookAway();
  expect((await told()).map(([name]) => name)).toEqual(['Start', 'InterruptionBegin', 'Pause']);
  await runner.run('recorder.resume(); await new Promise((done) => setTimeout(done, 100)); recorder.stop()');
  const events = await told();
  expect(events.map(([name]) => name)).toEqual(['Resume', 'Stop']);
  expect(events[1]?.[1]?.duration).toBeGreaterThanOrEqual(100);
  expect(await phone.sees('正在录音')).toBe(false);
});
