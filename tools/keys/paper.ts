// The field keys as lines for a sheet of paper in a safe, and back: every line checks itself, so a slip of the pen is named.
import { createHash } from 'node:crypto';
import { fingerprint, KeyProblem, keyRing } from '@shared/runtime/crypto';

/** Crockford's base 32: no I, L, O, U, which are read as something else by hand. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const USES = ['seal', 'index'] as const;
type Use = (typeof USES)[number];
/** A key is 52 signs: two lines of 26. */
const LINE = 26;

export interface KeyVariables {
  FIELD_KEYS: string;
  FIELD_KEY: string;
}

function toSigns(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => SIGNS[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromSigns(signs: string): Buffer {
  const bits = [...signs].map((sign) => SIGNS.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.slice(0, 256).match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** Two signs over what the line says and where it belongs: a line copied to another place does not fit either. */
function check(label: string, signs: string): string {
  const sum = createHash('sha256').update(`${label}|${signs}`).digest();
  return `${SIGNS[(sum[0] ?? 0) % 32]}${SIGNS[(sum[1] ?? 0) % 32]}`;
}

function parted(signs: string): string {
  return (signs.match(/.{1,4}/g) ?? []).join(' ');
}

/** Lines `k1 seal 1: XXXX XXXX … · CC`, the current key and its fingerprint. */
export function toPaper(variables: KeyVariables): string[] {
  const ring = keyRing({ ...variables });
  const lines = [...ring.keys].flatMap(([id, pair]) =>
    USES.flatMap((use) => {
      const signs = toSigns(pair[use]);
      return [signs.slice(0, LINE), signs.slice(LINE)].map((half, i) => {
        const label = `${id} ${use} ${i + 1}`;
        return `${label}: ${parted(half)} · ${check(label, half)}`;
      });
    }),
  );
  return [...lines, `current: ${ring.current}`, `fingerprint: ${fingerprint(ring)}`];
}

function readSigns(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

/**
 * The variables from typed lines; case, blanks and the usual misreadings do not matter.
 * @throws KeyProblem naming the line that is wrong or missing.
 */
export function fromPaper(lines: readonly string[]): KeyVariables {
  const halves = new Map<string, string>();
  let current = '';
  let expected = '';
  for (const line of lines.map((one) => one.trim()).filter((one) => one !== '')) {
    const [label = '', rest = ''] = line.split(/[:：]/, 2).map((part) => part.trim());
    if (label === 'current') current = rest;
    else if (label === 'fingerprint') expected = rest.toLowerCase().replace(/\s/g, '');
    else {
      const signs = readSigns(rest.replace(/[·.]/g, ''));
      const body = signs.slice(0, LINE);
      if (signs.length !== LINE + 2 || signs.slice(LINE) !== check(label, body)) throw new KeyProblem(`这一行抄错了：「${label}」`);
      halves.set(label, body);
    }
  }
  const ids = [...new Set([...halves.keys()].map((label) => label.split(' ')[0] ?? ''))];
  const half = (label: string): string => {
    const found = halves.get(label);
    if (found === undefined) throw new KeyProblem(`少了这一行：「${label}」`);
    return found;
  };
  const key = (id: string, use: Use): string => fromSigns(half(`${id} ${use} 1`) + half(`${id} ${use} 2`)).toString('base64');
  const pairs = Object.fromEntries(ids.map((id) => [id, { seal: key(id, 'seal'), index: key(id, 'index') }]));
  const variables = { FIELD_KEYS: JSON.stringify(pairs), FIELD_KEY: current };
  if (expected !== '' && fingerprint(keyRing(variables)) !== expected)
    throw new KeyProblem('每一行都对，合起来和指纹对不上：是不是拿了两张纸？');
  return variables;
}
