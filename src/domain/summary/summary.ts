import type { Values } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { dayOf } from '#values/zone.ts';
import { seriesEnd } from '../lifetime/expiry.ts';
import type { Reader, Sentence } from './sentence.ts';
import { countSentence, holderSentence, lifeSentence, messageSentence } from './summary-issuing.ts';
import { newCustomerSentence, offerSentence, placeSentence } from './summary-offer.ts';
import { reachSentence } from './summary-reach.ts';
import { limitsSentence, whenSentence, whoSentence } from './summary-redeeming.ts';

/**
 * A series in plain sentences: offer, customers, places, times, limits, coupons, message and an example. Each phrase names its
 * fields, so that a page can link to them and mark changes.
 */
export function summarise(values: Values, reader: Reader): readonly Sentence[] {
  const { currency, clusterZone, now } = reader;
  const end = isUnresolved(values.validTillDate) ? null : seriesEnd(values, clusterZone);
  const over = end !== null && end.day < dayOf(now, clusterZone);
  return [
    offerSentence(values, currency),
    whoSentence(values),
    newCustomerSentence(values, clusterZone),
    placeSentence(values),
    whenSentence(values, end, over),
    lifeSentence(values),
    limitsSentence(values),
    countSentence(values, end, over),
    holderSentence(values),
    messageSentence(values),
    over ? null : reachSentence(values, reader),
  ].filter((sentence) => sentence !== null);
}
