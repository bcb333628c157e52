// Cloud storage through the real SDK and as phones see it: the rule first.
import fs from 'node:fs';
import path from 'node:path';
import type { LocalCloud } from '../../tools/local-cloud/api';
import { closeAll, refusal, type Sdk, sdkOf, startCloud, temporaryFolder } from './house';

let cloud: LocalCloud;
let sdk: Sdk;
const dataDir = temporaryFolder();
beforeAll(async () => {
  cloud = await startCloud({}, { dataDir });
  sdk = sdkOf(cloud);
});
afterAll(closeAll);

const anna = { openid: 'o-anna' };
const boris = { openid: 'o-boris' };
const DENIED = -503002;
const link = async (fileID: string, maxAge?: number): Promise<string> =>
  (await sdk.getTempFileURL({ fileList: [maxAge ? { fileID, maxAge } : fileID] })).fileList[0]?.tempFileURL ?? '';

describe('phones', () => {
  test('a person writes over and deletes only their own files, and reads none', async () => {
    const { fileID } = await cloud.storage.upload('in/aa/1.jpg', Buffer.from('one'), anna);
    expect((await refusal(cloud.storage.upload('in/aa/1.jpg', Buffer.from('two'), boris))).errCode).toBe(DENIED);
    expect((await refusal(cloud.storage.removeAs(fileID, boris))).errCode).toBe(DENIED);
    expect((await refusal(cloud.storage.linkFor(fileID, anna))).errCode).toBe(DENIED);
    expect((await refusal(cloud.storage.upload('in/aa/2.jpg', Buffer.from('x'), { openid: '' }))).errCode).toBe(DENIED);
    expect(String(await cloud.storage.read(fileID))).toBe('one');
    await cloud.storage.upload('in/aa/1.jpg', Buffer.from('three'), anna);
    expect(String(await cloud.storage.read(fileID))).toBe('three');
    await cloud.storage.removeAs(fileID, anna);
    expect(await cloud.storage.read(fileID)).toBeNull();
  });

  const NOBODYS = 'cloud://local.6c6f-local/nobody.jpg';
  const statuses = async (of: LocalCloud, ids: string[], who: { openid: string }) =>
    (await of.storage.linksFor(ids, who)).map(({ status, tempFileURL }) => [status, tempFileURL !== '']);

  test('under the closed rule nobody downloads or gets a link, not even the owner, and cannot tell what is there', async () => {
    const { fileID } = await cloud.storage.upload('in/cc/1.jpg', Buffer.from('one'), anna);
    for (const id of [fileID, NOBODYS, 'cloud://elsewhere.x/y']) {
      const { errCode, errMsg } = await refusal(cloud.storage.download(id, anna));
      expect(errCode).toBe(DENIED);
      expect(errMsg).toMatch(/^cloud\.downloadFile:fail Error: errCode: -503002 /);
    }
    // believed: the call succeeds, each file has its own status
    expect(await statuses(cloud, [fileID, NOBODYS], anna)).toEqual([
      [DENIED, false],
      [DENIED, false],
    ]);
  });

  test('under an open rule everybody downloads and gets links; a missing file is told', async () => {
    const open = await startCloud({ storage: { read: true, write: 'resource.openid == auth.openid' } });
    const { fileID } = await open.storage.upload('in/cc/a b.jpg', Buffer.from('one'), anna);
    expect(String(await open.storage.download(fileID, boris))).toBe('one');
    expect((await refusal(open.storage.download(NOBODYS, boris))).errCode).toBe(-503003);
    expect(await statuses(open, [fileID, NOBODYS], boris)).toEqual([
      [0, true],
      [-503003, false],
    ]);
    expect(await (await fetch(encodeURI(await open.storage.linkFor(fileID, boris)))).text()).toBe('one');
    expect((await refusal(open.storage.linksFor(new Array(51).fill(fileID), boris))).errCode).toBe(-501007);
    expect((await refusal(open.storage.removeAs(fileID, boris))).errCode).toBe(DENIED);
  });

  test('under the rule of owners only the owner downloads', async () => {
    const rule = 'resource.openid == auth.openid';
    const own = await startCloud({ storage: { read: rule, write: rule } });
    const { fileID } = await own.storage.upload('in/cc/1.jpg', Buffer.from('one'), anna);
    expect(String(await own.storage.download(fileID, anna))).toBe('one');
    expect((await refusal(own.storage.download(fileID, boris))).errCode).toBe(DENIED);
    expect((await refusal(own.storage.download(fileID, { openid: '' }))).errCode).toBe(DENIED);
  });

  // believed: as an administrator's files on the service
  test('what a function stored belongs to no person', async () => {
    const { fileID } = await sdk.uploadFile({ cloudPath: 'kept/1.jpg', fileContent: Buffer.from('kept') });
    expect((await refusal(cloud.storage.upload('kept/1.jpg', Buffer.from('x'), anna))).errCode).toBe(DENIED);
    expect((await refusal(cloud.storage.removeAs(fileID, anna))).errCode).toBe(DENIED);
  });

  test('names that leave the folder or cannot be names are refused', async () => {
    for (const name of ['', '/a', 'a/', 'a//b', '../a', 'a/../b', 'a/./b', 'a\u0000b', 'a\\b', 'x'.repeat(900)]) {
      expect((await refusal(cloud.storage.upload(name, Buffer.from('x'), anna))).errCode).toBe(-501007);
    }
  });

  // Ours: the service would refuse it in the console.
  test('a rule that is not understood stops the start', async () => {
    await expect(startCloud({ storage: { read: true, write: "get('x').owner == 1" } })).rejects.toThrow('is not understood');
  });
});

