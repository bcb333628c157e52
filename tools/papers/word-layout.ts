// Small words for making Word layouts: a title, paragraphs, a table whose second row repeats, lines for signatures, A4 with margins.
import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';

const BODY = '仿宋';
const HEAD = '宋体';
/** Half points: 三号 for the body, 二号 for the title, as documents of offices are set. */
const SIZE = { body: 32, table: 24, title: 44 };
const MM = 56.7;

const run = (text: string, size = SIZE.body, bold = false, font = BODY) =>
  new TextRun({ text, size, bold, font: { name: font, eastAsia: font } });

export function title(text: string): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 300 }, children: [run(text, SIZE.title, true, HEAD)] });
}

/** `indent`: two signs, as body text begins. */
export function line(text: string, { indent = true, right = false, breakBefore = false } = {}): Paragraph {
  return new Paragraph({
    alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
    spacing: { line: 500 },
    indent: indent && !right ? { firstLine: SIZE.body * 2 * 10 } : undefined,
    pageBreakBefore: breakBefore,
    children: [run(text)],
  });
}

const edge = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const EDGES = { top: edge, bottom: edge, left: edge, right: edge };

function cell(text: string, bold: boolean): TableCell {
  return new TableCell({
    borders: EDGES,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 60, bottom: 60, left: 60, right: 60 },
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, SIZE.table, bold)] })],
  });
}

/** Heads over one row that repeats for each member of the list `over`. */
export function list(over: string, columns: readonly (readonly [head: string, blank: string])[]): Table {
  const last = columns.length - 1;
  const blanks = columns.map(([, blank], at) => `${at === 0 ? `{#${over}}` : ''}${blank}${at === last ? `{/${over}}` : ''}`);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: columns.map(([head]) => cell(head, true)) }),
      new TableRow({ cantSplit: true, children: blanks.map((blank) => cell(blank, false)) }),
    ],
  });
}

export async function wordLayout(children: (Paragraph | Table)[]): Promise<Uint8Array> {
  const margin = { top: 37 * MM, bottom: 35 * MM, left: 28 * MM, right: 26 * MM };
  const document = new Document({
    creator: '务工通',
    title: '示例，以本县文件为准',
    sections: [{ properties: { page: { size: { width: 210 * MM, height: 297 * MM }, margin } }, children }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
