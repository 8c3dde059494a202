import type { Json, JsonObject } from '#values/json.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Limits as people enter them. */
const ROUND = [
  100, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
];

interface About {
  readonly index: number;
  /** Days from the making of the series to its last day. */
  readonly life: number;
  readonly word: string;
  /** Redemption has not started. */
  readonly waiting: boolean;
}

/** Where codes come from, how many were issued and redeemed, and what limits that. */
export function usageCountersOf(throws: SeededRandom, about: About): JsonObject {
  const issued = about.waiting && throws.chance(0.7) ? 0 : Math.min(throws.tail(900, 1.7), 900_000);
  // Few offers are redeemed by more than a third.
  const redeemed = about.waiting ? 0 : Math.floor((issued * throws.low(0, 80)) / 100);
  if (throws.chance(0.15)) return generic(throws, about, issued, redeemed);
  if (throws.chance(0.18)) return uploaded(throws, issued, redeemed);
  return generated(throws, about, issued, redeemed);
}

function generic(throws: SeededRandom, { index, word }: About, numIssued: number, numRedeemed: number): JsonObject {
  return {
    clientHandlingType: 'GENERIC',
    genericCode: `${word.slice(0, 12)}-${index.toString(36).toUpperCase()}`,
    randomCodeLength: 0,
    alphaNumeric: false,
    anyUser: throws.chance(0.8),
    isMultipleUseAllowed: true,
    maxRedemptionsInSeriesPerUser: throws.chance(0.7) ? 1 : -1,
    maxRedeem: throws.chance(0.4) ? roundAbove(throws, numRedeemed) : -1,
    numIssued,
    numRedeemed,
  };
}

function uploaded(throws: SeededRandom, issued: number, numRedeemed: number): JsonObject {
  const numUploadedTotal = roundAbove(throws, issued);
  const thirdParty = throws.chance(0.08);
  return {
    clientHandlingType: 'DISC_CODE_PIN',
    numUploadedTotal,
    numUploadedNonIssued: numUploadedTotal - issued,
    numIssued: issued,
    numRedeemed,
    randomCodeLength: 0,
    alphaNumeric: false,
    anyUser: thirdParty || throws.chance(0.3),
    externalIssual: thirdParty,
    resendMessageEnabled: !thirdParty,
  };
}

function generated(throws: SeededRandom, { life }: About, issued: number, redeemed: number): JsonObject {
  const shape = shapeOf(throws);
  // Every twelfth limit is used up, and then often by redemptions as well.
  const full = throws.chance(0.08);
  const maxCreate = throws.chance(0.5) ? (full && issued > 0 ? issued : roundAbove(throws, issued)) : -1;
  const allUsed = maxCreate === issued && throws.chance(0.6);
  const numRedeemed = allUsed ? issued : redeemed;
  const wire: Record<string, Json> = { ...shape, maxCreate, numIssued: issued, numRedeemed };
  if (throws.chance(0.18)) wire['maxRedeem'] = redemptions(throws, numRedeemed, maxCreate);
  Object.assign(wire, reuse(throws, life));
  Object.assign(wire, several(throws, life));
  return wire;
}

/** What codes look like: one in a hundred keeps a prefix that is switched off. */
function shapeOf(throws: SeededRandom): JsonObject {
  const letters = throws.chance(0.8);
  const shape: JsonObject = {
    alphaNumeric: letters,
    randomCodeLength: letters ? throws.int(6, 10) : throws.int(7, 12),
  };
  if (!throws.chance(0.06)) return shape;
  const on = throws.chance(0.85);
  const prefix = throws.pick(['MERI', 'FEST', 'APP', 'VIP']);
  return { ...shape, couponPrefix: prefix, isPrefixEnabled: on, orgPrefixOverride: false };
}

/** More than what happened, as far as the coupons allow; one in ten is reached. */
function redemptions(throws: SeededRandom, numRedeemed: number, maxCreate: number): number {
  if (numRedeemed > 0 && throws.chance(0.1)) return numRedeemed;
  const limit = roundAbove(throws, numRedeemed);
  return maxCreate === -1 ? limit : Math.max(1, Math.min(limit, maxCreate));
}

/** Who may use a code, and whether more than once. */
function reuse(throws: SeededRandom, life: number): JsonObject {
  if (throws.chance(0.7)) return { anyUser: throws.chance(0.2) };
  if (throws.chance(0.5))
    return { anyUser: true, isMultipleUseAllowed: true, redemptionPerCouponMaxLimit: throws.pick([2, 3, 5, 10, 50]) };
  return {
    anyUser: throws.chance(0.3),
    isMultipleUseAllowed: true,
    sameUserMultipleRedeem: true,
    maxRedemptionsInSeriesPerUser: throws.pick([2, 3, 4, 5, 10]),
    minDaysBetweenRedemption: throws.chance(0.4) && life > 30 ? throws.pick([1, 3, 7]) : -1,
  };
}

/** Coupons for the same customer: one in a hundred has limits that say nothing, because several are not allowed. */
function several(throws: SeededRandom, life: number): JsonObject {
  const limits = {
    maxVouchersPerUser: throws.pick([2, 3, 5, 12]),
    minDaysBetweenVouchers: throws.chance(0.6) && life > 60 ? throws.pick([1, 7, 15, 30]) : -1,
  };
  if (throws.chance(0.14)) return { isMultipleVouchersPerUserAllowed: true, ...limits };
  return throws.chance(0.01) ? limits : { doNotResendExistingVoucher: throws.chance(0.6) };
}

/** A round number above the figure, mostly by a good deal. */
function roundAbove(throws: SeededRandom, figure: number): number {
  const above = ROUND.filter((limit) => limit > figure);
  return above[throws.low(0, Math.min(above.length - 1, 4))] ?? 2_000_000;
}
