// Asking for pictures: a refusal, a closed chooser and a picture too large each end in one sentence or in silence, never in an error.
import { choosePhotos } from '../../miniprogram/services/upload';
import { putPhone } from './support/phone';

const chooser = (files: { tempFilePath: string; size: number }[]) => ({ chooseMedia: async () => ({ tempFiles: files }) });
beforeEach(() => {
  putPhone();
});

it('keeps a copy of each picture chosen', async () => {
  Object.assign(wx, chooser([{ tempFilePath: 'tmp-a.jpg', size: 1000 }]));
  const chosen = await choosePhotos('ticket', 'camera');
  expect(chosen).toMatchObject({
    words: '',
    photos: [{ kind: 'ticket', path: 'saved/tmp-a.jpg', state: 'waiting', fileID: '', receipt: '' }],
  });
});

it('uses the original when the phone has no room for a copy', async () => {
  Object.assign(wx, chooser([{ tempFilePath: 'tmp-a.jpg', size: 1000 }]), {
    getFileSystemManager: () => ({
      saveFile: ({ fail }: { fail: (e: object) => void }) => fail({ errMsg: 'saveFile:fail the maximum size' }),
    }),
  });
  expect((await choosePhotos('ticket', 'camera')).photos[0]?.path).toBe('tmp-a.jpg');
});

it('leaves out a picture too large and says so', async () => {
  Object.assign(
    wx,
    chooser([
      { tempFilePath: 'a.jpg', size: 5 * 1024 * 1024 },
      { tempFilePath: 'b.jpg', size: 5 * 1024 * 1024 + 1 },
    ]),
  );
  const chosen = await choosePhotos('ticket', 'camera');
  expect(chosen.photos).toHaveLength(1);
  expect(chosen.words).toContain('太大');
});

it('takes a picture from a chat', async () => {
  Object.assign(wx, { chooseMessageFile: async () => ({ tempFiles: [{ path: 'chat.png', size: 9 }] }) });
  expect((await choosePhotos('ticket', 'chat')).photos[0]?.path).toBe('saved/chat.png');
});

it('opens no camera without consent, and says what to do', async () => {
  const opened = jest.fn();
  Object.assign(wx, { requirePrivacyAuthorize: ({ fail }: { fail: () => void }) => fail(), chooseMedia: opened });
  expect(await choosePhotos('ticket', 'camera')).toEqual({ photos: [], words: expect.stringContaining('没同意') });
  expect(opened).not.toHaveBeenCalled();
});

it.each([
  ['chooseMedia:fail cancel', ''],
  ['chooseMedia:fail system permission denied', '手机设置'],
])('%s', async (errMsg, words) => {
  Object.assign(wx, { chooseMedia: () => Promise.reject({ errMsg }) });
  const chosen = await choosePhotos('ticket', 'camera');
  expect(chosen.photos).toEqual([]);
  if (words === '') expect(chosen.words).toBe('');
  else expect(chosen.words).toContain(words);
});
