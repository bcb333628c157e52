// The card and the poster of a job fair as boxes: the day largest, then the hours, where, who looks for whom, how one gets there, what to bring.
import type { Sheet } from './boxes';
import { bringText, type FairSubject, fairDay, offerText, workOf } from './push-fair';
import { CARD, cardFrame, type Framed, GAP, POSTER, posterFrame, text } from './push-frame';

export interface FairContent extends Pick<Framed, 'whose' | 'by' | 'on'> {
  fair: FairSubject;
}

const FRAME = { what: '招聘会', never: '进门、应聘都不收钱，谁要钱都别给' };

export function fairCard({ fair, whose, on }: FairContent): Sheet {
  const { width, edge } = CARD;
  const frame = cardFrame({ ...FRAME, whose });
  const full = width - 2 * edge;
  const left = full - frame.code.w - GAP;
  return {
    ...frame,
    texts: [
      ...frame.texts,
      text({ x: edge, y: 158, w: full, h: 120, text: fairDay(fair.on, on), size: 92, min: 64, bold: true, colour: 'accent' }),
      text({ x: edge, y: 280, w: full, h: 72, text: fair.hours, size: 54, min: 28 }),
      text({ x: edge, y: 358, w: full, h: 152, text: fair.title, size: 58, min: 46, lines: 2, bold: true }),
      text({ x: edge, y: 518, w: left, h: 132, text: fair.where, size: 50, min: 36, lines: 2 }),
      text({ x: edge, y: 656, w: left, h: 70, text: offerText(fair), size: 50, min: 36 }),
    ],
  };
}

export function fairPoster({ fair, ...said }: FairContent): Sheet {
  const { width, edge } = POSTER;
  const frame = posterFrame({ ...FRAME, ...said });
  const full = width - 2 * edge;
  const left = full - frame.code.w - 2 * GAP;
  const work = workOf(fair).join('、');
  /** Heights of what may be long, so that a long one shrinks and none pushes another away. */
  const facts: { key: string; value: string; y: number; h: number; size: number; lines: number }[] = [
    { key: '在哪', value: fair.where, y: 724, h: 134, size: 50, lines: 2 },
    { key: '怎么去', value: fair.transport, y: 862, h: 118, size: 44, lines: 2 },
    { key: '谁来招', value: `${offerText(fair)}${work === '' ? '' : `：${work}`}`, y: 984, h: 218, size: 44, lines: 3 },
  ];
  return {
    ...frame,
    texts: [
      ...frame.texts,
      text({ x: edge, y: 274, w: full, h: 204, text: fair.title, size: 76, min: 56, lines: 2, bold: true }),
      text({ x: edge, y: 484, w: full, h: 150, text: fairDay(fair.on, said.on), size: 112, min: 80, bold: true, colour: 'accent' }),
      text({ x: edge, y: 634, w: full, h: 82, text: fair.hours, size: 62, min: 36 }),
      ...facts
        .filter(({ value }) => value !== '')
        .flatMap(({ key, value, y, h, size, lines }) => [
          text({ x: edge, y, w: 150, h, text: key, size: 44, min: 40, colour: 'ink-2' }),
          text({ x: edge + 170, y, w: full - 170, h, text: value, size, min: 32, lines }),
        ]),
      text({ x: edge, y: frame.code.y + 8, w: left, h: 176, text: bringText(fair), size: 42, min: 32, lines: 3 }),
      text({
        x: edge,
        y: frame.code.y + 190,
        w: left,
        h: 62,
        text: `打电话问：${fair.contact.words}`,
        size: 46,
        min: 28,
        colour: 'ink-2',
      }),
      text({ x: edge, y: frame.code.y + 254, w: left, h: 120, text: fair.contact.phone, size: 84, min: 56, bold: true }),
    ],
  };
}
