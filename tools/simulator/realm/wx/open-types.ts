// What buttons with an open-type do on this phone.
import type { OpenType } from '../components/button';
import { openTypes } from '../components/open-types';
import type { Host } from '../host';
import type { asynchronous } from './api';
import type { FileStore } from './file-store';
import { h, sheet } from './layer';
import type { Privacy } from './permissions';
import { shareFrom } from './share';

export function fillOpenTypes(host: Host, files: FileStore, privacy: Privacy, wx: Record<string, unknown>): void {
  const api = (name: string) => wx[name] as ReturnType<typeof asynchronous>;
  const table: Record<string, OpenType> = {
    share: (part) => shareFrom(host, files, 'button', { id: part.node.id, dataset: part.node.dataset }),
    contact: async () =>
      void (await sheet(host, '客服会话', [], '返回', h('div.wx-sheet-title', null, '在手机上，这里打开和客服的对话。'))),
    feedback: async () =>
      void (await sheet(host, '意见反馈', [], '返回', h('div.wx-sheet-title', null, '在手机上，这里打开微信的反馈页。'))),
    // The number never comes to the page: only a code a function exchanges for it.
    getPhoneNumber: async (part) => {
      const fail = (errMsg: string) => part.emit('getphonenumber', { errMsg: `getPhoneNumber:fail ${errMsg}` });
      try {
        await privacy.require('getPhoneNumber');
      } catch {
        return fail('privacy permission is not authorized');
      }
      const allowed = await sheet(host, '申请获取并验证你的手机号', [{ label: '允许', value: true, color: '#07c160' }], '不允许');
      if (!allowed) return fail('user deny');
      const { code, cloudID } = await host.busy(host.rpc<{ code: string; cloudID: string }>('phone.number', {}));
      part.emit('getphonenumber', { errMsg: 'getPhoneNumber:ok', code, cloudID, encryptedData: '', iv: '' });
    },
    chooseAvatar: async (part) => {
      try {
        const chosen = (await api('chooseImage')({ count: 1 })) as { tempFilePaths: string[] };
        part.emit('chooseavatar', { avatarUrl: chosen.tempFilePaths[0] });
      } catch {
        // The person went back without choosing: WeChat says nothing either.
      }
    },
    openSetting: async (part) => part.emit('opensetting', await api('openSetting')({})),
    agreePrivacyAuthorization: (part) => {
      if (host.settings.refusePrivacy) return;
      privacy.agree();
      part.emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' });
    },
  };
  Object.assign(openTypes, table);
}
