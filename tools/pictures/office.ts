// The second half of the pictures: the village list, postings, paying, papers and policies, after the town was brought to where they show something.

import { passedToPosting } from '../../tests/support/claiming';
import { approved, batched, funded, ownCard, plantApproved } from '../../tests/support/paying';
import { hung } from '../../tests/support/posting';
import type { Town } from '../../tests/support/town';

export interface Shot {
  name: string;
  who: string;
  url: string;
  /** Also taken at the desk. */
  desk?: boolean;
}

interface Places {
  publicity: { id: string; code: string };
  batch: string;
  draft: string;
}

const NAMES = ['郭秀英', '任保国', '冀春梅', '温海亮', '侯桂兰', '田有福', '成玉珍'];

/** Somebody new under a name of their own: newcomers are called like whom they are like. */
async function newcomer(town: Town, like?: string): Promise<string> {
  const who = await town.newcomer(like);
  const person = (await town.cloud.database.get('persons', town.personOf(who))) as { _id: string };
  await town.cloud.database.put('persons', { ...person, name: NAMES.shift() ?? '温玉' } as { _id: string });
  return who;
}

/** Two people on a posted list; four in a batch that waits for its release; a policy version begun. */
export async function prepare(town: Town): Promise<Places> {
  const posted = await passedToPosting(town, await newcomer(town));
  await passedToPosting(town, await newcomer(town));
  const list = await hung(town, posted.id);

  const first = await newcomer(town);
  await ownCard(town, first);
  const claim = await approved(town, first);
  for (let i = 0; i < 3; i += 1) {
    const who = await newcomer(town, 'province');
    await ownCard(town, who);
    await plantApproved(town, claim, who);
  }
  await funded(town);
  const batch = await batched(town);
  const draft = await town
    .as('clerk')
    .call('pack.begin', { version: 'transport@2025-44', suffix: 'pictures', periods: ['2026'], from: '2026-04-01' });
  return { publicity: list, batch: batch.id, draft: draft.draft.id };
}

/** The pages of the office and of who is who. */
export function officeShots(town: Town, { publicity, batch, draft }: Places): Shot[] {
  const person = (key: string) => encodeURIComponent(town.personOf(key));
  const year = 'programme=transport&period=2025';
  return [
    { name: 'village-list', who: 'cadre', url: '/packages/list/village/village', desk: true },
    { name: 'list-line', who: 'cadre', url: `/packages/list/line/line?person=${person('neighbour')}&${year}` },
    {
      name: 'list-missing',
      who: 'cadre',
      url: `/packages/list/line/line?person=${person('unknown_wage')}&programme=stabilisation&period=2025`,
    },
    { name: 'equation', who: 'cadre', url: `/packages/list/equation/equation?${year}`, desk: true },
    { name: 'sign', who: 'labourer', url: `/pages/sign/sign?person=${person('labourer')}&${year}` },
    { name: 'opening', who: 'clerk', url: '/packages/list/opening/opening' },
    { name: 'postings', who: 'cadre', url: '/packages/publicity/home/home' },
    { name: 'posted-list', who: 'cadre', url: `/packages/publicity/list/list?id=${encodeURIComponent(publicity.id)}`, desk: true },
    { name: 'posted-open', who: 'visitor', url: `/packages/publicity/open/open?code=${publicity.code}` },
    { name: 'papers', who: 'clerk', url: `/packages/papers/papers/papers?${year}`, desk: true },
    { name: 'layouts', who: 'clerk', url: '/packages/papers/layouts/layouts' },
    { name: 'pay', who: 'clerk', url: '/packages/pay/home/home', desk: true },
    { name: 'batch', who: 'clerk', url: `/packages/pay/batch/batch?id=${encodeURIComponent(batch)}`, desk: true },
    { name: 'typed', who: 'clerk', url: `/packages/pay/typed/typed?id=${encodeURIComponent(batch)}` },
    { name: 'failures', who: 'cadre', url: '/packages/pay/failures/failures' },
    { name: 'trace', who: 'clerk', url: '/packages/pay/trace/trace' },
    { name: 'tell', who: 'cadre', url: '/packages/told/people/people' },
    { name: 'notices', who: 'labourer', url: '/packages/told/notices/notices' },
    { name: 'money', who: 'labourer', url: '/packages/told/money/money' },
    { name: 'policies', who: 'clerk', url: '/packages/policy/packs/packs' },
    { name: 'policy', who: 'clerk', url: '/packages/policy/pack/pack?id=transport%402025-44' },
    { name: 'policy-draft', who: 'clerk', url: `/packages/policy/draft/draft?id=${encodeURIComponent(draft)}`, desk: true },
    { name: 'bind', who: 'visitor', url: '/packages/people/bind/bind' },
    { name: 'consent', who: 'visitor', url: '/packages/people/consent/consent' },
    { name: 'family', who: 'labourer', url: '/packages/people/family/family' },
    { name: 'card', who: 'labourer', url: '/packages/people/card/card' },
    { name: 'complain', who: 'labourer', url: '/packages/people/complain/complain' },
    { name: 'about', who: 'visitor', url: '/packages/people/about/about' },
    { name: 'people', who: 'cadre', url: '/packages/staff/people/people' },
    { name: 'person', who: 'cadre', url: `/packages/staff/person/person?id=${person('labourer')}` },
    { name: 'directory', who: 'clerk', url: '/packages/staff/directory/directory' },
  ];
}
