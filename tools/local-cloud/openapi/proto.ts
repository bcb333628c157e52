// The protobuf messages in which the SDK wraps open API calls and answers.
import protobuf from 'protobufjs';

const SOURCE = `
syntax = "proto3";
message KeyValuePair { string key = 1; bytes value = 2; string contenttype = 3; string filename = 4; }
message OpenApiData { repeated KeyValuePair pairs = 1; }
message SvrkitApiData { string apiName = 1; bytes reqData = 2; }
message CommApiData { int32 apiType = 1; OpenApiData openapiData = 2; SvrkitApiData svrkitData = 4; string appid = 6; }
message HttpHeader { string key = 1; string value = 2; }
message CommOpenApiResp { bytes respData = 1; string contentType = 2; int32 errorCode = 3; uint32 httpCode = 4; repeated HttpHeader headers = 5; int32 svrkitErrorCode = 6; }
message OpenDataRequest { repeated string cloudidList = 2; string appid = 3; }
message OpenDataItem { string cloudId = 1; string json = 2; }
message OpenDataResponse { repeated OpenDataItem dataList = 1; }
`;

const { root } = protobuf.parse(SOURCE, { keepCase: true });

export interface ApiCall {
  /** 0 = open API, 2 = internal. */
  apiType: number;
  /** Parameters by name: JSON values, or bytes for files. */
  params: Record<string, unknown>;
  svrkit: { apiName: string; reqData: Buffer } | null;
}

interface Pair {
  key: string;
  value: Uint8Array;
  filename?: string;
}

/** Decode what the SDK sent; null when it is not such a message. */
export function decodeCall(bytes: Uint8Array): ApiCall | null {
  try {
    const type = root.lookupType('CommApiData');
    const message = type.toObject(type.decode(bytes), { defaults: true }) as {
      apiType: number;
      openapiData?: { pairs?: Pair[] };
      svrkitData?: { apiName: string; reqData: Uint8Array };
    };
    const pairs = message.openapiData?.pairs ?? [];
    const params = Object.fromEntries(
      pairs.map((pair) => [pair.key, pair.filename ? Buffer.from(pair.value) : parsed(Buffer.from(pair.value).toString('utf8'))]),
    );
    const { svrkitData } = message;
    return {
      apiType: message.apiType,
      params,
      svrkit: svrkitData ? { apiName: svrkitData.apiName, reqData: Buffer.from(svrkitData.reqData) } : null,
    };
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export interface ApiAnswer {
  respData?: Uint8Array;
  contentType?: string;
  errorCode?: number;
  svrkitErrorCode?: number;
}

export function encodeAnswer(answer: ApiAnswer): Buffer {
  const type = root.lookupType('CommOpenApiResp');
  return Buffer.from(type.encode(type.create({ httpCode: 200, ...answer })).finish());
}

export function decodeOpenDataRequest(bytes: Uint8Array): string[] {
  const type = root.lookupType('OpenDataRequest');
  return (type.toObject(type.decode(bytes), { defaults: true }) as { cloudidList: string[] }).cloudidList ?? [];
}

export function encodeOpenDataResponse(items: { cloudId: string; json: string }[]): Buffer {
  const type = root.lookupType('OpenDataResponse');
  return Buffer.from(type.encode(type.create({ dataList: items })).finish());
}
