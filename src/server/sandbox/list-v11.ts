import type { Json, JsonObject } from '#values/json.ts';
import { printClock, readMoment } from './cluster-dates.ts';
import { plain } from './wire-values.ts';

type Format = 'text' | 'bit' | 'day' | 'moment';

/**
 * Names and formats of the published v1.1 answer, in its order. All values are texts; missing values are empty texts.
 */
const KEYS: readonly [name: string, key: string, format: Format][] = [
  ['id', 'id', 'text'],
  ['description', 'description', 'text'],
  ['series_type', 'seriesType', 'text'],
  ['client_handling_type', 'clientHandlingType', 'text'],
  ['discount_code', 'discountCode', 'text'],
  ['valid_till_date', 'validTillDate', 'day'],
  ['valid_days_from_create', 'validDaysFromCreation', 'text'],
  ['expiry_strategy_type', 'expiryStrategyType', 'text'],
  ['expiry_strategy_value', 'expiryStrategyValue', 'text'],
  ['max_create', 'maxCreate', 'text'],
  ['max_redeem', 'maxRedeem', 'text'],
  ['transferrable', 'isTransferrable', 'bit'],
  ['any_user', 'anyUser', 'bit'],
  ['same_user_multiple_redeem', 'sameUserMultipleRedeem', 'bit'],
  ['allow_referral_existing_users', 'isReferralExistingUsersAllowed', 'bit'],
  ['multiple_use', 'isMultipleUseAllowed', 'bit'],
  ['is_validation_required', 'isValidationRequired', 'bit'],
  ['valid_with_discounted_item', 'isValidWithDiscountedItem', 'text'],
  ['created_by', 'createdBy', 'text'],
  ['created', 'createdOn', 'moment'],
  ['last_used', 'lastUsed', 'moment'],
  ['series_code', 'seriesCode', 'text'],
  ['disable_sms', 'isSMSDisabled', 'bit'],
  ['info', 'info', 'text'],
  ['allow_multiple_vouchers_per_user', 'isMultipleVouchersPerUserAllowed', 'bit'],
  ['do_not_resend_existing_voucher', 'doNotResendExistingVoucher', 'bit'],
  ['mutual_exclusive_series_ids', 'mutualExclusiveSeriesIds', 'text'],
  ['store_ids_json', 'storeIdsJson', 'text'],
  ['dvs_enabled', 'isDvsEnabled', 'bit'],
  ['dvs_expiry_date', 'dvsExpiryDate', 'day'],
  ['priority', 'priority', 'text'],
  ['short_sms_template', 'shortSMSTemplate', 'text'],
  ['max_vouchers_per_user', 'maxVouchersPerUser', 'text'],
  ['min_days_between_vouchers', 'minDaysBetweenVouchers', 'text'],
  ['max_referrals_per_referee', 'maxReferralsPerReferee', 'text'],
  ['discount_on', 'discountOn', 'text'],
  ['discount_type', 'discountType', 'text'],
  ['discount_value', 'discountValue', 'text'],
  ['redemption_range', 'redemptionRange', 'text'],
  ['min_bill_amount', 'minBillAmount', 'text'],
  ['max_bill_amount', 'maxBillAmount', 'text'],
  ['redeem_at_store', 'redeemAtStore', 'text'],
  ['campaign_id', 'campaignId', 'text'],
  ['max_redemptions_in_series_per_user', 'maxRedemptionsInSeriesPerUser', 'text'],
  ['min_days_between_redemption', 'minDaysBetweenRedemption', 'text'],
  ['redemption_valid_from', 'redemptionValidFrom', 'day'],
  ['source_org_id', 'sourceOrgId', 'text'],
  ['issue_to_loyalty', 'issueToLoyalty', 'bit'],
  ['redeem_store_type', 'redeemStoreType', 'text'],
  ['old_flow_enabled', 'isOldFlowEnabled', 'bit'],
  ['pre_redeem_event_required', 'isPreRedeemEventRequired', 'bit'],
];

function formatValue(value: Json | undefined, format: Format, zone: string): string {
  if (format === 'bit') return value === true ? '1' : '0';
  if (format !== 'day' && format !== 'moment') return plain(value);
  const instant = readMoment(plain(value), zone);
  if (instant === null) return '';
  return printClock(instant, zone).slice(0, format === 'day' ? 10 : 19);
}

function listItem(series: JsonObject, zone: string): JsonObject {
  return {
    ...Object.fromEntries(KEYS.map(([name, key, format]) => [name, formatValue(series[key], format, zone)])),
    coupons: { issued: plain(series['numIssued']), redeemed: plain(series['numRedeemed']) },
    offline_redemption_enabled: plain(series['offlineRedeemType']),
    item_status: { success: 'true', code: '700', message: 'Coupon series fetched successfully' },
    products: '',
    brands: '',
    categories: '',
  };
}

/** The API converts XML to JSON: one item is not in a list, and no item is an empty text. */
function envelope(success: boolean, items: readonly JsonObject[]): JsonObject {
  const [firstItem] = items;
  return {
    response: {
      status: success
        ? { success: 'true', code: '200', message: 'Success' }
        : { success: 'false', code: '500', message: 'All requests have failed due to errors' },
      series: { items: items.length > 1 ? { item: items } : { item: firstItem ?? '' } },
    },
  };
}

export function listAnswer(series: readonly JsonObject[], zone: string): JsonObject {
  return envelope(
    true,
    series.map((one) => listItem(one, zone)),
  );
}

/** The v1.1 calls answer HTTP 200 even when they fail. */
export function unknownAnswer(id: string): JsonObject {
  return envelope(false, [
    { id, item_status: { success: 'false', code: '707', message: 'Coupon series id is invalid' } },
  ]);
}
