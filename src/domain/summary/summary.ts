import type { Values } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { dayOf } from '#values/zone.ts';
import { seriesEnd } from '../lifetime/expiry.ts';
import type { Sentence } from './sentence.ts';
import { countSentence, holderSentence, lifeSentence, messageSentence } from './summary-issuing.ts';
import { newCustomerSentence, offerSentence, placeSentence } from './summary-offer.ts';
import { limitsSentence, whenSentence, whoSentence } from './summary-redeeming.ts';

export interface Reader {
  readonly currency: string;
  readonly clusterZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * What a series does, as a colleague would tell it, in the order somebody asks: what, who, where, when, how often, how many,
 * and the message. Words that stand for fields name them, so that a page can lead there and mark what was changed.
 */
export function summarise(values: Values, { currency, clusterZone, now }: Reader): readonly Sentence[] {
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
  ].filter((sentence) => sentence !== null);
}
