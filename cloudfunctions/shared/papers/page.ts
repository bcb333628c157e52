// Printed pages with headings, lines, tables and one picture, as a Word file anybody can open, print and keep without us.
// For what has no layout of the county's own; those are filled by fill.ts.

export type Block =
  | { kind: 'title' | 'heading' | 'line' | 'small'; text: string }
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[]; widths?: readonly number[] }
  /** Label left, words right. */
  | { kind: 'pairs'; pairs: readonly { label: string; words: string }[] }
  /** `size`: the width in millimetres; as high as wide unless `height` says otherwise. */
  | { kind: 'picture'; mime: string; bytes: Uint8Array; size: number; height?: number }
  | { kind: 'break' };

export interface PageSetting {
  size: 'A4' | 'A6';
  /** Printed small at the foot of every page: seal, as of when. */
  foot: string;
}

/** Millimetres to the twentieths of a point Word counts in. */
const mm = (n: number) => Math.round((n * 1440) / 25.4);
const SIZES = { A4: { width: mm(210), height: mm(297), margin: mm(18) }, A6: { width: mm(105), height: mm(148), margin: mm(8) } } as const;
/** Half points. */
const LETTERS = { A4: { title: 34, heading: 26, line: 22, small: 18 }, A6: { title: 26, heading: 22, line: 20, small: 15 } } as const;
const FONT = { ascii: 'Times New Roman', eastAsia: '宋体', hAnsi: 'Times New Roman' } as const;

export async function writePages(blocks: readonly Block[], { size, foot }: PageSetting): Promise<Uint8Array> {
  const docx = await import('docx');
  const { width, height, margin } = SIZES[size];
  const letters = LETTERS[size];
  const room = width - 2 * margin;
  const run = (text: string, of: keyof typeof letters, bold = false) => new docx.TextRun({ text, font: FONT, size: letters[of], bold });
  const paragraph = (text: string, of: keyof typeof letters, bold = false, centre = false) =>
    new docx.Paragraph({
      children: [run(text, of, bold)],
      spacing: { before: bold ? 120 : 20, after: bold ? 60 : 20 },
      ...(centre ? { alignment: docx.AlignmentType.CENTER } : {}),
    });
  const cell = (text: string, share: number, bold: boolean) =>
    new docx.TableCell({
      width: { size: Math.round(room * share), type: docx.WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: text.split('\n').map((line) => new docx.Paragraph({ children: [run(line, 'small', bold)] })),
    });
  const table = (head: readonly string[], rows: readonly (readonly string[])[], widths: readonly number[]) => {
    const sum = widths.reduce((total, one) => total + one, 0);
    const line = (cells: readonly string[], bold: boolean, tableHeader = false) =>
      new docx.TableRow({ tableHeader, cantSplit: true, children: widths.map((share, i) => cell(cells[i] ?? '', share / sum, bold)) });
    return new docx.Table({
      width: { size: room, type: docx.WidthType.DXA },
      columnWidths: widths.map((share) => Math.round((room * share) / sum)),
      rows: [...(head.length > 0 ? [line(head, true, true)] : []), ...rows.map((cells) => line(cells, false))],
    });
  };
  const children = blocks.flatMap((block): (InstanceType<typeof docx.Paragraph> | InstanceType<typeof docx.Table>)[] => {
    if (block.kind === 'break') return [new docx.Paragraph({ children: [new docx.PageBreak()] })];
    if (block.kind === 'table') return [table(block.head, block.rows, block.widths ?? block.head.map(() => 1))];
    if (block.kind === 'pairs')
      return [
        table(
          [],
          block.pairs.map(({ label, words }) => [label, words]),
          [1, 3],
        ),
      ];
    if (block.kind === 'picture') {
      const type = /png/.test(block.mime) ? ('png' as const) : ('jpg' as const);
      const dots = (millimetres: number) => Math.round((millimetres * 96) / 25.4);
      const image = new docx.ImageRun({
        type,
        data: Buffer.from(block.bytes),
        transformation: { width: dots(block.size), height: dots(block.height ?? block.size) },
      });
      return [new docx.Paragraph({ children: [image] })];
    }
    return [paragraph(block.text, block.kind, block.kind === 'title' || block.kind === 'heading', block.kind === 'title')];
  });
  const page = { size: { width, height }, margin: { top: margin, bottom: margin, left: margin, right: margin } };
  const document = new docx.Document({
    sections: [
      {
        properties: { page },
        footers: { default: new docx.Footer({ children: [paragraph(foot, 'small')] }) },
        children,
      },
    ],
  });
  return new Uint8Array(await docx.Packer.toBuffer(document));
}
