// The environment variables with which a process or a function worker finds this cloud.

export interface EnvironmentFacts {
  url: string;
  envId: string;
  secretId: string;
  secretKey: string;
}

/** For any process that uses wx-server-sdk or @cloudbase/node-sdk as an administrator. */
export function processEnvironment(facts: EnvironmentFacts): Record<string, string> {
  return {
    TCB_CONTEXT_KEYS: 'TCB_CONTEXT_CNFG,TCB_SESSIONTOKEN',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${facts.url}/admin` }),
    TENCENTCLOUD_SECRETID: facts.secretId,
    TENCENTCLOUD_SECRETKEY: facts.secretKey,
    // Without this the SDK asks a metadata host before every call.
    TENCENTCLOUD: 'true',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: facts.envId,
    TCB_ENV: facts.envId,
  };
}

export interface CallFacts {
  openid: string;
  appid: string;
  source: string;
  /** Tells the gateway which call a request of the worker belongs to. */
  token: string;
  requestId: string;
  /** Keys of the event whose content came from WeChat itself. */
  openDataKeys: readonly string[];
  isTimer: boolean;
}

/** What changes from call to call in a worker. Every key is always present, so that nothing of an earlier person remains. */
export function callEnvironment(facts: CallFacts): Record<string, string | null> {
  const person = facts.openid !== '';
  return {
    TCB_SOURCE: facts.source,
    TCB_SESSIONTOKEN: facts.token,
    TRIGGER_SRC: facts.isTimer ? 'timer' : null,
    WX_CONTEXT_KEYS: [
      'WX_CLIENTIP',
      'WX_APPID',
      ...(person ? ['WX_OPENID'] : []),
      ...(facts.openDataKeys.length > 0 ? ['WX_OPEN_DATA_INFO'] : []),
    ].join(','),
    WX_OPENID: person ? facts.openid : null,
    WX_APPID: facts.appid,
    WX_CLIENTIP: '127.0.0.1',
    WX_OPEN_DATA_INFO: facts.openDataKeys.length > 0 ? JSON.stringify({ keys: facts.openDataKeys }) : null,
    SCF_REQUEST_ID: facts.requestId,
  };
}
