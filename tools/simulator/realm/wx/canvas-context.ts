// The older canvas (canvas-id): wx.createCanvasContext gathers strokes and draw() puts them on the board, a true 2d canvas.
import { imageAt } from '../components/canvas';
import { boardOf } from '../components/canvas-ids';
import type { Host } from '../host';

type Pen = CanvasRenderingContext2D & Record<string, unknown>;
type Stroke = (pen: Pen) => void | Promise<void>;

/** Calls that mean the same on a true canvas. */
const SAME = [
  'arc',
  'arcTo',
  'beginPath',
  'bezierCurveTo',
  'clearRect',
  'clip',
  'closePath',
  'fill',
  'fillRect',
  'fillText',
  'lineTo',
  'moveTo',
  'quadraticCurveTo',
  'rect',
  'restore',
  'rotate',
  'save',
  'scale',
  'setTransform',
  'stroke',
  'strokeRect',
  'strokeText',
  'transform',
  'translate',
] as const;
/** Setters of the older context → properties of a true one. */
const SETTERS: Readonly<Record<string, string>> = {
  setFillStyle: 'fillStyle',
  setStrokeStyle: 'strokeStyle',
  setLineWidth: 'lineWidth',
  setLineCap: 'lineCap',
  setLineJoin: 'lineJoin',
  setMiterLimit: 'miterLimit',
  setTextAlign: 'textAlign',
  setTextBaseline: 'textBaseline',
  setGlobalAlpha: 'globalAlpha',
};
const PROPERTIES = [
  ...Object.values(SETTERS),
  'font',
  'globalCompositeOperation',
  'shadowBlur',
  'shadowColor',
  'shadowOffsetX',
  'shadowOffsetY',
  'lineDashOffset',
];

/** A context for the canvas with this id on the page on top (or in a component). */
export function createCanvasContext(host: Host, resolve: (src: string) => Promise<string>) {
  return (canvasId: string, component?: object): Record<string, unknown> => {
    let strokes: Stroke[] = [];
    const then = (stroke: Stroke) => void strokes.push(stroke);
    const measuring = new OffscreenCanvas(1, 1).getContext('2d') as unknown as Pen;
    const context: Record<string, unknown> = {
      setFontSize: (size: number) => then((pen) => void Object.assign(pen, { font: pen.font.replace(/[\d.]+px/, `${size}px`) })),
      setLineDash: (pattern: number[], offset = 0) =>
        then((pen) => {
          pen.setLineDash(pattern);
          pen.lineDashOffset = offset;
        }),
      setShadow: (x: number, y: number, blur: number, color: string) =>
        then((pen) => void Object.assign(pen, { shadowOffsetX: x, shadowOffsetY: y, shadowBlur: blur, shadowColor: color })),
      drawImage: (src: string, ...place: number[]) =>
        then(async (pen) => {
          const image = await imageAt(await resolve(src));
          (pen.drawImage as (...args: unknown[]) => void).call(pen, image, ...place);
        }),
      measureText: (text: string) => measuring.measureText(text),
      createLinearGradient: (...at: [number, number, number, number]) => measuring.createLinearGradient(...at),
      createCircularGradient: (x: number, y: number, r: number) => measuring.createRadialGradient(x, y, 0, x, y, r),
      /** Puts down what was gathered; without `reserve` the board is wiped first. */
      draw: (reserve = false, done?: () => void) => {
        const gathered = strokes;
        strokes = [];
        void host
          .busy(drawn(host, canvasId, component, reserve, gathered))
          .catch((error: unknown) => host.report(error))
          .then(() => done?.());
      },
    };
    for (const name of SAME)
      context[name] = (...args: unknown[]) => then((pen) => void (pen[name] as unknown as (...args: unknown[]) => void).call(pen, ...args));
    for (const [setter, name] of Object.entries(SETTERS)) {
      context[setter] = (value: unknown) => {
        then((pen) => void Object.assign(pen, { [name]: value }));
      };
    }
    const values: Record<string, unknown> = {};
    for (const name of PROPERTIES) {
      Object.defineProperty(context, name, {
        get: () => values[name] ?? measuring[name],
        set(value: unknown) {
          values[name] = value;
          if (name === 'font') measuring.font = String(value);
          then((pen) => void Object.assign(pen, { [name]: value }));
        },
      });
    }
    return context;
  };
}

async function drawn(host: Host, canvasId: string, component: object | undefined, reserve: boolean, strokes: Stroke[]): Promise<void> {
  const board = boardOf(host, canvasId, component);
  const pen = board.getContext('2d') as Pen | null;
  if (!pen) throw new Error(`画布 ${canvasId} 已经用作别的画布`);
  if (!reserve) {
    // Every drawing starts with a clean board and a fresh pen.
    pen.reset();
    pen.font = '10px sans-serif';
  }
  for (const stroke of strokes) await stroke(pen);
}
