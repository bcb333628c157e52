// Delivers what changes left in the outbox: at least once into the receiver's notices, and as a message where a quota was given for it.
import type { Instant } from '@shared/domain/records';
import { troubleLine } from './log';
import { type NoticeRecord, nextDue, noticeOf, type OutboxRow } from './outbox';
import { range, type Store } from './store';

/** How many rows one run takes, and how many at a time: well within a minute, 100,000 offers of a county's first night within one. */
const MOST_ROWS = 250;
const AT_A_TIME = 10;

/** settings/messages: which of the platform's templates says what, per kind of telling. Missing = only in the mini-program. */
export interface MessageSettings {
  _id: 'messages';
  templates: Record<string, { template: string; fields: { title: string; text: string; time: string } }>;
}

/** quotas/{openid}:{template}: how many messages the receiver has allowed and we have not sent. */
export interface QuotaRecord {
  _id: string;
  left: number;
}

export interface Message {
  openid: string;
  template: string;
  page: string;
  data: Record<string, { value: string }>;
}
export type Send = (message: Message) => Promise<void>;

/** The platform cuts a text field at 20 signs by refusing the whole message. */
function fieldText(words: string): string {
  const signs = Array.from(words);
  return signs.length > 20 ? `${signs.slice(0, 19).join('')}…` : words;
}

function messageOf(row: OutboxRow, settings: MessageSettings | null): Message | null {
  const template = settings?.templates[row.kind];
  if (!template) return null;
  const { title, text, time } = template.fields;
  const at = `${row.createdAt.slice(0, 10)} ${row.createdAt.slice(11, 16)}`;
  return {
    openid: row.openid,
    template: template.template,
    page: row.page,
    data: { [title]: { value: fieldText(row.title) }, [text]: { value: fieldText(row.text) }, [time]: { value: at } },
  };
}

/** Takes the row for this run: due later from now on, so that nobody else takes it meanwhile. null when it is taken, done or given up. */
async function lease(store: Store, id: string, now: Instant): Promise<OutboxRow | null> {
  return store.transaction(async (tx) => {
    const row = await tx.get<OutboxRow>('outbox', id);
    if ((row?.state !== 'waiting' && row?.state !== 'behind') || row.dueAt > now) return null;
    const attempts = row.attempts + 1;
    const dueAt = nextDue(attempts, now);
    if (dueAt === null) {
      await tx.patch('outbox', id, { state: 'failed' });
      return null;
    }
    await tx.patch('outbox', id, { attempts, dueAt });
    return { ...row, attempts, dueAt };
  });
}

/** The notice and, when one is left, the spending of a message quota, as one: whether a message may be sent. Spent before sending, never after. */
async function accept(store: Store, row: OutboxRow, message: Message | null): Promise<boolean> {
  const notice = noticeOf(row);
  return store.transaction(async (tx) => {
    // Delivered before by a run that broke off: the notice is there, and so was the message spent.
    if (await tx.get<NoticeRecord>('notices', notice._id)) {
      await tx.patch('outbox', row._id, { state: 'done' });
      return false;
    }
    await tx.insert('notices', notice);
    await tx.patch('outbox', row._id, { state: 'done' });
    if (!message) return false;
    const quotaId = `${message.openid}:${message.template}`;
    const quota = await tx.get<QuotaRecord>('quotas', quotaId);
    if (!quota || quota.left < 1) return false;
    await tx.patch('quotas', quotaId, { left: quota.left - 1 });
    return true;
  });
}

/** Whether this row was delivered now. */
async function deliver(store: Store, send: Send, settings: MessageSettings | null, id: string, now: Instant): Promise<boolean> {
  const row = await lease(store, id, now);
  if (!row) return false;
  const message = messageOf(row, settings);
  if (await accept(store, row, message)) {
    // Refused by the receiver's settings or by the platform: the notice in the mini-program stands all the same.
    await send(message as Message).catch((error: unknown) =>
      store.transaction((tx) => tx.patch('outbox', row._id, { lastError: codeOf(error) })),
    );
  }
  return true;
}

/** What is due of one kind of waiting, oldest first. */
function due(store: Store, state: OutboxRow['state'], now: Instant, limit: number): Promise<OutboxRow[]> {
  if (limit === 0) return Promise.resolve([]);
  return store.list<OutboxRow>('outbox', { where: { state, dueAt: range({ lte: now }) }, order: ['dueAt', 'asc'], limit });
}

/**
 * One run of the minute timer: first what concerns something one person has under way, then the offers of the night. What fails is left
 * to a later run, when its lease is over, and holds up nothing behind it.
 */
export async function deliverDue(store: Store, send: Send, now: Instant): Promise<{ delivered: number; failed: number }> {
  const settings = await store.get<MessageSettings>('settings', 'messages');
  const first = await due(store, 'waiting', now, MOST_ROWS);
  const rows = [...first, ...(await due(store, 'behind', now, MOST_ROWS - first.length))];
  let delivered = 0;
  let failed = 0;
  for (let from = 0; from < rows.length; from += AT_A_TIME)
    await Promise.all(
      rows.slice(from, from + AT_A_TIME).map(async ({ _id }) => {
        try {
          if (await deliver(store, send, settings, _id, now)) delivered += 1;
        } catch (error) {
          failed += 1;
          console.error(troubleLine(error, '', 'delivery'));
        }
      }),
    );
  return { delivered, failed };
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null ? (error as { errCode?: unknown }).errCode : null;
  return typeof code === 'number' || typeof code === 'string' ? String(code) : 'unknown';
}
