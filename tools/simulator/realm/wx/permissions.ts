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

export function permissions(host: Host, privacy: Privacy): Area {
  return {
    async: {
      getPrivacySetting: () => ({
        needAuthorization: privacy.needed || host.settings.refusePrivacy,
        privacyContractName: '《用户隐私保护指引》',
      }),
      getSetting: () => ({
        authSetting: { 'scope.writePhotosAlbum': true, 'scope.camera': true },
        subscriptionsSetting: { mainSwitch: true, itemSettings: {} },
      }),
      authorize: () => {},
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
      openSetting: async () => {
        await sheet(host, '设置', [], '返回');
        return { authSetting: {} };
      },
      requestSubscribeMessage: async ({ tmplIds }) => {
        if (!Array.isArray(tmplIds) || tmplIds.length === 0)
          throw new Failure('parameter error: tmplIds should be a non-empty array', { errCode: 10001 });
        if (tmplIds.length > 5) throw new Failure('more than 5 template ids', { errCode: 20003 });
        const ids = tmplIds.map(String);
        const allowed = await sheet(
          host,
          '小程序申请给你发送一次以下消息',
          [{ label: '允许', value: true, color: '#07c160' }],
          '取消',
          h('div.wx-sheet-title', null, ids.join('、')),
        );
        if (allowed) await host.busy(host.rpc('messages.allow', { templateIds: ids }));
        return Object.fromEntries(ids.map((id) => [id, allowed ? 'accept' : 'reject']));
      },
    },
  };
}
