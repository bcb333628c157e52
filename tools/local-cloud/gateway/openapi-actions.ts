// Open API calls over the wire: protobuf in a form, protobuf back.
import { ServiceError } from '../errors';
import type { FunctionTable } from '../functions/config';
import type { FunctionRunner } from '../functions/runner';
import { type ApiHouse, answerApi } from '../openapi/apis';
import { decodeCall, encodeAnswer } from '../openapi/proto';
import type { Body } from './database-actions';

/** A call that is over, or a forged token, has no permission at all. */
const NOBODY: readonly string[] = [];

/** Handles `wx.openApi` and refuses the older JSON form by name. */
export function openApiActions(
  runner: FunctionRunner,
  table: FunctionTable,
  house: ApiHouse,
): Record<string, (body: Body) => Promise<Buffer>> {
  return {
    'wx.openApi': async (body) => {
      const call = Buffer.isBuffer(body.requestData) ? decodeCall(body.requestData) : null;
      if (!call || typeof body.apiName !== 'string')
        throw new ServiceError('INVALID_PARAM', '[InvalidParameter] requestData cannot be decoded');
      const token = typeof body.tcb_sessionToken === 'string' ? body.tcb_sessionToken : '';
      const caller = runner.identity(token);
      const permitted = caller ? table.declaration(caller.fn).openapi : token === '' ? null : NOBODY;
      return encodeAnswer(await answerApi(body.apiName, call, caller, permitted, house));
    },
  };
}
