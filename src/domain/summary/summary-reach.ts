import { fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatDay } from '#values/date-format.ts';
import { formatMoney } from '#values/number-format.ts';
import { dayOf, wallClock } from '#values/zone.ts';
import { type Reachability, reachabilityOf, type Witness } from '../lifetime/reachability.ts';
import { listed, phrase, pieces, type Reader, say, type Sentence } from './sentence.ts';

/** An example of a redemption, or why there is none. */
export function reachSentence(values: Values, reader: Reader): Sentence {
  const reachability = reachabilityOf(values, reader);
  if (reachability.type === 'reachable') return say`${exampleOf(values, reachability.witness, reader)}.`;
  if (reachability.type === 'unreachable') return unreachableSentence(reachability);
  const { fields, witness } = reachability;
  const unread = listed(fields.map((field) => phrase(`“${fieldOf(field).label}”`, field)));
  if (witness === null) return say`Whether a coupon can be redeemed at all is not known, because of ${unread}.`;
  return say`${exampleOf(values, witness, reader)}, if ${unread} ${fields.length === 1 ? 'allows' : 'allow'} it.`;
}

function unreachableSentence({ clashes }: Extract<Reachability, { type: 'unreachable' }>): Sentence {
  const reasons = listed(clashes.map(({ fields, reason }) => phrase(reason, ...fields)));
  return say`No redemption is possible: ${reasons}.`;
}

/** Says only what the series restricts, besides the time. */
function exampleOf(values: Values, { moment, issued, registered, bill }: Witness, reader: Reader) {
  const { now, storeZone, clusterZone, currency } = reader;
  const from = values.validUserRegistrationStartTime;
  return pieces`For example, it works ${moment === now ? 'now' : wallClock(moment, storeZone).format('[on] ddd D MMM YYYY [at] HH:mm')}${
    values.minBillAmount === null && values.maxBillAmount === null
      ? null
      : ` with a bill of ${formatMoney(bill, currency)}`
  }${from === null ? null : ` for a customer who registered on ${formatDay(dayOf(registered, storeZone))}`}${
    issued === dayOf(moment, clusterZone) ? null : `, if the coupon was issued on ${formatDay(issued)}`
  }`;
}
