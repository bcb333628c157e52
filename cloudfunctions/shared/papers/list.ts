// The list a paper is about, read once: its claims, people, minutes and posting; and the papers made of it.
import type { ClaimRecord, Fen, PlaceRecord } from '@shared/domain/records';
import { type PolicyPack, statementOf } from '@shared/policies';
import type { ListKey } from '@shared/repos/papers';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import {
  isFiledForThem,
  type ListData,
  type Member,
  type OpenedValues,
  proxyOnly,
  townBlanks,
  type VillageSum,
  villageBlanks,
} from './blanks';
import { type Blanks, fillSheet, fillWord } from './fill';
import { fileName, LAYOUTS, type LayoutInfo } from './layouts';
import { postedOf } from './posted';
import { postable } from './sample';

export interface ListAbout {
  place: PlaceRecord;
  key: ListKey;
  /** Begins every file's name: 青石乡杏花村-2025年路费补贴. */
  title: string;
  pack: PolicyPack;
  claims: ClaimRecord[];
  people: number;
  sumFen: Fen;
  data: Omit<ListData, 'members'>;
  /** Whether the pack's list names the employer. */
  employer: boolean;
}

const noPlace = (code: string, name = ''): PlaceRecord => ({
  _id: code,
  level: 'county',
  name,
  county: code,
  town: '',
  parent: '',
  contact: { words: '', phone: '' },
});

/** @param batch of those alone whose payment is in it, whatever became of it; its title stands in the names of the files. */
export async function listOf(
  place: PlaceRecord,
  key: ListKey,
  ctx: Context,
  batch?: { title: string; claims: ReadonlySet<string> },
): Promise<ListAbout> {
  const { repos, policies, today } = ctx;
  const level = place.level === 'village' ? 'village' : 'town';
  const [all, policy, county, town, installation, minutes, posted] = await Promise.all([
    repos.papers.claims(level, place._id, key),
    policies.forClaim(key.programme, key.period, today),
    repos.places.get(place.county),
    repos.places.get(level === 'town' ? place._id : place.town),
    repos.installation.get(),
    level === 'village' ? repos.papers.minutes(place._id, key) : null,
    level === 'village' ? postedOf(place._id, key, ctx) : null,
  ]);
  const { pack } = policy;
  const claims = batch ? all.filter(({ _id }) => batch.claims.has(_id)) : all;
  return {
    place,
    key,
    title: `${level === 'village' ? (town?.name ?? '') : ''}${place.name}-${batch ? batch.title : `${key.period}年${pack.spoken}`}`,
    pack,
    claims,
    people: claims.length,
    sumFen: claims.reduce((sum, { amountFen }) => sum + amountFen, 0),
    employer: namesEmployer(pack),
    data: {
      county: county ?? noPlace(place.county),
      town: town ?? noPlace(place.town),
      village: place,
      programmeName: pack.name,
      period: key.period,
      today,
      complaintPhone: installation.complaintPhone,
      statement: statementOf(pack),
      minutes,
      posted,
    },
  };
}

/** Whether the posted list of a pack names the employer: where work for the same one is what counts. */
export function namesEmployer(pack: PolicyPack): boolean {
  return pack.conditions.some(({ use }) => use === 'same_employer_months');
}

/** The papers this list has, in the order they are needed; a mandate only where somebody filed for another. */
export function papersOf({ place, employer, claims }: Pick<ListAbout, 'place' | 'employer' | 'claims'>): LayoutInfo[] {
  const of = place.level === 'village' ? 'village' : 'town';
  const filed = claims.some(isFiledForThem);
  return LAYOUTS.filter(
    (one) => one.of === of && (one.when === undefined || (one.when === 'employer') === employer) && (one.key !== 'proxy' || filed),
  );
}

