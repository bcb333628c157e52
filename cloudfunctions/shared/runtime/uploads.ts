// Where uploads arrive and what their names look like.

/**
 * `in/<random>/<name>`. The service does not say who uploaded a file; the random part is at least 96 bits that only the uploader
 * knows, and the file is gone once it is accepted.
 */
export const UPLOAD = /^cloud:\/\/[A-Za-z0-9][A-Za-z0-9._-]*\/in\/[A-Za-z0-9_-]{16,64}\/[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/;
