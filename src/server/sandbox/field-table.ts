import type { Json } from '#values/json.ts';

/**
 * `double` is not rounded, `cents` to two decimals. `date` is cut to the day. `hidden` is
 * stored and not answered. `own` belongs to the API, which ignores sent values.
 */
type WireType =
  'text' | 'flag' | 'int32' | 'float32' | 'cents' | 'double' | 'date' | 'texts' | 'newCustomers' | 'hidden' | 'own';

/** What the answer contains if a save omits the key. */
type WhenOmitted = { readonly answer: Json } | 'absent' | 'refused' | 'today' | 'description' | 'stored';

export interface WireField {
  readonly type: WireType;
  readonly whenOmitted: WhenOmitted;
}

const answer = (type: WireType, value: Json): WireField => ({ type, whenOmitted: { answer: value } });
const required = (type: WireType): WireField => ({ type, whenOmitted: 'refused' });
const absent = (type: WireType): WireField => ({ type, whenOmitted: 'absent' });
const own: WireField = { type: 'own', whenOmitted: 'stored' };
const off = answer('flag', false);
const noLimit = answer('int32', -1);

/**
 * The API's fields as documented and published, in the order of its answers: the published answer for series 751412,
 * with the keys that it lacks placed as in the API's model of 2021, and the newest keys at the end. Written from the
 * documentation and not derived from the product's catalogue, so that each can prove the other wrong.
 */
const TABLE: Readonly<Record<string, WireField>> = {
  customPropertyMap: absent('texts'),
  id: own,
  additionalDescription: absent('text'),
  orgId: own,
  description: required('text'),
  discountCode: required('text'),
  validTillDate: answer('date', '1970-01-01T00:00:00Z'),
  validTillDateTime: own,
  validDaysFromCreation: own,
  expiryStrategyValue: answer('int32', -1),
  maxCreate: noLimit,
  maxRedeem: noLimit,
  isTransferrable: off,
  anyUser: required('flag'),
  sameUserMultipleRedeem: off,
  isReferralExistingUsersAllowed: off,
  isMultipleUseAllowed: off,
  isValidationRequired: off,
  isValidWithDiscountedItem: off,
  createdBy: own,
  numIssued: own,
  numRedeemed: own,
  createdOn: own,
  lastUsed: own,
  seriesCode: required('text'),
  smsTemplate: required('text'),
  isSMSDisabled: off,
  info: { type: 'text', whenOmitted: 'description' },
  isMultipleVouchersPerUserAllowed: off,
  doNotResendExistingVoucher: off,
  mutualExclusiveSeriesIds: answer('text', '[-1]'),
  storeIdsJson: answer('text', '[-1]'),
  isDvsEnabled: off,
  dvsExpiryDate: own,
  priority: answer('int32', 0),
  shortSMSTemplate: answer('text', 'Hello {{cust_name}}, your voucher code is {{voucher_code}}'),
  maxVouchersPerUser: noLimit,
  minDaysBetweenVouchers: noLimit,
  maxReferralsPerReferee: own,
  discountUpto: answer('cents', 0),
  discountValue: required('float32'),
  dvsItems: answer('text', 'items'),
  redemptionRange: answer('text', '{"dom" : [-1], "dow": [-1], "hours": [-1]}'),
  minBillAmount: answer('double', -1),
  maxBillAmount: answer('double', -1),
  redeemAtStore: answer('text', '[-1]'),
  campaignId: answer('int32', -1),
  tag: { type: 'text', whenOmitted: 'description' },
  maxRedemptionsInSeriesPerUser: noLimit,
  minDaysBetweenRedemption: noLimit,
  redemptionValidFrom: { type: 'date', whenOmitted: 'today' },
  sourceOrgId: answer('int32', -1),
  issueToLoyalty: off,
  redeemStoreType: own,
  offlineRedeemType: off,
  isOldFlowEnabled: off,
  isPreRedeemEventRequired: off,
  productInfo: absent('hidden'),
  termsAndConditions: answer('text', 'T&C'),
  signalRedemptionEvent: off,
  syncToClient: off,
  showPinCode: off,
  purpose: absent('text'),
  metadata: absent('text'),
  redemptionOrgEntityDetails: absent('hidden'),
  targetUserDetails: absent('newCustomers'),
  numUploadedNonIssued: own,
  numUploadedTotal: own,
  redemptionValidAfterDays: answer('int32', 0),
  ownedBy: own,
  ownerId: own,
  ownerValidity: own,
  alphaNumeric: off,
  shortCodeLength: answer('int32', 0),
  randomCodeLength: answer('int32', 0),
  fixedExpiryDate: own,
  numTotal: own,
  latestIssualTime: own,
  latestRedemptionTime: own,
  genericCode: absent('text'),
  resendMessageEnabled: answer('flag', true),
  redemptionPerCouponMaxLimit: noLimit,
  seriesType: own,
  clientHandlingType: required('text'),
  expiryStrategyType: required('text'),
  discountOn: answer('text', 'BILL'),
  discountType: required('text'),
  externalIssual: off,
  updateProductData: off,
  // The documentation says that the flags are false when omitted; the published answers do not contain them.
  couponPrefix: absent('text'),
  isPrefixEnabled: absent('flag'),
  orgPrefixOverride: absent('flag'),
  couponSuffix: absent('text'),
  isSuffixEnabled: absent('flag'),
  orgSuffixOverride: absent('flag'),
  // Only in some answers.
  validTillISODate: own,
  validTilldateFormat: own,
  redemptionValidFromFormat: own,
  dvsExpiryDateFormat: own,
  validRedemptionOrgEntityDetails: own,
  brands: own,
  products: own,
  categories: own,
  entityLevelRedemptionConfigsValues: own,
  couponSeriesAudience: own,
  couponUploadInfo: own,
  redemptionOrgEntityType: own,
  isUpdateProductData: own,
};

export const FIELDS: ReadonlyMap<string, WireField> = new Map(Object.entries(TABLE));
