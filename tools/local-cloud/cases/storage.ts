// Storage through the real SDK: upload, links, download, deletion, and the errors in XML underneath.
import fs from 'node:fs';
import { type Case, refusalOf, type Target } from './case';

const one = (name: string, run: Case['run'], gives: unknown, more: Partial<Case> = {}): Case => ({
  area: 'Storage',
  name,
  run,
  gives,
  ...more,
});

const put = async ({ sdk, file }: Target, name: string, fileContent: Buffer | NodeJS.ReadableStream): Promise<string> =>
  (await sdk.uploadFile({ cloudPath: file(name), fileContent })).fileID;
const linkOf = async ({ sdk }: Target, fileID: string, maxAge?: number) =>
  (await sdk.getTempFileURL({ fileList: [maxAge ? { fileID, maxAge } : fileID] })).fileList[0];
/** The SDK gives links unencoded. */
const get = (url: string): Promise<Response> => fetch(encodeURI(decodeURI(url)));
/** An id of the same environment that names nothing. */
const missing = async (target: Target): Promise<string> => `${await put(target, 'known.txt', Buffer.from('x'))}.missing`;

export const STORAGE: Case[] = [
  one(
    'upload of bytes under a name with Chinese, a blank and #; the answer',
    async (target) => {
      const { fileID, ...rest } = await target.sdk.uploadFile({
        cloudPath: target.file('o1/票 据#1.txt'),
        fileContent: Buffer.from('你好'),
      });
      return { ...rest, fileID: /^cloud:\/\/[^/]+\/.*o1\/票 据#1\.txt$/.test(fileID) };
    },
    { statusCode: -1, errMsg: 'uploadFile:ok', fileID: true },
  ),
  one(
    'upload of a stream, download of the same bytes',
    async (target) => {
      const fileID = await put(target, 'o1/self.ts', fs.createReadStream(__filename));
      const { fileContent } = await target.sdk.downloadFile({ fileID });
      return fileContent.equals(fs.readFileSync(__filename));
    },
    true,
  ),
  one(
    'the same name again replaces the content',
    async (target) => {
      await put(target, 'o1/twice.txt', Buffer.from('one'));
      const fileID = await put(target, 'o1/twice.txt', Buffer.from('two'));
      return String((await target.sdk.downloadFile({ fileID })).fileContent);
    },
    'two',
  ),
  one(
    'an empty file',
    async (target) => {
      const fileID = await put(target, 'o1/empty', Buffer.alloc(0));
      return (await target.sdk.downloadFile({ fileID })).fileContent.length;
    },
    0,
    { believed: true }, // believed: some storages refuse to be given nothing
  ),
  one(
    'a link opens the file with its type',
    async (target) => {
      const link = await linkOf(target, await put(target, 'pictures/a b.png', Buffer.from('png')));
      const answer = await get(link?.tempFileURL ?? '');
      return [link?.status, answer.status, answer.headers.get('content-type'), await answer.text()];
    },
    [0, 200, 'image/png', 'png'],
    { believed: true }, // believed: the type follows the name
  ),
  one(
    'a link for a second is refused two seconds later, in XML',
    async (target) => {
      const link = await linkOf(target, await put(target, 'pictures/brief.png', Buffer.from('png')), 1);
      await new Promise((resolve) => setTimeout(resolve, 2500));
      const answer = await get(link?.tempFileURL ?? '');
      return [answer.status, /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1]];
    },
    [403, 'AccessDenied'],
    { believed: true, needs: ['time'] }, // believed: the code; links of a bucket open to all carry no signature at all
  ),
  one(
    'a changed signature is refused',
    async (target) => {
      const { tempFileURL = '' } = (await linkOf(target, await put(target, 'pictures/c.png', Buffer.from('png')))) ?? {};
      return (await get(tempFileURL.replace(/sign=./, 'sign=z'))).status;
    },
    403,
    { believed: true }, // believed: links of a bucket open to all carry no signature
  ),
  one(
    'a link to a missing file: its status, no address',
    async (target) => {
      const link = await linkOf(target, await missing(target));
      return [link?.status, link?.tempFileURL];
    },
    [-503003, ''],
  ),
  one(
    'download of a missing file fails',
    async (target) => {
      const { words } = await refusalOf(target.sdk.downloadFile({ fileID: await missing(target) }));
      return words.startsWith('downloadFile:fail') || words;
    },
    true,
  ),
  one(
    'deletion: one status each; a deleted file is gone',
    async (target) => {
      const known = await put(target, 'gone.txt', Buffer.from('x'));
      const { fileList } = await target.sdk.deleteFile({ fileList: [known, `${known}.missing`] });
      return [fileList.map(({ status }) => status), (await linkOf(target, known))?.status];
    },
    [[0, -503003], -503003],
    { believed: true }, // believed: that deleting what is not there is told
  ),
  one(
    'more than fifty links at once are refused',
    async (target) => (await refusalOf(target.sdk.getTempFileURL({ fileList: new Array(51).fill('cloud://x/y') }))).words.includes('50'),
    true,
  ),
  ...['/a', 'a//b', '../a'].map((name) =>
    one(
      `a path like ${name} is refused`,
      async ({ sdk }) => (await refusalOf(sdk.uploadFile({ cloudPath: name, fileContent: Buffer.from('x') }))).errCode !== null,
      true,
      { believed: true }, // believed: some of these the service may straighten instead
    ),
  ),
];
