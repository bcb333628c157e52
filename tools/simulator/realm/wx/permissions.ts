// What the person allows: the privacy notice, settings, subscription messages.
import type { Host } from '../host';
import { type Area, Failure } from './api';
import { h, sheet } from './layer';
import type { Channels } from './lifecycle';

const PRIVACY_KEY = '__privacy_agreed';

/** Functions that touch private data: refused until the person has agreed to the notice. */
export class Privacy {
  private agreed = false;
  constructor(
    private readonly host: Host,
    private readonly channels: Channels,
    private readonly kept: { get(key: string): unknown; set(key: string, value: unknown): void },
  ) {
    this.agreed = kept.get(PRIVACY_KEY) === true;
  }

  get needed(): boolean {
    return !this.agreed;
  }

  /** The person agreed on a button with open-type="agreePrivacyAuthorization", or in our own sheet. */
  agree(): void {
    this.agreed = true;
    this.kept.set(PRIVACY_KEY, true);
  }

  /** Passes when agreed; otherwise the page asks (onNeedPrivacyAuthorization) or, when it does not, WeChat's own sheet. */
  readonly require = async (api: string): Promise<void> => {
    if (this.host.settings.refusePrivacy) throw new Failure('privacy permission is not authorized', { errno: 104 });
    if (this.agreed) return;
    const accepted = this.channels.NeedPrivacyAuthorization.size ? await this.askPage(api) : await this.askSheet();
    if (!accepted) throw new Failure('privacy permission is not authorized', { errno: 104 });
    this.agree();
  };

  private askPage(api: string): Promise<boolean> {
    return new Promise((done) => {
      const resolve = ({ event }: { event: string }) => {
        if (event === 'agree') done(true);
        else if (event === 'disagree') done(false);
      };
      // WeChat hands (resolve, eventInfo) to the listener; channels carry one value.
      this.channels.NeedPrivacyAuthorization.emit([resolve, { referrer: api }]);
    });
  }

  private async askSheet(): Promise<boolean> {
    const words = h('div.wx-sheet-title', null, '在你使用服务之前，请仔细阅读《用户隐私保护指引》。如你同意，请点击“同意”开始使用。');
    return (await sheet(this.host, '用户隐私保护提示', [{ label: '同意', value: true, color: '#07c160' }], '拒绝', words)) === true;
  }
}

/** What wx.authorize asks for, in the words of its sheet. */
const SCOPES: Record<string, string> = {
  'scope.record': '使用你的麦克风',
  'scope.userLocation': '获取你的位置',
  'scope.writePhotosAlbum': '保存图片到你的相册',
  'scope.camera': '使用你的摄像头',
  'scope.werun': '获取你的运动步数',
  'scope.bluetooth': '使用蓝牙',
};

export function permissions(host: Host, privacy: Privacy): Area {
  /** Scope → the person's answer; asked once. The camera and the album need no asking on this phone. */
  const granted: Record<string, boolean> = { 'scope.writePhotosAlbum': true, 'scope.camera': true };
  return {
    async: {
      getPrivacySetting: () => ({
        needAuthorization: privacy.needed || host.settings.refusePrivacy,
        privacyContractName: '《用户隐私保护指引》',
      }),
      getSetting: () => ({
        authSetting: { ...granted },
        subscriptionsSetting: { mainSwitch: true, itemSettings: {} },
      }),
    },
    asks: {
      requirePrivacyAuthorize: () => privacy.require('requirePrivacyAuthorize'),
      openPrivacyContract: async () =>
        void (await sheet(
          host,
          '《用户隐私保护指引》',
          [],
          '关闭',
          h('div.wx-sheet-title', null, '这里显示在微信公众平台填写的隐私保护指引。'),
        )),
      authorize: async ({ scope }) => {
        const name = String(scope);
        granted[name] ??=
          (await sheet(host, `小程序申请${SCOPES[name] ?? '使用'}`, [{ label: '允许', value: true, color: '#07c160' }], '拒绝')) === true;
        if (!granted[name]) throw new Failure('auth deny', { errno: 103 });
      },
      openSetting: async () => {
        const asked = Object.keys(granted).filter((name) => SCOPES[name]);
        const turned = await sheet(
          host,
          '设置',
          asked.map((name) => ({ label: `${SCOPES[name]}：${granted[name] ? '允许' : '不允许'}`, value: name })),
          '返回',
        );
        if (turned) granted[turned] = !granted[turned];
        return { authSetting: { ...granted } };
      },
      requestSubscribeMessage: async ({ tmplIds }) => {
        if (!Array.isArray(tmplIds) || tmplIds.length === 0)
          throw new Failure('parameter error: tmplIds should be a non-empty array', { errCode: 10001 });
        if (tmplIds.length > 5) throw new Failure('more than 5 template ids', { errCode: 20003 });
        const ids = tmplIds.map(String);
        // Each template has its own tick, all of them set at first.
        const ticks = ids.map((id) => h('input', { type: 'checkbox', checked: true, ariaLabel: host.templates?.[id] ?? id }));
        const rows = ids.map((id, at) => h('label.wx-sheet-title', null, ticks[at] as HTMLInputElement, host.templates?.[id] ?? id));
        const allowed = await sheet(
          host,
          '小程序申请给你发送一次以下消息',
          [{ label: '允许', value: true, color: '#07c160' }],
          '取消',
          h('div.wx-live', null, ...rows),
        );
        const accepted = allowed ? ids.filter((_, at) => ticks[at]?.checked) : [];
        if (accepted.length) await host.busy(host.rpc('messages.allow', { templateIds: accepted }));
        return Object.fromEntries(ids.map((id) => [id, accepted.includes(id) ? 'accept' : 'reject']));
      },
    },
  };
}
