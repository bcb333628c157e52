// Published rules of other counties as examples a clerk may look at and start from. Seeding stores them; functions never load this file.
import award2023 from './library/award-2023.json';
import bailidujuan2025 from './library/bailidujuan-2025.json';
import chenggu from './library/chenggu.json';
import chengkou2023 from './library/chengkou-2023.json';
import chongqing2021 from './library/chongqing-2021.json';
import chongxin2024 from './library/chongxin-2024.json';
import fenyang2025 from './library/fenyang-2025.json';
import linyi2024 from './library/linyi-2024.json';
import quarterlyLabour2023 from './library/quarterly-labour-2023.json';
import quarterlyTravel2023 from './library/quarterly-travel-2023.json';
import subsidy2023 from './library/subsidy-2023.json';
import yushe2025 from './library/yushe-2025.json';
import zhongyang2022 from './library/zhongyang-2022.json';
import { once } from './parts';
import { type PolicyPack, parsePack } from './schema';

/** The examples by the name of their file, parsed at first use. */
export const libraryByName = once(
  (): Record<string, PolicyPack> => ({
    'yushe-2025': parsePack(yushe2025),
    'fenyang-2025': parsePack(fenyang2025),
    'linyi-2024': parsePack(linyi2024),
    'zhongyang-2022': parsePack(zhongyang2022),
    'chongqing-2021': parsePack(chongqing2021),
    'chengkou-2023': parsePack(chengkou2023),
    'chongxin-2024': parsePack(chongxin2024),
    chenggu: parsePack(chenggu),
    'subsidy-2023': parsePack(subsidy2023),
    'award-2023': parsePack(award2023),
    'quarterly-travel-2023': parsePack(quarterlyTravel2023),
    'quarterly-labour-2023': parsePack(quarterlyLabour2023),
    'bailidujuan-2025': parsePack(bailidujuan2025),
  }),
);

/** The same, Shanxi first. */
export function libraryPacks(): PolicyPack[] {
  return Object.values(libraryByName());
}
