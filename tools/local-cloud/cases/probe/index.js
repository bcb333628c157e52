// The function that the cases call: it does as it is told, so that what surrounds a function can be seen. Deploy it only to a test environment.

const cloud = require('wx-server-sdk');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });

const deeds = {
  ping: () => 'pong',
  whoami: (event) => ({ context: cloud.getWXContext(), event }),
  nothing: () => undefined,
  boom: () => {
    throw new Error('a planted failure');
  },
  hang: () => new Promise(() => {}),
  large: (event) => 'x'.repeat(event.size),
  length: (event) => event.pad.length,
  call: async (event) => (await cloud.callFunction({ name: event.name, data: event.data })).result,
  api: async (event) => {
    try {
      const result = await cloud.openapi[event.group][event.name](event.params);
      // Bytes are told by their first ones: an answer of a function is JSON.
      return { ...result, buffer: result.buffer ? result.buffer.subarray(0, 4).toString('hex') : undefined };
    } catch (error) {
      return { errCode: error.errCode };
    }
  },
  openData: async (event) => {
    try {
      return await cloud.getOpenData({ list: event.list });
    } catch (error) {
      return { errCode: error.errCode };
    }
  },
  half: async (event) => {
    const transaction = await cloud.database().startTransaction();
    const within = transaction.collection(event.collection);
    await within.doc(event.id).update({ data: { n: 100 } });
    await within.add({ data: { _id: `${event.id}:half` } });
    return new Promise(() => {});
  },
};

exports.main = async (event) => deeds[event.deed](event);
