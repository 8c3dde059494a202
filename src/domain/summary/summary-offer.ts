import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { formatPlaces, formatProducts } from '#catalogue/format.ts';
import { formatDay } from '#values/date-format.ts';
import { formatMoney, formatNumber } from '#values/number-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { dayOf } from '#values/zone.ts';
import { valueOrNull } from '../series/series.ts';
import { phrase, type Phrase, pieces, say, type Sentence, unclear } from './sentence.ts';

/** What a coupon takes off, and from which bills. */
export function offerSentence(values: Values, currency: string): Sentence {
  const { discountValue: value, discountUpto, discountOn } = values;
  const type = valueOrNull(values.discountType);
  const cap = type === 'PERC' ? discountUpto : null;
  const amount = isUnresolved(value)
    ? unclear(value, 'an amount')
    : value === null
      ? 'an amount (not entered)'
      : type === 'PERC'
        ? `${formatNumber(value)} %`
        : type === 'ABS'
          ? formatMoney(value, currency)
          : `${formatNumber(value)} of something unknown`;
  const bills = billsPhrase(values, currency);
  const anyBill: readonly FieldKey[] = bills ? [] : ['minBillAmount', 'maxBillAmount'];
  const on = { BILL: 'the bill', ITEM: 'one item' }[valueOrNull(discountOn) ?? ''] ?? 'something unknown';
  const target = phrase(on, 'discountOn', ...anyBill);
  const from = on === 'the bill' ? (bills ?? target) : pieces`${target}${bills && pieces` on ${bills}`}`;
  const uncapped: readonly FieldKey[] = cap === null ? ['discountUpto'] : [];
  const maximum = isUnresolved(cap) ? unclear(cap, 'an amount') : formatMoney(cap ?? 0, currency);
  return say`Takes ${phrase(amount, 'discountValue', 'discountType', ...uncapped)} off ${from}${
    cap === null ? null : pieces`, ${phrase(`at most ${maximum}`, 'discountUpto')}`
  }.`;
}

/** Null if every bill qualifies. */
function billsPhrase({ minBillAmount: min, maxBillAmount: max }: Values, currency: string): Phrase | null {
  if (min === null && max === null) return null;
  const money = (amount: NonNullable<typeof min>) =>
    isUnresolved(amount) ? unclear(amount, 'an amount') : formatMoney(amount, currency);
  const none = typeof min === 'number' && typeof max === 'number' && min > max;
  const text =
    min !== null && max !== null
      ? none
        ? `bills of at least ${money(min)} and at most ${money(max)}, which is none`
        : `bills of ${money(min)} to ${money(max)}`
      : min !== null
        ? `bills of ${money(min)} or more`
        : `bills of up to ${money(max ?? 0)}`;
  return phrase(text, 'minBillAmount', 'maxBillAmount');
}

/** Where, and for which products. */
export function placeSentence(values: Values): Sentence {
  const { productInfo, redemptionOrgEntityDetails: places, redeemAtStore: oldPlaces } = values;
  const where = isUnresolved(places)
    ? unclear(places, 'places')
    : places.length === 0
      ? 'every store'
      : andLast(formatPlaces(places));
  const products = isUnresolved(productInfo)
    ? unclear(productInfo, 'products')
    : productInfo.every(({ ids }) => ids.length === 0)
      ? 'all products'
      : andLast(formatProducts(productInfo));
  const oldList = isUnresolved(oldPlaces)
    ? phrase(unclear(oldPlaces, 'an old list'), 'redeemAtStore')
    : oldPlaces.length > 0
      ? phrase(
          `the old list of ${oldPlaces.length === 1 ? '1 place' : `${formatNumber(oldPlaces.length)} places`}`,
          'redeemAtStore',
        )
      : null;
  const onSale = valueOrNull(values.isValidWithDiscountedItem);
  const sale = `sale items ${onSale === null ? '(unreadable)' : onSale ? 'included' : 'left out'}`;
  if (isNotReturned(places) && isNotReturned(productInfo))
    return say`The API does not say ${phrase('where', 'redemptionOrgEntityDetails', 'redeemAtStore')} it works or ${phrase('on which products', 'productInfo')}; ${phrase(sale, 'isValidWithDiscountedItem')}.`;
  return say`Works in ${phrase(where, 'redemptionOrgEntityDetails', ...(oldList ? [] : (['redeemAtStore'] as const)))}${
    oldList && pieces` that ${oldList} names`
  }, on ${phrase(products, 'productInfo')}, ${phrase(sale, 'isValidWithDiscountedItem')}.`;
}

const isNotReturned = (value: unknown) => isUnresolved(value) && value.unresolved === 'notReturned';

/** Replaces the last comma of a printed list by "and". */
function andLast(list: string): string {
  const comma = list.lastIndexOf(', ');
  return comma < 0 ? list : `${list.slice(0, comma)} and ${list.slice(comma + 2)}`;
}

/** The limits to new customers. Null if there are none. */
export function newCustomerSentence(values: Values, clusterZone: string): Sentence | null {
  const {
    validUserRegistrationStartTime: from,
    validUserRegistrationEndTime: until,
    validMaxUserTransactionLimit: maxTransactions,
  } = values;
  const registered =
    from === null && until === null
      ? null
      : phrase(
          registration(from, until, clusterZone),
          'validUserRegistrationStartTime',
          'validUserRegistrationEndTime',
        );
  const transactions =
    maxTransactions === null
      ? null
      : phrase(
          isUnresolved(maxTransactions)
            ? `have made ${unclear(maxTransactions, 'a number of transactions')} at most`
            : maxTransactions === 0
              ? 'have not bought anything yet'
              : `have made at most ${formatNumber(maxTransactions)} ${maxTransactions === 1 ? 'transaction' : 'transactions'}`,
          'validMaxUserTransactionLimit',
        );
  if (!registered && !transactions) return null;
  return say`Only for customers who ${registered}${registered && transactions ? ' and ' : null}${transactions}.`;
}

type RegistrationTime = Values['validUserRegistrationStartTime'];

function registration(from: RegistrationTime, until: RegistrationTime, zone: string): string {
  const day = (time: NonNullable<RegistrationTime>) =>
    isUnresolved(time) ? unclear(time, 'a day') : formatDay(dayOf(time, zone));
  if (from === null) return until === null ? '' : `registered on ${day(until)} or before`;
  return until === null ? `registered on ${day(from)} or later` : `registered from ${day(from)} to ${day(until)}`;
}
