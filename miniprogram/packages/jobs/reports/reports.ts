// 群众说不对的: what residents find wrong with postings, urgent first; one answer for all who said it of one posting.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { STATUS_WORDS } from '@shared/domain/postings';
import { REPORT_RESULT_WORDS, REPORT_WORDS } from '@shared/domain/reports';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { asCallError, call } from '../../../services/call';
import { dial, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';

type Report = Output<'report.list'>['items'][number];
type Result = NonNullable<Report['answer']>['result'];
const RESULTS: readonly Result[] = ['kept', 'mended', 'full', 'stopped'];
/** More than anybody reports of one posting before somebody looks. */
const MOST_ROUNDS = 20;

function reportLine(one: Report, today: string) {
  return {
    ...{
      id: one.id,
      posting: one.posting,
      title: one.title,
      employer: one.employer,
      words: one.words,
      phone: one.phone,
      urgent: one.urgent,
    },
    reason: REPORT_WORDS[one.reason].official,
    when: dayWords(one.at.slice(0, 10), today),
    status: one.postingStatus ? STATUS_WORDS[one.postingStatus] : '不在了',
    answer: one.answer ? `${REPORT_RESULT_WORDS[one.answer.result].staff}：${one.answer.words}（${one.answer.by}）` : '',
  };
}

Component({
  behaviors: [ownPage, pagedList],
  data: {
    status: 'open' as 'open' | 'answered',
    items: [] as ReturnType<typeof reportLine>[],
    answers: false,
    results: RESULTS.map((result) => ({ result, words: REPORT_RESULT_WORDS[result].staff })),
    posting: '',
    title: '',
    result: 'kept' as Result,
    text: '',
    busy: false,
    problem: '',
  },
  methods: {
    async rows(cursor: string | undefined) {
      const [me, page] = await Promise.all([ensureMe(), call('report.list', { status: this.data.status, cursor })]);
      this.setData({ answers: page.answers });
      return { items: page.items.map((one) => reportLine(one, me.today)), next: page.next };
    },
    onShow() {
      return this.again();
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      this.setData({ status: (event.currentTarget.dataset as { status: 'open' | 'answered' }).status });
      return this.again();
    },
    ring(event: WechatMiniprogram.TouchEvent) {
      dial((event.currentTarget.dataset as { phone: string }).phone);
    },
    begin(event: WechatMiniprogram.TouchEvent) {
      const { posting, title } = event.currentTarget.dataset as { posting: string; title: string };
      this.setData({ posting, title, result: 'kept', text: '', problem: '' });
    },
    close() {
      if (!this.data.busy) this.setData({ posting: '' });
    },
    pickResult(event: WechatMiniprogram.TouchEvent) {
      this.setData({ result: (event.currentTarget.dataset as { result: Result }).result });
    },
    typed(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value;
    },
    async send() {
      const { posting, result, text, busy } = this.data;
      if (busy) return;
      this.setData({ busy: true, problem: '' });
      try {
        let told = 0;
        for (let round = 0; round < MOST_ROUNDS; round += 1) {
          const { answered, left } = await intend('report.answer', { posting, result, words: text.trim() });
          told += answered;
          if (!left) break;
        }
        this.setData({ posting: '' });
        say(`回了 ${told} 个人`);
        await this.again();
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({ problem: Object.values(fields)[0] ?? `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
