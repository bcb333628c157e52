// A process with the real SDK in it: told to, reads one document a number of times and answers with the milliseconds of each call.
const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const db = cloud.database();

process.on('message', async (calls) => {
  const times = [];
  for (let i = 0; i < calls; i++) {
    const start = process.hrtime.bigint();
    const { data } = await db.collection('bench').doc('one').get();
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
    if (data._id !== 'one' || data.name !== '石桥村') throw new Error(`another document came back: ${JSON.stringify(data)}`);
  }
  process.send(times);
});
