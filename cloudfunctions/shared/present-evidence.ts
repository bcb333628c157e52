// What leaves of a claim's tickets and of the casual worker's form; the same for the person and for who reviews.
import type { Output } from '@shared/contract';
import { dayWords } from '@shared/domain/dates';
import type { ClaimRecord } from '@shared/domain/records';
import type { PolicyPack } from '@shared/policies';
import { ticketTermsOf } from '@shared/policies/ticket-terms';

type View = Output<'claim.track'>['claim'];

export function ticketsView({ tickets, casual }: Pick<ClaimRecord, 'tickets' | 'casual'>): Pick<View, 'tickets' | 'casual'> {
  return {
    tickets:
      tickets?.map(({ id, date, from, to, fareFen, mode, traveller, direction, serial, read, railFareFen, railBy }) => ({
        receipt: id,
        date,
        from,
        to,
        fareFen,
        mode,
        traveller,
        direction,
        serial,
        read,
        railFareFen: railFareFen ?? null,
        railNote: railBy ? `${railBy.name} ${dayWords(railBy.on)}查：${railBy.note}` : '',
      })) ?? null,
    casual: casual
      ? {
          work: casual.work,
          place: casual.place,
          months: [...casual.months],
          pay: { ...casual.pay },
          witness: { ...casual.witness },
          on: casual.on,
        }
      : null,
  };
}

export function evidenceView(claim: ClaimRecord, pack: PolicyPack): Pick<View, 'seq' | 'tickets' | 'casual' | 'terms'> {
  return { seq: claim.seq, ...ticketsView(claim), terms: ticketTermsOf(pack, claim.period, claim.seq) };
}
