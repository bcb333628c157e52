// A program on @cloudbase/node-sdk, which wx-server-sdk is built on, uses the cloud as it is.
import type { LocalCloud } from '../../tools/local-cloud/api';
import { closeAll, startCloud } from './house';

interface NodeDb {
  collection(name: string): {
    add(data: object | object[]): Promise<{ id?: string; ids?: string[] }>;
    doc(id: string): { get(): Promise<{ data: object[] }> };
    where(query: object): {
      options(options: object): { update(data: object): Promise<{ updated: number }> };
      updateAndReturn(data: object): Promise<{ updated: number; doc: object | null }>;
    };
    options(options: object): { aggregate(stages: object[]): { end(): Promise<{ data: object[] }> } };
  };
  runTransaction<T>(
    work: (transaction: {
      collection(name: string): { doc(id: string): { create(data: object): Promise<unknown>; get(): Promise<{ data: object }> } };
    }) => Promise<T>,
  ): Promise<T>;
}
interface NodeSdk {
  init(options: { env: string }): {
    database(): NodeDb;
    uploadFile(options: { cloudPath: string; fileContent: Buffer }): Promise<{ fileID: string }>;
    downloadFile(options: { fileID: string }): Promise<{ fileContent: Buffer }>;
    getFileInfo(options: { fileList: string[] }): Promise<{ fileList: { code: string; size: number }[] }>;
  };
}

let cloud: LocalCloud;
let app: ReturnType<NodeSdk['init']>;
beforeAll(async () => {
  cloud = await startCloud({ collections: { t: [] } });
  Object.assign(process.env, cloud.env);
  app = (require('@cloudbase/node-sdk') as NodeSdk).init({ env: 'local' });
});
afterAll(closeAll);

test('database: one, many, raw pipelines, update and return, transactions', async () => {
  const db = app.database();
  expect(
    (
      await db.collection('t').add([
        { _id: 'a', n: 1 },
        { _id: 'b', n: 2 },
      ])
    ).ids,
  ).toEqual(['a', 'b']);
  expect((await db.collection('t').doc('a').get()).data).toEqual([{ _id: 'a', n: 1 }]);
  expect(await db.collection('t').where({ n: 2 }).updateAndReturn({ n: 3 })).toMatchObject({ updated: 1, doc: { _id: 'b', n: 3 } });
  expect(await db.collection('t').where({ n: 99 }).updateAndReturn({ n: 3 })).toMatchObject({ updated: 0, doc: null });
  expect((await db.collection('t').where({}).options({ multiple: false }).update({ seen: 1 })).updated).toBe(1);
  const counted = await db
    .collection('t')
    .options({ raw: true })
    .aggregate([{ $match: { n: { $gt: 0 } } }, { $count: 'n' }])
    .end();
  expect(counted.data).toEqual([{ n: 2 }]);
  const inside = await db.runTransaction(async (transaction) => {
    await transaction.collection('t').doc('c').create({ n: 9 });
    return (await transaction.collection('t').doc('c').get()).data;
  });
  expect(inside).toEqual({ _id: 'c', n: 9 });
});

test('storage: upload, download, information', async () => {
  const { fileID } = await app.uploadFile({ cloudPath: 'a/b.txt', fileContent: Buffer.from('hi') });
  expect(String((await app.downloadFile({ fileID })).fileContent)).toBe('hi');
  expect((await app.getFileInfo({ fileList: [fileID] })).fileList[0]).toMatchObject({ code: 'SUCCESS', size: 2 });
});
