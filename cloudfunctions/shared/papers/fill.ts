// Fills the blanks of a layout: Word through docxtemplater, Excel row by row. A blank nobody knows is named, never left as braces.
import { Problem } from '@shared/runtime/problem';
import { newWorkbook } from './sheets';
import { isZip, unzippedSize } from './zip';

/** What a blank may hold; a list repeats its row or its part. */
export type Blanks = { [blank: string]: string | readonly Blanks[] };

const MOST_UNZIPPED = 40 * 1024 * 1024;
/** A dash one can write on: what is not known yet is filled by hand. */
export const BY_HAND = '＿＿＿＿';

const broken = (why: string) =>
  new Problem('file_refused', { message: `这个格式文件用不了：${why}`, next: '照着「可以填的空」改好，再传一次。' });

interface TemplateError {
  properties?: { id?: string; explanation?: string; xtag?: string; errors?: TemplateError[] };
}

function reasonOf(thrown: unknown): string {
  const errors = (thrown as TemplateError).properties?.errors ?? [thrown as TemplateError];
  const tags = [...new Set(errors.map(({ properties }) => properties?.xtag).filter((tag): tag is string => !!tag))];
  return tags.length > 0 ? `这几处的大括号没写对：${tags.slice(0, 5).join('、')}` : '大括号没有成对';
}

/**
 * @returns the filled document, and the blanks of the layout that `blanks` does not know (they are filled with a line to write on).
 * @throws Problem 'file_refused' when the layout is no Word document or its braces do not fit.
 */
export async function fillWord(layout: Uint8Array, blanks: Blanks): Promise<{ bytes: Uint8Array; unknown: string[] }> {
  const buffer = Buffer.from(layout);
  if (!isZip(buffer) || unzippedSize(buffer) > MOST_UNZIPPED) throw broken('不是 Word 文档（.docx）');
  const [{ default: Zip }, { default: Template }] = await Promise.all([import('pizzip'), import('docxtemplater')]);
  const unknown = new Set<string>();
  try {
    const zip = new Zip(buffer);
    if (!zip.file('word/document.xml')) throw broken('不是 Word 文档（.docx）');
    const template = new Template(zip, {
      paragraphLoop: true,
      linebreaks: true,
      parser: (tag) => ({
        get: (scope: Blanks, context) => {
          if (tag === '.') return scope;
          if (tag in scope) return scope[tag];
          // The outermost scope is asked last: only then is a blank unknown to everybody.
          if (context.num === 0) unknown.add(tag);
          return undefined;
        },
      }),
      nullGetter: (part) => (part.module ? [] : BY_HAND),
    });
    template.render(blanks);
    return { bytes: new Uint8Array(template.toBuffer()), unknown: [...unknown] };
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown;
    throw broken(reasonOf(thrown));
  }
}

const BLANK = /\{([^{}.]+)(?:\.([^{}.]+))?\}/g;

function filled(text: string, scope: Blanks, unknown: Set<string>): string {
  return text.replace(BLANK, (_all, name: string) => {
    const value = scope[name];
    if (typeof value === 'string') return value;
    unknown.add(name);
    return BY_HAND;
  });
}

/** The list a row repeats over: the first `{list.blank}` in it; null for an ordinary row. */
function listOf(row: import('exceljs').Row): string | null {
  let found: string | null = null;
  row.eachCell((cell) => {
    const match = [...String(cell.value ?? '').matchAll(BLANK)].find((one) => one[2] !== undefined);
    found ??= match?.[1] ?? null;
  });
  return found;
}

/** As fillWord, for a workbook: `{blank}` anywhere, and one row of `{list.blank}` that repeats for each member. */
export async function fillSheet(layout: Uint8Array, blanks: Blanks): Promise<{ bytes: Uint8Array; unknown: string[] }> {
  const buffer = Buffer.from(layout);
  if (!isZip(buffer) || unzippedSize(buffer) > MOST_UNZIPPED) throw broken('不是 Excel 表（.xlsx）');
  const book = await newWorkbook();
  try {
    await book.xlsx.load(buffer as never);
  } catch {
    throw broken('不是 Excel 表（.xlsx）');
  }
  const unknown = new Set<string>();
  for (const sheet of book.worksheets) {
    for (let at = sheet.rowCount; at >= 1; at -= 1) {
      const over = listOf(sheet.getRow(at));
      if (over === null) fillRow(sheet.getRow(at), blanks, unknown);
      else repeatRow(sheet, at, over, blanks, unknown);
    }
  }
  return { bytes: new Uint8Array(await book.xlsx.writeBuffer()), unknown: [...unknown] };
}

function fillRow(row: import('exceljs').Row, scope: Blanks, unknown: Set<string>): void {
  row.eachCell((cell) => {
    if (typeof cell.value === 'string' && cell.value.includes('{')) cell.value = filled(cell.value, scope, unknown);
  });
}

function repeatRow(sheet: import('exceljs').Worksheet, at: number, over: string, blanks: Blanks, unknown: Set<string>): void {
  const members = blanks[over];
  if (!Array.isArray(members)) {
    unknown.add(over);
    return;
  }
  if (members.length === 0) {
    sheet.spliceRows(at, 1);
    return;
  }
  if (members.length > 1) sheet.duplicateRow(at, members.length - 1, true);
  members.forEach((member: Blanks, index) => {
    const row = sheet.getRow(at + index);
    row.eachCell((cell) => {
      if (typeof cell.value !== 'string' || !cell.value.includes('{')) return;
      cell.value = cell.value.replace(BLANK, (_all, name: string, blank?: string) => {
        const value = blank === undefined ? blanks[name] : member[blank];
        if (typeof value === 'string') return value;
        unknown.add(blank === undefined ? name : `${name}.${blank}`);
        return BY_HAND;
      });
    });
  });
}
