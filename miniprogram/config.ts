// Where this mini-program runs. The build writes these two values; the ones here are for the local cloud.

/** Cloud environment id. */
export const ENV_ID = 'local';
/** Told to the cloud with each call, so that an old phone can be answered in its own way. */
export const CLIENT_VERSION = '0.1.0';