describe('functions and administrators', () => {
  test('upload of a buffer and of a stream, download, list', async () => {
    const stream = fs.createReadStream(__filename);
    const one = await sdk.uploadFile({ cloudPath: 'claims/o1/票 据#1.txt', fileContent: Buffer.from('你好') });
    expect(one).toEqual({ fileID: `cloud://local.6c6f-local/claims/o1/票 据#1.txt`, statusCode: -1, errMsg: 'uploadFile:ok' });
    const two = await sdk.uploadFile({ cloudPath: 'claims/o1/self.ts', fileContent: stream });
    expect((await sdk.downloadFile({ fileID: two.fileID })).fileContent.equals(fs.readFileSync(__filename))).toBe(true);
    const plain = await sdk.uploadFile({ cloudPath: 'claims/o1/票 据.txt', fileContent: Buffer.from('你好') });
    expect(String((await sdk.downloadFile({ fileID: plain.fileID })).fileContent)).toBe('你好');
    expect(await cloud.storage.list('claims/o1/')).toHaveLength(3);
  });

  test('missing files: status of a link, failure of a download, status of a deletion', async () => {
    const fileID = 'cloud://local.6c6f-local/missing.txt';
    expect((await sdk.getTempFileURL({ fileList: [fileID] })).fileList[0]).toMatchObject({ status: -503003, tempFileURL: '' });
    expect((await refusal(sdk.downloadFile({ fileID }))).errMsg).toContain('not exist');
    const { fileID: known } = await sdk.uploadFile({ cloudPath: 'gone.txt', fileContent: Buffer.from('x') });
    const { fileList } = await sdk.deleteFile({ fileList: [known, fileID, 'cloud://elsewhere.x/y'] });
    expect(fileList.map(({ status }) => status)).toEqual([0, -503003, -503003]);
    expect(await cloud.storage.read(known)).toBeNull();
  });

  test("a link expires by the platform's clock; a changed one never worked", async () => {
    const { fileID } = await sdk.uploadFile({ cloudPath: 'pictures/a b.png', fileContent: Buffer.from('png') });
    const url = encodeURI(await link(fileID, 600));
    const get = async (address: string) => (await fetch(address)).status;
    expect(await get(url)).toBe(200);
    expect(await get(url.replace(/sign=./, 'sign=z'))).toBe(403);
    expect(await get(url.replace(/t=\d+/, 't=9999999999'))).toBe(403);
    expect(await get(url.replace('a%20b', 'other'))).toBe(403);
    expect(await get(`${cloud.url}/cos/pictures/a%20b.png`)).toBe(403);
    cloud.clock.advance(601_000);
    expect(await get(url)).toBe(403);
  });

  test('a picture is sent with its type and no permission to be cached', async () => {
    const { fileID } = await sdk.uploadFile({ cloudPath: 'pictures/c.png', fileContent: Buffer.from('png') });
    const { headers } = await fetch(await link(fileID));
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  // believed: once; the service signs for a time and a path
  test('a permission to upload is good once, for its own path', async () => {
    const ask = async (name: string) => {
      const response = await fetch(`${cloud.url}/admin`, {
        method: 'POST',
        body: JSON.stringify({ action: 'storage.getUploadMetadata', path: name }),
      });
      return ((await response.json()) as { data: { url: string; token: string } }).data;
    };
    const { url, token } = await ask('once/1.txt');
    const put = (address: string, key: string) => fetch(address, { method: 'PUT', headers: { 'x-cos-security-token': key }, body: 'x' });
    const refused = await put(url.replace('1.txt', '2.txt'), token);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toMatch(
      /<Code>AccessDenied<\/Code><Message>.+<\/Message>.*<RequestId>.+<\/RequestId><TraceId>.+<\/TraceId>/,
    );
    expect((await put(url, token)).status).toBe(200);
    expect((await put(url, token)).status).toBe(403);
  });

  test('equal contents are kept once, and go with their last name', async () => {
    const bytes = Buffer.from(`unique ${Math.random()}`);
    const contents = () =>
      fs.readdirSync(path.join(dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
    const before = contents();
    const one = await sdk.uploadFile({ cloudPath: 'same/1', fileContent: bytes });
    const two = await sdk.uploadFile({ cloudPath: 'same/2', fileContent: bytes });
    expect(contents()).toBe(before + 1);
    await sdk.deleteFile({ fileList: [one.fileID] });
    expect(Buffer.from((await cloud.storage.read(two.fileID)) ?? []).equals(bytes)).toBe(true);
    await sdk.deleteFile({ fileList: [two.fileID] });
    expect(contents()).toBe(before);
  });
});
