// Pictures on their way: a cut at any point loses nothing, a retry doubles nothing, a restart goes on.
import { createPhotoQueue, type PhotoQueue } from '../../miniprogram/pages/claim-form/photo-queue';
import type { Photo } from '../../miniprogram/services/drafts';
import { dropDraft, keepCopy, readDraft } from '../../miniprogram/services/drafts';
import { type FakePhone, ok, putPhone, type Sent } from './support/phone';

const NAME = { person: 'p1', programme: 'transport', period: '2025' };
let phone: FakePhone;
let queue: PhotoQueue;

const photo = (key: string, path = `saved/${key}.jpg`): Photo => ({
  key,
  kind: 'ticket',
  path,
  state: 'waiting',
  fileID: '',
  receipt: '',
  words: '',
});
const accepted = ({ input }: Sent) =>
  ok({ claim: { id: 'c1' }, receipt: { id: `receipt of ${(input as { fileID: string }).fileID}` }, already: false });
const states = () => queue.state().photos.map(({ state }) => state);

beforeEach(() => {
  phone = putPhone();
  phone.answer = accepted;
  queue = createPhotoQueue(NAME, () => undefined);
});

it('brings each picture up once and has it taken as evidence', async () => {
  queue.add([photo('a'), photo('b', 'saved/b.PNG')]);
  await queue.run('c1');
  expect(states()).toEqual(['done', 'done']);
  expect(phone.uploads).toEqual([expect.stringMatching(/^in\/[0-9a-f]{32}\/1\.jpg$/), expect.stringMatching(/^in\/[0-9a-f]{32}\/1\.png$/)]);
  expect(phone.sent.map(({ action }) => action)).toEqual(['receipt.accept', 'receipt.accept']);
});

it('waits on the phone while there is no signal, and goes on when it is back', async () => {
  phone.offline = true;
  queue.add([photo('a'), photo('b')]);
  await queue.run('c1');
  expect(states()).toEqual(['waiting', 'waiting']);
  expect(queue.state().cut).toBe(true);
  phone.offline = false;
  await queue.run('c1');
  expect(states()).toEqual(['done', 'done']);
  expect(queue.state().cut).toBe(false);
});

it('does not bring the bytes again, nor ask under a new id, when only the answer was lost', async () => {
  phone.loseAnswer = true;
  queue.add([photo('a')]);
  await queue.run('c1');
  expect(states()).toEqual(['waiting']);
  phone.loseAnswer = false;
  await queue.run('c1');
  expect(states()).toEqual(['done']);
  expect(phone.uploads).toHaveLength(1);
  expect(new Set(phone.sent.map(({ requestId }) => requestId)).size).toBe(1);
});

it('finds after a restart what the phone died with', async () => {
  phone.loseAnswer = true;
  queue.add([photo('a')]);
  queue.setAgreed(true);
  await queue.run('c1');
  const kept = JSON.parse(String(phone.storage.get('draft:p1:transport:2025'))) as { photos: Photo[] };
  const dying = kept.photos.map((one) => ({ ...one, state: 'sending' }));
  phone.storage.set('draft:p1:transport:2025', JSON.stringify({ ...kept, photos: dying }));
  phone.loseAnswer = false;
  queue = createPhotoQueue(NAME, () => undefined);
  expect(queue.agreed()).toBe(true);
  expect(states()).toEqual(['waiting']);
  await queue.run('c1');
  expect(states()).toEqual(['done']);
  expect(phone.uploads).toHaveLength(1);
});

it('says why a picture was refused and goes on with the next', async () => {
  phone.answer = (sent) =>
    phone.sent.length === 1
      ? { ok: false, error: { code: 'file_refused', message: '这不是照片', next: '换一张' }, requestId: 'r' }
      : accepted(sent);
  queue.add([photo('a'), photo('b')]);
  await queue.run('c1');
  expect(states()).toEqual(['refused', 'done']);
  expect(queue.state().photos[0]?.words).toBe('这不是照片。换一张');
});

it('does not send twice when run twice at once', async () => {
  queue.add([photo('a')]);
  await Promise.all([queue.run('c1'), queue.run('c1')]);
  expect(phone.uploads).toHaveLength(1);
});

it('removes the copies with the draft and with a picture taken back', async () => {
  const [a, b] = await Promise.all([keepCopy('a.jpg'), keepCopy('b.jpg')]);
  queue.add([photo('a', a), photo('b', b)]);
  queue.remove('a');
  expect([...phone.files]).toEqual([b]);
  dropDraft(NAME);
  expect(phone.files.size).toBe(0);
  expect(readDraft(NAME)).toEqual({ photos: [], agreed: false, seen: null });
});
