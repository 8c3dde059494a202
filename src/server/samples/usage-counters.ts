import type { Json, JsonObject } from '#values/json.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Round limits, as people enter them. */
const ROUND_LIMITS = [
  100, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
];

interface UsageContext {
  readonly index: number;
  /** Days from the creation of the series to its last day. */
  readonly lifetimeDays: number;
  readonly codeWord: string;
  /** True if redemption has not started. */
  readonly isScheduled: boolean;
}

/** Generates the type of codes, the numbers of issued and redeemed coupons, and their limits. */
export function usageCountersOf(random: SeededRandom, context: UsageContext): JsonObject {
  const issued = context.isScheduled && random.chance(0.7) ? 0 : Math.min(random.tail(900, 1.7), 900_000);
  // Most offers have a redemption rate below a third.
  const redeemed = context.isScheduled ? 0 : Math.floor((issued * random.low(0, 80)) / 100);
  if (random.chance(0.15)) return generic(random, context, issued, redeemed);
  if (random.chance(0.18)) return uploaded(random, issued, redeemed);
  return generated(random, context, issued, redeemed);
}

function generic(
  random: SeededRandom,
  { index, codeWord }: UsageContext,
  numIssued: number,
  numRedeemed: number,
): JsonObject {
  return {
    clientHandlingType: 'GENERIC',
    genericCode: `${codeWord.slice(0, 12)}-${index.toString(36).toUpperCase()}`,
    randomCodeLength: 0,
    alphaNumeric: false,
    anyUser: random.chance(0.8),
    isMultipleUseAllowed: true,
    maxRedemptionsInSeriesPerUser: random.chance(0.7) ? 1 : -1,
    maxRedeem: random.chance(0.4) ? roundAbove(random, numRedeemed) : -1,
    numIssued,
    numRedeemed,
  };
}

function uploaded(random: SeededRandom, issued: number, numRedeemed: number): JsonObject {
  const numUploadedTotal = roundAbove(random, issued);
  const isThirdParty = random.chance(0.08);
  return {
    clientHandlingType: 'DISC_CODE_PIN',
    numUploadedTotal,
    numUploadedNonIssued: numUploadedTotal - issued,
    numIssued: issued,
    numRedeemed,
    randomCodeLength: 0,
    alphaNumeric: false,
    anyUser: isThirdParty || random.chance(0.3),
    externalIssual: isThirdParty,
    resendMessageEnabled: !isThirdParty,
  };
}

function generated(random: SeededRandom, { lifetimeDays }: UsageContext, issued: number, redeemed: number): JsonObject {
  const format = codeFormatOf(random);
  // Every twelfth limit is used up, often by redemptions too.
  const isFull = random.chance(0.08);
  const maxCreate = random.chance(0.5) ? (isFull && issued > 0 ? issued : roundAbove(random, issued)) : -1;
  const allUsed = maxCreate === issued && random.chance(0.6);
  const numRedeemed = allUsed ? issued : redeemed;
  const wire: Record<string, Json> = { ...format, maxCreate, numIssued: issued, numRedeemed };
  if (random.chance(0.18)) wire['maxRedeem'] = redemptionLimit(random, numRedeemed, maxCreate);
  Object.assign(wire, randomRedemptionMode(random, lifetimeDays));
  Object.assign(wire, vouchersPerUser(random, lifetimeDays));
  return wire;
}

/** The format of the codes. One in a hundred has a prefix that is switched off. */
function codeFormatOf(random: SeededRandom): JsonObject {
  const hasLetters = random.chance(0.8);
  const format: JsonObject = {
    alphaNumeric: hasLetters,
    randomCodeLength: hasLetters ? random.int(6, 10) : random.int(7, 12),
  };
  if (!random.chance(0.06)) return format;
  const isOn = random.chance(0.85);
  const prefix = random.pick(['MERI', 'FEST', 'APP', 'VIP']);
  return { ...format, couponPrefix: prefix, isPrefixEnabled: isOn, orgPrefixOverride: false };
}

/** A limit above the redemptions so far, and at most `maxCreate`. One in ten limits is reached. */
function redemptionLimit(random: SeededRandom, numRedeemed: number, maxCreate: number): number {
  if (numRedeemed > 0 && random.chance(0.1)) return numRedeemed;
  const limit = roundAbove(random, numRedeemed);
  return maxCreate === -1 ? limit : Math.max(1, Math.min(limit, maxCreate));
}

/** Who may redeem a code, and how often. */
function randomRedemptionMode(random: SeededRandom, lifetimeDays: number): JsonObject {
  if (random.chance(0.7)) return { anyUser: random.chance(0.2) };
  if (random.chance(0.5))
    return { anyUser: true, isMultipleUseAllowed: true, redemptionPerCouponMaxLimit: random.pick([2, 3, 5, 10, 50]) };
  return {
    anyUser: random.chance(0.3),
    isMultipleUseAllowed: true,
    sameUserMultipleRedeem: true,
    maxRedemptionsInSeriesPerUser: random.pick([2, 3, 4, 5, 10]),
    minDaysBetweenRedemption: random.chance(0.4) && lifetimeDays > 30 ? random.pick([1, 3, 7]) : -1,
  };
}

/** Coupons per customer. One in a hundred has limits without effect, because several coupons are not allowed. */
function vouchersPerUser(random: SeededRandom, lifetimeDays: number): JsonObject {
  const limits = {
    maxVouchersPerUser: random.pick([2, 3, 5, 12]),
    minDaysBetweenVouchers: random.chance(0.6) && lifetimeDays > 60 ? random.pick([1, 7, 15, 30]) : -1,
  };
  if (random.chance(0.14)) return { isMultipleVouchersPerUserAllowed: true, ...limits };
  return random.chance(0.01) ? limits : { doNotResendExistingVoucher: random.chance(0.6) };
}

/** A round limit above the value. */
function roundAbove(random: SeededRandom, value: number): number {
  const above = ROUND_LIMITS.filter((limit) => limit > value);
  return above[random.low(0, Math.min(above.length - 1, 4))] ?? 2_000_000;
}
