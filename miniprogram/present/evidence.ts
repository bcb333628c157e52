// The pictures a claim asks for, those the cloud has and those still on the phone, as one list per kind; and what is still missing.
import type { Output } from '@shared/contract/index';
import { givenKinds, TICKET_KIND } from '@shared/domain/tickets';
import { evidenceWords } from '@shared/domain/words';
import type { Photo } from '../services/drafts';

type Claim = Output<'claim.draft'>['claim'];
type EvidenceSet = Claim['evidence'][number];
type Receipt = Claim['receipts'][number];

export interface PhotoRow {
  /** A photo's key or, for one this phone has no copy of, the receipt's id. */
  key: string;
  path: string;
  /** A file to open rather than a picture to show. */
  document: boolean;
  receipt: string;
  tone: 'good' | 'wait' | 'stop';
  icon: string;
  words: string;
  hint: string;
  /** 0 = no bar. */
  percent: number;
}

export interface Slot {
  kind: string;
  words: string;
  done: number;
  items: PhotoRow[];
}

export interface SlotSet {
  key: string;
  heading: string;
  slots: Slot[];
}

const TICKET_SLOT = { kind: TICKET_KIND, words: evidenceWords(TICKET_KIND, 'resident'), official: evidenceWords(TICKET_KIND, 'official') };

const PHOTO: Record<Photo['state'], Pick<PhotoRow, 'tone' | 'icon' | 'words'>> = {
  waiting: { tone: 'wait', icon: 'clock', words: '先存在手机里，有信号自己传' },
  sending: { tone: 'wait', icon: 'up', words: '正在传' },
  done: { tone: 'good', icon: 'check', words: '传上去了' },
  refused: { tone: 'stop', icon: 'cross', words: '这张不行' },
};

const DOCUMENT = /\.(pdf|ofd)$/i;

function photoRow(photo: Photo, percent: number): PhotoRow {
  const sending = photo.state === 'sending';
  return {
    key: photo.key,
    path: photo.path,
    document: DOCUMENT.test(photo.path),
    receipt: photo.receipt,
    ...PHOTO[photo.state],
    hint: photo.words,
    percent: sending ? Math.max(percent, 4) : 0,
  };
}

function receiptRow(receipt: Receipt): PhotoRow {
  const size =
    receipt.bytes >= 1_000_000 ? `${(receipt.bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(receipt.bytes / 1000))} KB`;
  return {
    key: receipt.id,
    path: '',
    document: receipt.mime.startsWith('application/'),
    receipt: receipt.id,
    tone: 'good',
    icon: 'check',
    words: '传上去了',
    hint: size,
    percent: 0,
  };
}

function slotOf(kind: string, words: string, claim: Claim, photos: Photo[], percents: Record<string, number>): Slot {
  const mine = photos.filter((photo) => photo.kind === kind);
  const local = new Set(mine.map((photo) => photo.receipt));
  const elsewhere = claim.receipts.filter((receipt) => receipt.kind === kind && !local.has(receipt.id));
  return {
    kind,
    words,
    done: claim.receipts.filter((receipt) => receipt.kind === kind).length,
    items: [...elsewhere.map(receiptRow), ...mine.map((photo) => photoRow(photo, percents[photo.key] ?? 0))],
  };
}

/** One set per demand of the policy; pictures of a kind no longer asked for stand last, so that none is ever lost from sight. */
export function slotSets(claim: Claim, photos: Photo[], percents: Record<string, number> = {}): SlotSet[] {
  const demanded = claim.evidence.some((set) => set.kinds.some(({ kind }) => kind === TICKET_KIND));
  // Where the sum hangs on tickets their pictures are asked for, whether or not a proof of that kind is demanded.
  const tickets = claim.terms !== null && !demanded ? [{ need: 'all' as const, kinds: [TICKET_SLOT] }] : [];
  const asking = [...claim.evidence, ...tickets];
  const sets = asking.map((set, index) => ({
    key: String(index),
    heading: set.need === 'any' && set.kinds.length > 1 ? '下面有一样就行' : '',
    slots: set.kinds.map(({ kind, words }) => slotOf(kind, words, claim, photos, percents)),
  }));
  const asked = new Set(asking.flatMap((set) => set.kinds.map(({ kind }) => kind)));
  const others = [...new Set([...claim.receipts, ...photos].map(({ kind }) => kind))].filter((kind) => !asked.has(kind));
  if (others.length === 0) return sets;
  return [
    ...sets,
    {
      key: 'others',
      heading: '另外交的',
      slots: others.map((kind) => slotOf(kind, evidenceWords(kind, 'resident'), claim, photos, percents)),
    },
  ];
}

function missingOf(set: EvidenceSet, has: (kind: string) => boolean): string[] {
  const lacking = set.kinds.filter(({ kind }) => !has(kind)).map(({ words }) => words);
  if (set.need === 'all') return lacking;
  return lacking.length === set.kinds.length && lacking.length > 0 ? [lacking.join('或者')] : [];
}

/** What the policy still asks for, as words; counts only what the cloud has accepted. */
export function missingEvidence(claim: Claim): string[] {
  const kinds = new Set(givenKinds(claim));
  return claim.evidence.flatMap((set) => missingOf(set, (kind) => kinds.has(kind)));
}
