// Who the caller is here: answers everybody, also those nobody knows.
import { action } from '@shared/runtime/action';
import { keyedHash } from '@shared/runtime/crypto';

export const sessionMe = action('session.me', {
  roles: ['visitor'],
  async run(_input, { caller, repos, today, services }) {
    const [installation, people] = await Promise.all([repos.installation.get(), repos.persons.allMine()]);
    const codes = new Set([installation.county, ...people.map(({ village }) => village), ...caller.grants.map(({ code }) => code)]);
    const places = new Map(
      (await Promise.all([...codes].map((code) => repos.places.get(code)))).flatMap((place) =>
        place ? [[place._id, place] as const] : [],
      ),
    );
    const actsAs = new Map(caller.people.map(({ person, as }) => [person, as]));
    const { operator, filing, complaintPhone, offices } = installation;
    return {
      today,
      tag: keyedHash(services.ring, 'phone owner', caller.openid).slice(0, 16),
      installation: { countyName: places.get(installation.county)?.name ?? '', operator, filing, complaintPhone, offices },
      staff: caller.staff && { name: caller.staff.name, title: caller.staff.title },
      roles: caller.grants.map(({ role, level, code }) => ({ role, level, code, placeName: places.get(code)?.name ?? '' })),
      persons: people.map((person) => {
        const village = places.get(person.village);
        return {
          id: person._id,
          name: person.name,
          as: actsAs.get(person._id) ?? 'helper',
          villageName: village?.name ?? '',
          contact: village?.contact ?? { words: offices.town, phone: complaintPhone },
        };
      }),
    };
  },
});
