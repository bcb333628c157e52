// A field to sign in with a finger or a mouse. Tells when something was drawn; `file()` gives the drawing as a picture of the phone.
interface Pad {
  canvas: WechatMiniprogram.Canvas;
  pen: WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D;
}
const pads = new WeakMap<object, Pad>();

interface Point {
  x: number;
  y: number;
}

Component({
  data: { drawn: false },
  lifetimes: {
    ready() {
      this.createSelectorQuery()
        .select('#pad')
        .fields({ node: true, size: true })
        .exec(([found]: ({ node: WechatMiniprogram.Canvas; width: number; height: number } | null)[]) => {
          if (!found) return;
          const { pixelRatio } = wx.getWindowInfo();
          found.node.width = found.width * pixelRatio;
          found.node.height = found.height * pixelRatio;
          const pen = found.node.getContext('2d') as Pad['pen'];
          pen.scale(pixelRatio, pixelRatio);
          pen.lineWidth = 3;
          pen.lineCap = 'round';
          pen.lineJoin = 'round';
          pen.strokeStyle = '#1d2420';
          pads.set(this, { canvas: found.node, pen });
        });
    },
  },
  methods: {
    begin(event: WechatMiniprogram.TouchEvent) {
      const point = event.touches[0] as unknown as Point | undefined;
      const pad = pads.get(this);
      if (!pad || !point) return;
      pad.pen.beginPath();
      pad.pen.moveTo(point.x, point.y);
    },
    move(event: WechatMiniprogram.TouchEvent) {
      const point = event.touches[0] as unknown as Point | undefined;
      const pad = pads.get(this);
      if (!pad || !point) return;
      pad.pen.lineTo(point.x, point.y);
      pad.pen.stroke();
      if (this.data.drawn) return;
      this.setData({ drawn: true });
      this.triggerEvent('drawn', { drawn: true });
    },
    clear() {
      const pad = pads.get(this);
      if (!pad) return;
      pad.pen.clearRect(0, 0, pad.canvas.width, pad.canvas.height);
      this.setData({ drawn: false });
      this.triggerEvent('drawn', { drawn: false });
    },
    /** The path of the drawing as PNG; null when nothing was drawn. */
    async file(): Promise<string | null> {
      const pad = pads.get(this);
      if (!pad || !this.data.drawn) return null;
      const { tempFilePath } = await wx.canvasToTempFilePath(
        { canvas: pad.canvas, fileType: 'png', destWidth: 600, destHeight: Math.round((600 * pad.canvas.height) / pad.canvas.width) },
        this,
      );
      return tempFilePath;
    },
  },
});
