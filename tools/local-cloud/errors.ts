// The codes the service answers with, as one error class; nothing else may leave the gateway.

/** A refusal of the service: `code` goes over the wire as it is (the SDK maps it to an errCode). */
export class ServiceError extends Error {
  constructor(
    readonly code: ServiceCode,
    message: string,
  ) {
    super(message);
    this.name = 'ServiceError';
  }
}

export type ServiceCode =
  | 'SYS_ERR'
  | 'SERVER_TIMEOUT'
  | 'EXCEED_REQUEST_LIMIT'
  | 'EXCEED_CONCURRENT_REQUEST_LIMIT'
  | 'INVALIID_ENV'
  | 'INVALID_PARAM'
  | 'EXCEED_MAX_PAYLOAD_SIZE'
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_INVALID_OPERRATOR'
  | 'DATABASE_PERMISSION_DENIED'
  | 'DATABASE_COLLECTION_EXCEED_LIMIT'
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_ALREADY_EXIST'
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'
  | 'STORAGE_REQUEST_FAIL'
  | 'STORAGE_EXCEED_AUTHORITY'
  | 'STORAGE_FILE_NONEXIST'
  | 'FUNCTIONS_REQUEST_FAIL'
  | 'FUNCTIONS_EXECUTE_FAIL'
  | 'FUNCTIONS_TIME_LIMIT_EXCEEDED'
  | 'FUNCTION_NOT_FOUND'
  | (string & {});

/** Operator or API that exists on the service and is not modelled here, or does not exist at all: refused by its name. */
export function unsupportedOperator(name: string, where: string): ServiceError {
  return new ServiceError('DATABASE_INVALID_OPERRATOR', `[InvalidOperator] ${name} is not supported in ${where}`);
}

export function invalidParam(message: string): ServiceError {
  return new ServiceError('INVALID_PARAM', `[InvalidParameter] ${message}`);
}

export function requestFailed(message: string): ServiceError {
  return new ServiceError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${message}`);
}

export function collectionMissing(name: string): ServiceError {
  return new ServiceError('DATABASE_COLLECTION_NOT_EXIST', `[ResourceNotFound] Db or Table not exist: ${name}`);
}

export function duplicateKey(collection: string, index: string, key: string): ServiceError {
  return new ServiceError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation.DuplicateWrite] E11000 duplicate key error collection: ${collection} index: ${index} dup key: ${key}`,
  );
}

export function transactionConflict(): ServiceError {
  return new ServiceError(
    'DATABASE_TRANSACTION_CONFLICT',
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, or try again later.',
  );
}

export function transactionGone(): ServiceError {
  return new ServiceError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds.',
  );
}
