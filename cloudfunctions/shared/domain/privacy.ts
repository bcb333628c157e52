// What is asked of a person before the first identity, telephone or account number: which field, what for, how long. Data with a version.

export interface PrivacyField {
  field: string;
  /** As residents hear it. */
  words: string;
  /** What it is for; what happens without it. */
  purpose: string;
  without: string;
}

/** Raised with every change of the words below; who agreed to older words is asked again. */
export const PRIVACY_VERSION = '2026-03-01';

export const PRIVACY_FIELDS: readonly PrivacyField[] = [
  { field: 'idNumber', words: '身份证号', purpose: '对上您是哪一位，免得别人冒领您的补贴', without: '不填也行，让村里给您发认人码' },
  { field: 'phone', words: '手机号', purpose: '对上您是哪一位；有事村里好找您', without: '不给也行，村里上门告诉您' },
  { field: 'account', words: '银行卡号或存折账号', purpose: '把补贴打到您本人的卡上', without: '不填就发不了钱，可以拿卡到村里登记' },
  {
    field: 'helper',
    words: '替您办事的家里人',
    purpose: '记下谁替您办、办到哪天，您随时能停',
    without: '不让谁替，就只有您自己和村里能办',
  },
];

/** How long, who sees it, what can be asked for: the closing lines of the screen. */
export const PRIVACY_PROMISES: readonly string[] = [
  '只用来办务工和补贴的事，不给别人，不做买卖。',
  '号码加密存着，干部平时只看得见最后四位；谁看过全号、为什么看，都有记录。',
  '办完的事按档案规定留存，够年限就删；想看、想改、想停用，找村里或打投诉电话。',
  '不要密码，不要验证码，不收钱。',
];
