// Policies to read: all versions with where they stand, one in plain words, two side by side.
import { parsePack } from '@shared/policies';
import { comparePacks } from '@shared/policies/compare';
import { plainWords } from '@shared/policies/plain';
import { PACK_READERS } from '@shared/repos/packs';
import { action } from '@shared/runtime/action';
import { linesOfPack, packRow } from './pack-parts';

export const listPacks = action('pack.list', {
  roles: PACK_READERS,
  async run(_input, { repos, today }) {
    const place = repos.packs.place();
    const [versions, drafts] = await Promise.all([repos.packs.versions(), repos.packs.drafts(place.county)]);
    return {
      versions: versions.map((one) => packRow(one, today)),
      drafts: drafts.map(({ _id, status, pack, becomes, authors, begunAt }) => {
        const { name, from } = parsePack(pack);
        return { id: _id, status, name, becomes, from, by: authors.map((one) => one.name).join('、'), at: begunAt };
      }),
      writes: repos.packs.mayWrite(),
    };
  },
});

export const readPack = action('pack.read', {
  roles: PACK_READERS,
  async run({ version }, { repos, today }) {
    const record = await repos.packs.version(version);
    const pack = parsePack(record.pack);
    return { row: packRow(record, today), notice: pack.notice, lines: plainWords(pack), ...linesOfPack(pack) };
  },
});

export const comparePackVersions = action('pack.compare', {
  roles: PACK_READERS,
  async run({ before, after }, { repos, today }) {
    const [old, now] = await Promise.all([repos.packs.version(before), repos.packs.version(after)]);
    return { before: packRow(old, today), after: packRow(now, today), changes: comparePacks(parsePack(old.pack), parsePack(now.pack)) };
  },
});
