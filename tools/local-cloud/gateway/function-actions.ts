// Function to function over the wire: the callee inherits the person, its source grows by `scf`.
import { invalidParam } from '../errors';
import { CallFailure } from '../functions/failure';
import type { FunctionRunner } from '../functions/runner';
import type { Action } from './database-actions';

export function functionActions(runner: FunctionRunner): Record<string, Action> {
  return {
    'functions.invokeFunction': async (body) => {
      if (typeof body.function_name !== 'string' || body.function_name === '') throw invalidParam('function_name is missing');
      const caller = runner.identity(body.tcb_sessionToken);
      const text = typeof body.request_data === 'string' && body.request_data !== '' ? body.request_data : '{}';
      let data: unknown;
      try {
        data = JSON.parse(text);
      } catch {
        throw invalidParam('request_data is not JSON');
      }
      try {
        const source = caller ? `${caller.source},scf` : 'scf';
        const { result } = await runner.call({
          fn: body.function_name,
          data,
          openid: caller?.openid ?? '',
          source,
          fromClient: false,
          nested: caller !== null,
        });
        return { data: { response_data: JSON.stringify(result) } };
      } catch (error) {
        throw error instanceof CallFailure ? error.forFunction() : error;
      }
    },
  };
}
