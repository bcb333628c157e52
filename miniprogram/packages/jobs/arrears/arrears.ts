// Who told that one employer owes them pay: how many in the township, who they are within one's own places, and the way to hold it against it.
import type { Output } from '@shared/contract/index';
import { dayWords, monthWords } from '@shared/domain/dates';
import { arrearsWords } from '@shared/domain/employers';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call } from '../../../services/call';
import { go } from '../../../services/device';
import { ensureMe } from '../../../services/session';

type About = Output<'employer.arrears'>;
type Row = About['items'][number];

const rowOf = ({ person, name, villageName, group, since, toldOn, left }: Row, today: string) => ({
  ...{ person, name },
  where: [villageName, group].filter((one) => one !== '').join(' '),
  since: `${monthWords(since)}起欠着，${left ? '已经不在这家了' : '还在这家干'}`,
  told: `${dayWords(toldOn, today)}说的`,
});

Component({
  behaviors: [ownPage, pagedList],
  data: {
    id: '',
    about: null as About | null,
    words: '',
    none: '',
    hint: '',
    items: [] as ReturnType<typeof rowOf>[],
  },
  methods: {
    onLoad(query: { employer?: string }) {
      this.setData({ id: decodeURIComponent(query.employer ?? '') });
    },
    onShow() {
      return this.again();
    },
    async rows(cursor: string | undefined) {
      const [me, about] = await Promise.all([ensureMe(), call('employer.arrears', { employer: this.data.id, cursor })]);
      const { arrears, sees } = about;
      this.setData({
        about,
        words: arrears ? `${arrearsWords(arrears)}。` : '',
        none: arrears ? (sees ? '您管的地方没有人说过' : '是谁，由村里和站里看') : '没有人说过这家欠工资',
        hint: arrears && !sees ? '帮着要工钱的是本村干部和乡里的站。' : '',
      });
      return { items: about.items.map((one) => rowOf(one, me.today)), next: about.next };
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { person } = event.currentTarget.dataset as { person: string };
      go(`/packages/where/spell/spell?person=${encodeURIComponent(person)}`);
    },
    mark() {
      const { arrears } = this.data.about ?? {};
      const from = arrears ? `本人来说，${arrears.people} 人` : '';
      go(`/packages/jobs/employer/employer?id=${encodeURIComponent(this.data.id)}&open=mark&from=${encodeURIComponent(from)}`);
    },
    keep() {
      go(`/packages/jobs/employers/employers?name=${encodeURIComponent(this.data.about?.name ?? '')}`);
    },
  },
});
