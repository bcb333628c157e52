// Reads multipart/form-data as the SDK writes it for the open API: few small fields, one of them binary.
import { ServiceError } from '../errors';

/** Fields by name; `requestData` stays bytes, the others become text. */
export function parseMultipart(bytes: Buffer, contentType: string): Record<string, unknown> {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) throw new ServiceError('INVALID_PARAM', '[InvalidParameter] multipart without a boundary');
  const mark = Buffer.from(`--${boundary}`);
  const fields: Record<string, unknown> = {};
  let at = bytes.indexOf(mark);
  while (at !== -1) {
    const start = at + mark.length;
    const end = bytes.indexOf(mark, start);
    if (end === -1) break;
    const part = bytes.subarray(start + 2, end - 2);
    const gap = part.indexOf('\r\n\r\n');
    if (gap !== -1) {
      const head = part.subarray(0, gap).toString('utf8');
      const name = /name="([^"]*)"/.exec(head)?.[1];
      const content = Buffer.from(part.subarray(gap + 4));
      if (name !== undefined)
        Object.defineProperty(fields, name, { value: name === 'requestData' ? content : content.toString('utf8'), enumerable: true });
    }
    at = end;
  }
  return fields;
}
