// The past of a person or household: who changed what and when; and the record as it was on a day one picks (那天是什么样).
import type { Output } from '@shared/contract/index';
import { beijingDate, beijingTime, dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call, wordsOf } from '../../../services/call';
import { ensureMe } from '../../../services/session';

type Item = Output<'person.history'>['items'][number];
interface Entry {
  key: string;
  about: string;
  version: number;
  when: string;
  by: string;
  deed: string;
  changes: Item['changes'];
}
interface Then {
  words: string;
  missing: string;
  lines: string[];
  sections: { words: string; rows: { field: string; words: string; value: string }[] }[];
}

Component({
  behaviors: [ownPage, pagedList],
  data: {
    of: 'person' as 'person' | 'household',
    id: '',
    today: '',
    items: [] as Entry[],
    on: '',
    seen: null as Then | null,
    looking: false,
    trouble: '',
  },
  methods: {
    async onLoad(options: { of?: string; id?: string }) {
      this.setData({ of: options.of === 'household' ? 'household' : 'person', id: decodeURIComponent(options.id ?? '') });
      try {
        this.setData({ today: (await ensureMe()).today });
      } catch {
        // The list says what is wrong.
      }
      await this.again();
    },
    async rows(cursor: string | undefined): Promise<{ items: Entry[]; next: string | null }> {
      const { of, id, today } = this.data;
      const { items, next } =
        of === 'person' ? await call('person.history', { person: id, cursor }) : await call('household.history', { household: id, cursor });
      return {
        next,
        items: items.map(({ record, about, version, at, by, deed, changes }) => ({
          key: `${record}:${version}`,
          about,
          version,
          by,
          deed,
          changes,
          when: `${dayWords(beijingDate(at), today)} ${beijingTime(at)}`,
        })),
      };
    },
    pick(event: WechatMiniprogram.PickerChange) {
      this.setData({ on: String(event.detail.value) });
      return this.look();
    },
    async look() {
      const { of, id, on, today } = this.data;
      if (on === '') return;
      this.setData({ looking: true, trouble: '', seen: null });
      try {
        const words = `${dayWords(on, today)}那天`;
        const then =
          of === 'person'
            ? personThen(words, await call('person.asOf', { person: id, on }))
            : householdThen(words, await call('household.asOf', { household: id, on }));
        if (this.data.on === on) this.setData({ seen: then });
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ looking: false });
      }
    },
    forget() {
      this.setData({ on: '', seen: null, trouble: '' });
    },
    onReachBottom() {
      return this.data.state === 'ready' && this.data.seen === null ? this.retryMore() : undefined;
    },
  },
});

type Shown = NonNullable<Output<'person.asOf'>['record']>['fields'];

function bySection(fields: Shown): Then['sections'] {
  const sections: Then['sections'] = [];
  for (const { section, field, words, value } of fields) {
    let at = sections.filter((one) => one.words === section)[0];
    if (at === undefined) {
      at = { words: section, rows: [] };
      sections.push(at);
    }
    at.rows.push({ field, words, value });
  }
  return sections;
}

const missingWords = (since: string | null): string => (since === null ? '那天还没有这条登记。' : `那天还没有这条登记，${since} 才登的。`);

function personThen(words: string, { record, since }: Output<'person.asOf'>): Then {
  if (!record) return { words, missing: missingWords(since), lines: [], sections: [] };
  const spells = record.spells.map(({ start, end, words: work }) => `${start} 至 ${end ?? '那时还在'}：${work}`);
  return {
    words,
    missing: '',
    lines: [`${record.villageName} ${record.household}`, record.status, ...spells].filter((line) => line !== ''),
    sections: bySection(record.fields),
  };
}

function householdThen(words: string, { record, since }: Output<'household.asOf'>): Then {
  if (!record) return { words, missing: missingWords(since), lines: [], sections: [] };
  const members = record.members.map(({ name, relation, status }) => `${name}，${relation}${status === '在册' ? '' : `，${status}`}`);
  return {
    words,
    missing: '',
    lines: [`${record.villageName} ${record.headName}家，${record.status}`, ...members],
    sections: bySection(record.fields),
  };
}