/** What a paper would still have open, in words; '' = nothing. */
export function openOf(info: LayoutInfo, { data, people }: ListAbout): string {
  if (people === 0) return '名单上还没有人';
  if (info.key === 'minutes' && !data.minutes) return '会还没记，会议那几处要手填';
  if (info.key.startsWith('publicity') && !data.posted) return '还没贴榜，日期要手填';
  if (info.key === 'no-objection' && !data.posted) return '还没贴榜，现在出早了';
  if (info.key === 'no-objection' && data.posted && data.posted.to >= data.today) return '榜还没到期，现在出早了';
  return '';
}

/** Identity numbers, accounts and telephones opened for a roster; the export was noted before. */
function openedOf(claim: ClaimRecord, member: Omit<Member, 'opened'>, ctx: Context): OpenedValues {
  const { person } = member;
  const open = (field: string, sealed: string | null | undefined) =>
    sealed ? ctx.open({ collection: 'persons', record: claim.person, field }, sealed) : '';
  return {
    idNumber: open('idNumber', person.idNumber),
    account: open('account', person.account?.sealed),
    phone: open('phone', person.phone),
  };
}

async function membersOf(list: ListAbout, whole: boolean, ctx: Context): Promise<Member[]> {
  const [persons, households] = await Promise.all([ctx.repos.papers.persons(list.claims), ctx.repos.papers.households(list.claims)]);
  return list.claims.map((claim) => {
    const person = persons.get(claim.person);
    if (!person) throw new Problem('not_found', { message: `名单上有人在登记里找不到了：${claim.personName}`, next: '请打电话告诉乡里。' });
    const member = { claim, person, householdCode: households.get(claim.household)?.code ?? '' };
    return { ...member, opened: whole ? openedOf(claim, member, ctx) : null };
  });
}

/** The township's villages that have somebody on the list. */
async function villageSums(list: ListAbout, ctx: Context): Promise<VillageSum[]> {
  const byVillage = new Map<string, ClaimRecord[]>();
  for (const claim of list.claims) byVillage.set(claim.village, [...(byVillage.get(claim.village) ?? []), claim]);
  return Promise.all(
    [...byVillage]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(async ([code, claims]) => ({
        name: (await ctx.repos.places.get(code))?.name ?? code,
        count: claims.length,
        fen: claims.reduce((sum, { amountFen }) => sum + amountFen, 0),
        posted: await postedOf(code, list.key, ctx),
      })),
  );
}

async function blanksFor(info: LayoutInfo, list: ListAbout, whole: boolean, ctx: Context): Promise<Blanks> {
  if (info.of === 'town') return townBlanks({ ...list.data, fund: list.pack.fund?.name ?? '', villages: await villageSums(list, ctx) });
  const data: ListData = { ...list.data, members: await membersOf(list, whole && info.key === 'roster', ctx) };
  const blanks = villageBlanks(info.key === 'proxy' ? proxyOnly(data) : data);
  // Masked by construction: what a posted list may hold is copied out, the rest never reaches the layout.
  return info.key.startsWith('publicity') ? { ...blanks, 名单: (blanks.名单 as Blanks[]).map(postable) } : blanks;
}

/** The layout in use: the county's own, else the example. */
export async function layoutBytes(info: LayoutInfo, example: boolean, ctx: Context): Promise<Uint8Array> {
  const own = example ? null : await ctx.repos.papers.layout(info.key);
  const stored = own?.status === 'own' ? await ctx.files.read(own.fileID) : null;
  if (own?.status === 'own' && !stored)
    throw new Problem('not_found', {
      message: `本县的「${info.name}」格式文件找不到了。`,
      next: '在「材料格式」里换回示例格式，或者重新传。',
    });
  return stored ?? info.example();
}

export async function madePaper(
  info: LayoutInfo,
  list: ListAbout,
  whole: boolean,
  ctx: Context,
): Promise<{ name: string; bytes: Uint8Array; unknown: string[] }> {
  const [layout, blanks] = await Promise.all([layoutBytes(info, false, ctx), blanksFor(info, list, whole, ctx)]);
  const fill = info.format === 'word' ? fillWord : fillSheet;
  return { name: fileName(info), ...(await fill(layout, blanks)) };
}
