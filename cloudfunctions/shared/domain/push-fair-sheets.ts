// The card and the poster of a job fair as boxes: the day largest, then the hours, where, who looks for whom, how one gets there, what to bring.
import type { Sheet } from './boxes';
import { bringText, type FairSubject, fairDay, offerText, workOf } from './push-fair';
import { CARD, cardFrame, type Framed, GAP, POSTER, posterFrame, type Row, stacked } from './push-frame';

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
      ...stacked(
        [
          { x: edge, w: full, text: fairDay(fair.on, on), size: 92, min: 64, bold: true, colour: 'accent' },
          { x: edge, w: full, text: fair.hours, size: 56, min: 28 },
          { x: edge, w: full, text: fair.title, size: 60, min: 42, lines: 2, bold: true },
        ],
        158,
        frame.code.y - 4,
      ),
      ...stacked(
        [
          { x: edge, w: left, text: fair.where, size: 52, min: 34, lines: 2 },
          { x: edge, w: left, text: offerText(fair), size: 52, min: 34 },
        ],
        frame.code.y + 16,
        frame.code.y + frame.code.h - 8,
      ),
    ],
  };
}

export function fairPoster({ fair, ...said }: FairContent): Sheet {
  const { width, edge } = POSTER;
  const frame = posterFrame({ ...FRAME, ...said });
  const full = width - 2 * edge;
  const left = full - frame.code.w - 2 * GAP;
  const work = workOf(fair).join('、');
  const fact = (key: string, words: string): Row[] =>
    words === ''
      ? []
      : [
          {
            key: { text: key, x: edge, w: 170 },
            ...{ x: edge + 190, w: full - 190, text: words, size: 54, min: 32, lines: 3 },
          },
        ];
  return {
    ...frame,
    texts: [
      ...frame.texts,
      ...stacked(
        [
          { x: edge, w: full, text: fair.title, size: 84, min: 52, lines: 2, bold: true },
          { x: edge, w: full, text: fairDay(fair.on, said.on), size: 128, min: 80, bold: true, colour: 'accent' },
          { x: edge, w: full, text: fair.hours, size: 68, min: 32 },
          ...fact('在哪', fair.where),
          ...fact('怎么去', fair.transport),
          ...fact('谁来招', `${offerText(fair)}${work === '' ? '' : `：${work}`}`),
        ],
        288,
        frame.code.y - GAP,
      ),
      ...stacked(
        [
          { x: edge, w: left, text: bringText(fair), size: 48, min: 30, lines: 3 },
          { x: edge, w: left, text: `打电话问：${fair.contact.words}`, size: 48, min: 28, colour: 'ink-2' },
          { x: edge, w: left, text: fair.contact.phone, size: 88, min: 54, bold: true },
        ],
        frame.code.y + 8,
        frame.code.y + frame.code.h + 40,
      ),
    ],
  };
}
