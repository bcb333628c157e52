// Draws a sheet of boxes on the phone's canvas and gives the picture's path. What goes where is domain/push-sheets.ts.
import { type Area, COLOURS, layText, type Measure, type Sheet } from '@shared/domain/boxes';

type Pen = WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D;

const font = (size: number, bold: boolean): string => `${bold ? 'bold ' : ''}${size}px 'PingFang SC', sans-serif`;

function measuring(pen: Pen): Measure {
  return (text, size, bold) => {
    pen.font = font(size, bold);
    return pen.measureText(text).width;
  };
}

function pictureOf(canvas: WechatMiniprogram.Canvas, src: string): Promise<WechatMiniprogram.Image> {
  return new Promise((resolve, reject) => {
    const image = canvas.createImage();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('the code does not load'));
    image.src = src;
  });
}

/** The white edge a decoder needs is part of the code's own place. */
async function drawCode(pen: Pen, canvas: WechatMiniprogram.Canvas, { x, y, w, h }: Area, src: string): Promise<void> {
  pen.fillStyle = COLOURS.card;
  pen.fillRect(x, y, w, h);
  pen.drawImage((await pictureOf(canvas, src)) as unknown as never, x, y, w, h);
}

/**
 * @param code data address of the mini-program code; '' leaves its place white (the platform does not make one now).
 * @returns the path of a PNG of the sheet's own size.
 */
export async function drawSheet(canvas: WechatMiniprogram.Canvas, sheet: Sheet, code: string): Promise<string> {
  const { width, height } = sheet;
  const pen = canvas.getContext('2d') as Pen;
  canvas.width = width;
  canvas.height = height;
  pen.fillStyle = COLOURS[sheet.ground];
  pen.fillRect(0, 0, width, height);
  for (const { x, y, w, h, colour } of sheet.areas) {
    pen.fillStyle = COLOURS[colour];
    pen.fillRect(x, y, w, h);
  }
  const measure = measuring(pen);
  for (const box of sheet.texts) {
    const { size, lines } = layText(box, measure);
    pen.font = font(size, box.bold);
    pen.fillStyle = COLOURS[box.colour];
    for (const { text, x, y } of lines) pen.fillText(text, x, y);
  }
  if (code !== '') await drawCode(pen, canvas, sheet.code, code);
  const { tempFilePath } = await wx.canvasToTempFilePath({
    canvas,
    x: 0,
    y: 0,
    width,
    height,
    destWidth: width,
    destHeight: height,
    fileType: 'png',
  });
  return tempFilePath;
}

/** The page's canvas, once it is there. */
export function canvasOf(
  page: { createSelectorQuery(): WechatMiniprogram.SelectorQuery },
  selector: string,
): Promise<WechatMiniprogram.Canvas> {
  return new Promise((resolve, reject) => {
    page
      .createSelectorQuery()
      .select(selector)
      .fields({ node: true, size: true })
      .exec(([found]: ({ node: WechatMiniprogram.Canvas } | null)[]) => (found ? resolve(found.node) : reject(new Error('no canvas'))));
  });
}
