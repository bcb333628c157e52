// The open APIs the local cloud answers; each by name, everything else is "API not found".
import type { CallIdentity } from '../functions/runner';
import type { CloudIds } from './cloud-ids';
import { codeText } from './code-text';
import type { Messages } from './messages';
import { codePicture } from './picture';
import { type ApiAnswer, type ApiCall, decodeOpenDataRequest, encodeOpenDataResponse } from './proto';

export interface ApiHouse {
  messages: Messages;
  cloudIds: CloudIds;
  appid: string;
  now(): Date;
}

type Api = (params: Record<string, unknown>, house: ApiHouse) => Promise<ApiAnswer> | ApiAnswer;

const NOT_FOUND = -604100;
const NO_PERMISSION = -604101;

function json(body: object): ApiAnswer {
  return { contentType: 'application/json; charset=UTF-8', respData: Buffer.from(JSON.stringify(body)) };
}

/** The content check refuses these, so that refusals can be tried. */
const PLANTED_WORDS = ['违规测试词', '赌博', '发票代开', '刷单'];

async function sendMessage(params: Record<string, unknown>, house: ApiHouse): Promise<ApiAnswer> {
  const { touser, template_id, data, page } = params;
  if (typeof touser !== 'string' || touser === '') return json({ errcode: 40003, errmsg: 'invalid openid' });
  if (typeof template_id !== 'string' || template_id === '') return json({ errcode: 40037, errmsg: 'invalid template_id' });
  const wrong = wrongField(data);
  if (wrong !== null) return json({ errcode: 47003, errmsg: `argument invalid! data.${wrong}.value invalid` });
  const sent = await house.messages.send({
    openid: touser,
    templateId: template_id,
    data: data as Record<string, { value: string }>,
    ...(typeof page === 'string' ? { page } : {}),
  });
  return sent ? json({ errcode: 0, errmsg: 'ok' }) : json({ errcode: 43101, errmsg: 'user refuse to accept the msg' });
}

/** Field types of templates and how long their values may be. */
const FIELD_LIMITS: Record<string, number> = {
  thing: 20,
  name: 10,
  phrase: 5,
  character_string: 32,
  letter: 32,
  symbol: 5,
  phone_number: 17,
  number: 32,
  car_number: 8,
  amount: 13,
  date: 24,
  time: 24,
};

function wrongField(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || Object.keys(data).length === 0) return 'data';
  for (const [field, item] of Object.entries(data as Record<string, { value?: unknown }>)) {
    const value = item?.value;
    const limit = FIELD_LIMITS[field.replace(/\d+$/, '')];
    if (
      (typeof value !== 'string' && typeof value !== 'number') ||
      String(value) === '' ||
      (limit !== undefined && [...String(value)].length > limit)
    )
      return field;
  }
  return null;
}

const MAX_SCENE = 32;
const CODE_WIDTH = { least: 280, usual: 430, most: 1280 };

function codeOf(params: Record<string, unknown>, { appid }: ApiHouse): ApiAnswer {
  const { scene, page = '', width } = params;
  if (typeof scene !== 'string' || scene.length === 0 || scene.length > MAX_SCENE || !/^[\w!#$&'()*+,/:;=?@.~-]+$/.test(scene))
    return json({ errcode: 40169, errmsg: 'invalid length for scene, or the data is not json string' });
  // believed: whether the page exists is not asked here; that it begins with no slash and brings no parameters is
  if (typeof page !== 'string' || page.startsWith('/') || page.includes('?')) return json({ errcode: 41030, errmsg: 'invalid page' });
  const wanted = typeof width === 'number' && Number.isFinite(width) ? Math.floor(width) : CODE_WIDTH.usual;
  const side = Math.min(Math.max(wanted, CODE_WIDTH.least), CODE_WIDTH.most);
  return { contentType: 'image/png', respData: codePicture(codeText({ appid, page, scene }), side) };
}

function checkText(params: Record<string, unknown>): ApiAnswer {
  const { content } = params;
  if (typeof content !== 'string' || content === '') return json({ errcode: 44004, errmsg: 'content is empty' });
  const risky = PLANTED_WORDS.some((word) => content.includes(word));
  return json({
    errcode: 0,
    errmsg: 'ok',
    result: risky ? { suggest: 'risky', label: 20006 } : { suggest: 'pass', label: 100 },
    trace_id: 'local',
  });
}

function phoneNumber(params: Record<string, unknown>, house: ApiHouse): ApiAnswer {
  const phone = typeof params.code === 'string' ? house.cloudIds.takePhone(params.code) : null;
  if (phone === null) return json({ errcode: 40029, errmsg: 'invalid code' });
  const watermark = { timestamp: Math.floor(house.now().getTime() / 1000), appid: house.appid };
  return json({ errcode: 0, errmsg: 'ok', phone_info: { phoneNumber: `+86${phone}`, purePhoneNumber: phone, countryCode: 86, watermark } });
}

const APIS: Record<string, Api> = {
  'subscribeMessage.send': sendMessage,
  'wxacode.getUnlimited': codeOf,
  'security.msgSecCheck': checkText,
  'phonenumber.getPhoneNumber': phoneNumber,
};

/** Names a function may list under `openapi`. */
export const KNOWN_APIS = Object.keys(APIS);

/** Answer one call. `permitted` is null for administrators, who may call everything. */
export async function answerApi(
  apiName: string,
  call: ApiCall,
  caller: CallIdentity | null,
  permitted: readonly string[] | null,
  house: ApiHouse,
): Promise<ApiAnswer> {
  if (call.svrkit) return openData(call.svrkit, caller, house);
  const name = apiName.replace(/^openapi\./, '');
  const api = Object.hasOwn(APIS, name) ? APIS[name] : undefined;
  if (!api) return { errorCode: NOT_FOUND };
  if (permitted && !permitted.includes(name)) return { errorCode: NO_PERMISSION };
  return api(call.params, house);
}

/** `getOpenData`: CloudIDs opened for the person of the running call. */
function openData(call: { apiName: string; reqData: Buffer }, caller: CallIdentity | null, house: ApiHouse): ApiAnswer {
  if (call.apiName !== 'ApiGetOpenDataByCloudId') return { errorCode: NOT_FOUND };
  const items = decodeOpenDataRequest(call.reqData).map((cloudId) => ({
    cloudId,
    json: JSON.stringify(house.cloudIds.open(cloudId, caller?.openid ?? '')),
  }));
  return { svrkitErrorCode: 0, respData: encodeOpenDataResponse(items) };
}
