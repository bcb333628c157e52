// Edits of a clerk applied to a pack: each held against its field, then the whole against the schema. Gives a new pack or says what is wrong.
import { isDate } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { type EditableField, editableFields, type FieldValue } from './edit-fields';
import { VERSION_ID } from './parts';
import { checkPack, type PolicyPack } from './schema';

export { type EditableField, editableFields, FIELD_KINDS, type FieldKind, type FieldValue } from './edit-fields';

export interface PackEdit {
  path: string;
  value: FieldValue;
}

export interface PackEditError {
  /** The field's path, or the place of the pack where no field is to blame. */
  path: string;
  /** What is wrong and what to do, in Chinese. */
  message: string;
}

export type EditResult = { pack: PolicyPack; errors: [] } | { pack: null; errors: PackEditError[] };

const shown = ({ kind, unit }: EditableField, n: number): string => {
  if (kind === 'fen') return moneyWords(n);
  return kind === 'basis_points' ? `${n / 100}%` : `${n} ${unit ?? ''}`.trim();
};

function numberFault(field: EditableField, value: FieldValue): string | null {
  if (typeof value !== 'number' || !Number.isInteger(value)) return field.kind === 'fen' ? '金额要写到分为止的数字' : '要写整数';
  if (field.min !== undefined && value < field.min) return `不能小于 ${shown(field, field.min)}`;
  return field.max !== undefined && value > field.max ? `不能大于 ${shown(field, field.max)}` : null;
}

const isText = (value: FieldValue): value is string => typeof value === 'string' && value.trim() !== '';

/** What is wrong with one value for its field; null when nothing is. */
export function valueFault(field: EditableField, value: FieldValue): string | null {
  if (value === null || value === '') return field.optional ? null : '不能空着';
  switch (field.kind) {
    case 'day':
      return typeof value === 'string' && isDate(value) ? null : '要写成年-月-日，例如 2026-03-31';
    case 'month_day':
      return typeof value === 'string' && isDate(`2024-${value}`) ? null : '要写成月-日，例如 03-31';
    case 'choice':
      return field.options?.some((one) => one.value === value)
        ? null
        : `只能选：${field.options?.map((one) => one.words).join('、') ?? ''}`;
    case 'text':
      if (field.path === 'id' && !VERSION_ID.test(String(value)))
        return '版本号写成「项目@版本」，例如 transport@2026-1，用小写字母、数字、点和短横';
      return isText(value) ? null : '要写文字';
    case 'names':
      return Array.isArray(value) && value.length > 0 && value.every(isText) ? null : '至少写一个地名，每个地名都要写全';
    case 'periods':
      return Array.isArray(value) && value.length > 0 && value.every((one) => /^\d{4}(Q[1-4])?$/.test(one))
        ? null
        : '年度写成 2026，季度写成 2026Q1';
    default:
      return numberFault(field, value);
  }
}

type Node = Record<string, unknown> | unknown[];

/** The element of a list by its id, else by its place. */
function childOf(node: Node, key: string): { holder: Node; key: string | number } {
  if (!Array.isArray(node)) return { holder: node, key };
  const byId = node.findIndex((one) => (one as { id?: unknown } | null)?.id === key);
  return { holder: node, key: byId >= 0 ? byId : Number(key) };
}

function get({ holder, key }: { holder: Node; key: string | number }): unknown {
  return (holder as Record<string | number, unknown>)[key];
}

/** The path of a field as keys and indexes of the pack itself. */
function placeOf(pack: unknown, path: string): { holder: Node; key: string | number; real: string } {
  const keys = path.split('.');
  let at = childOf(pack as Node, keys[0] ?? '');
  const real = [at.key];
  for (const key of keys.slice(1)) {
    at = childOf(get(at) as Node, key);
    real.push(at.key);
  }
  return { ...at, real: real.join('.') };
}

function write(pack: PolicyPack, { path, value }: PackEdit): void {
  const place = placeOf(pack, path);
  const kept = value === '' && !path.endsWith('docNo') ? null : value;
  (place.holder as Record<string | number, unknown>)[place.key] = Array.isArray(kept)
    ? [...kept]
    : path.endsWith('docNo')
      ? (kept ?? '')
      : kept;
  // A list of places that was filled in is read.
  if (path.endsWith('.places.names')) delete (place.holder as Record<string, unknown>).unread;
}

/**
 * A new pack with the edits in it; the one given is left alone. Values are as in the fields (fen, basis points, YYYY-MM-DD, MM-DD).
 * With errors nothing is applied, and every error of every edit is told at once.
 */
export function applyEdits(pack: PolicyPack, edits: readonly PackEdit[]): EditResult {
  const fields = editableFields(pack);
  const errors: PackEditError[] = [];
  for (const { path, value } of edits) {
    const field = fields.find((one) => one.path === path);
    const message = field === undefined ? '这一处不能在这里改' : valueFault(field, value);
    if (message !== null) errors.push({ path, message });
  }
  if (errors.length > 0) return { pack: null, errors };
  const copy = JSON.parse(JSON.stringify(pack)) as PolicyPack;
  for (const edit of edits) write(copy, edit);
  const checked = checkPack(copy);
  if (checked.pack !== null) return { pack: checked.pack, errors: [] };
  const edited = edits.map(({ path }) => ({ path, real: placeOf(copy, path).real }));
  return {
    pack: null,
    errors: checked.faults.map(({ path, message }) => {
      const real = path.join('.');
      const touched = edited.find((one) => one.real === real || one.real.startsWith(`${real}.`));
      return { path: touched?.path ?? real, message };
    }),
  };
}

/**
 * An example made the county's own: its code, a version of its own, the days it holds and the periods it pays for.
 * Numbers, conditions and articles stay as they are until edited, and so does the notice that it is an example.
 */
export function adoptPack(
  example: PolicyPack,
  own: { id: string; county: string; periods: string[]; from: string; checkedOn: string },
): EditResult {
  const checked = checkPack({ ...(JSON.parse(JSON.stringify(example)) as PolicyPack), ...own, until: null });
  if (checked.pack !== null) return { pack: checked.pack, errors: [] };
  return { pack: null, errors: checked.faults.map(({ path, message }) => ({ path: path.join('.'), message })) };
}
