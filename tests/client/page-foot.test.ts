// Whom to call, always in sight, and the call itself under one tap.
import { mount } from './support/mount';
import { type FakePhone, putPhone } from './support/phone';

const PATH = 'components/page-foot/page-foot';
let phone: FakePhone;
beforeEach(() => {
  phone = putPhone();
});

it('names the person and dials their number', async () => {
  const foot = mount(PATH, { contact: { words: '周书记', phone: '19900000001' } });
  // The number itself is there to be read: for whoever dials on another telephone, or wants to know it is the one they know.
  expect(foot.words().replace(/\s/g, '')).toBe('找人：周书记19900000001打电话');
  await foot.tap('[class*=--call]');
  expect(phone.dialled).toEqual(['19900000001']);
});

it('promises nobody when nobody is known', () => {
  expect(mount(PATH, { contact: null }).words()).toBe('');
});

it('puts the number on the clipboard where there is no telephone', async () => {
  const copied: string[] = [];
  Object.assign(wx, {
    makePhoneCall: () => Promise.reject({ errMsg: 'makePhoneCall:fail not supported' }),
    setClipboardData: async ({ data }: { data: string }) => copied.push(data),
  });
  const foot = mount(PATH, { contact: { words: '周书记', phone: '19900000001' } });
  await foot.tap('[class*=--call]');
  expect(copied).toEqual(['19900000001']);
});

it('leaves a call that was called off alone', async () => {
  const copied: string[] = [];
  Object.assign(wx, {
    makePhoneCall: () => Promise.reject({ errMsg: 'makePhoneCall:fail cancel' }),
    setClipboardData: async ({ data }: { data: string }) => copied.push(data),
  });
  await mount(PATH, { contact: { words: '周书记', phone: '19900000001' } }).tap('[class*=--call]');
  expect(copied).toEqual([]);
});
