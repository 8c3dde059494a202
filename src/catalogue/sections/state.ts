import type { Kind } from '../model/kinds.ts';
import { ABSENT, inResponse, type Field, field, SERVER_OWNED, wholeNumber } from '../model/field.ts';

const COUNTED = 'Counted by the API.';
const CLAIM = 'Set when a campaign or programme claims the series, and fixed from then on.';
const CLAIMED = 'Fixed with “Owned by”.';
const count = (label: string, name: string, unit: 'coupons' | 'redemptions' = 'coupons') =>
  field({
    label,
    kind: { type: 'number', ...wholeNumber, unit, min: 0, unset: [-1] },
    path: [name],
    access: 'read',
    because: COUNTED,
    // Issuing, redeeming and uploading raise these counters, and a read can lag behind.
    moves: 'alone',
    whenOmitted: SERVER_OWNED,
    rows: inResponse(name),
  });
const id = (label: string, name: string, because: string) =>
  field({
    label,
    kind: {
      type: 'limit',
      integer: true,
      max: Number.MAX_SAFE_INTEGER,
      unit: 'id',
      min: 0,
      none: [-1],
      write: -1,
      noneLabel: 'None',
      someLabel: 'Id',
    },
    path: [name],
    access: 'read',
    because,
    whenOmitted: SERVER_OWNED,
    rows: inResponse(name),
  });
const moment = (label: string, name: string, noneLabel: string, because: string) =>
  field({
    label,
    kind: { type: 'epoch', none: [0], noneLabel, edge: 'start' },
    path: [name],
    access: 'read',
    because,
    whenOmitted: SERVER_OWNED,
    rows: inResponse(name),
  });
/** A field of newer or other answers of the API. Shown, never edited. */
const newer = <const K extends Kind>(label: string, name: string, kind: K, moves?: Field['moves']) =>
  field({
    label,
    kind,
    path: [name],
    access: 'read',
    because: 'Calculated by the API.',
    rare: true,
    whenOmitted: ABSENT,
    rows: {},
    newer: true,
    ...(moves === undefined ? {} : { moves }),
  });

const RAW = { type: 'raw' } as const;
const TEXT = { type: 'text' } as const;

export const state = {
  id: id('Series id', 'id', 'The API gives it once.'),
  orgId: id('Organisation id', 'orgId', 'The API sets it.'),
  createdBy: id('Created by', 'createdBy', 'The API sets it.'),
  createdOn: field({
    label: 'Created',
    kind: { type: 'instant' },
    path: ['createdOn'],
    access: 'read',
    because: 'The API sets it.',
    whenOmitted: SERVER_OWNED,
    rows: inResponse('createdOn'),
  }),
  lastUsed: field({
    label: 'Last changed',
    help: 'The last save, though the API calls it lastUsed.',
    kind: { type: 'instant' },
    path: ['lastUsed'],
    access: 'read',
    because: 'Set at each save.',
    // The time of each PUT.
    moves: 'alone',
    whenOmitted: SERVER_OWNED,
    rows: inResponse('lastUsed'),
  }),
  numIssued: count('Issued', 'numIssued'),
  numRedeemed: count('Redeemed', 'numRedeemed', 'redemptions'),
  numTotal: count('Codes made or uploaded', 'numTotal'),
  numUploadedTotal: count('Uploaded', 'numUploadedTotal'),
  numUploadedNonIssued: count('Uploaded, not issued yet', 'numUploadedNonIssued'),
  // The moment of the latest call of each kind.
  latestIssualTime: { ...moment('Last issued', 'latestIssualTime', 'Never', COUNTED), moves: 'alone' },
  latestRedemptionTime: { ...moment('Last redeemed', 'latestRedemptionTime', 'Never', COUNTED), moves: 'alone' },
  fixedExpiryDate: {
    ...moment(
      'Fixed end',
      'fixedExpiryDate',
      'No fixed end',
      'The API derives it from “Valid until”. Change that instead.',
    ),
    // Midnight of the day in `validTillDate`.
    moves: 'validTillDate',
  },
  ownedBy: field({
    label: 'Owned by',
    kind: {
      type: 'choice',
      options: {
        NONE: 'No owner',
        LOYALTY: 'Loyalty programme',
        OUTBOUND: 'Outbound campaign',
        GOODWILL: 'Goodwill',
        DVS: 'Bounce-back vouchers',
        TIMELINE: 'Timeline',
        REFERRAL: 'Referral',
      },
    },
    path: ['ownedBy'],
    access: 'read',
    because: CLAIM,
    whenOmitted: SERVER_OWNED,
    rows: inResponse('ownedBy'),
  }),
  ownerId: id('Owner', 'ownerId', CLAIMED),
  campaignId: { ...id('Campaign', 'campaignId', CLAIMED), whenOmitted: { value: -1 } },
  ownerValidity: moment('Owner ends', 'ownerValidity', 'No end', CLAIMED),
  seriesType: field({
    label: 'Kind of series',
    kind: {
      type: 'choice',
      options: {
        UNDEFINED: 'Free',
        CAMPAIGN: 'Campaign',
        DVS: 'Bounce-back vouchers',
        ALLIANCE: 'Alliance',
        GOODWILL: 'Goodwill',
        LOYALTY: 'Loyalty',
        TIMELINE: 'Timeline',
        REFERRAL: 'Referral',
      },
    },
    path: ['seriesType'],
    access: 'read',
    because: CLAIMED,
    whenOmitted: SERVER_OWNED,
    rows: inResponse('seriesType'),
  }),
  validDaysFromCreation: field({
    label: 'Valid days from creation',
    help: 'Always 30 in the API’s answers and no part of its expiry rule.',
    kind: { type: 'number', ...wholeNumber, unit: 'days', min: 0 },
    path: ['validDaysFromCreation'],
    access: 'read',
    because: 'The API ignores what is sent.',
    rare: true,
    whenOmitted: SERVER_OWNED,
    rows: inResponse('validDaysFromCreation'),
  }),
  maxReferralsPerReferee: field({
    label: 'Referrals per customer',
    kind: {
      type: 'limit',
      ...wholeNumber,
      unit: 'plain',
      min: 0,
      none: [-1],
      write: -1,
      noneLabel: 'No limit',
      someLabel: 'Limit to',
    },
    path: ['maxReferralsPerReferee'],
    access: 'read',
    because: 'Deprecated; the API ignores what is sent.',
    rare: true,
    whenOmitted: SERVER_OWNED,
    rows: inResponse('maxReferralsPerReferee'),
  }),
  redeemStoreType: field({
    label: 'Kind of redeeming store',
    kind: TEXT,
    path: ['redeemStoreType'],
    access: 'read',
    because: 'The API ignores what is sent.',
    rare: true,
    whenOmitted: SERVER_OWNED,
    rows: inResponse('redeemStoreType'),
  }),
  dvsExpiryDate: field({
    label: 'Bounce-back end',
    help: 'The API answers the day of the last save.',
    kind: { type: 'instant' },
    path: ['dvsExpiryDate'],
    access: 'read',
    because: 'The API overwrites what is sent.',
    rare: true,
    moves: 'alone',
    whenOmitted: SERVER_OWNED,
    rows: inResponse('dvsExpiryDate'),
  }),
  warnings: field({
    label: 'Warnings of an answer',
    kind: RAW,
    path: ['warnings'],
    access: 'read',
    because: 'Part of the answer, not of the series.',
    moves: 'alone',
    neverSent: true,
    unlisted: true,
    whenOmitted: SERVER_OWNED,
    rows: inResponse('warnings'),
  }),
  // Copies of the two dates for display: the end of the last day, and the days without a time.
  validTillDateTime: {
    ...newer('End of the last day', 'validTillDateTime', { type: 'instant' }, 'validTillDate'),
    neverSent: true,
  },
  validTillISODate: newer('Valid until, date only', 'validTillISODate', TEXT, 'validTillDate'),
  validTilldateFormat: newer('Valid until, formatted', 'validTilldateFormat', TEXT, 'validTillDate'),
  redemptionValidFromFormat: newer(
    'Redeemable from, formatted',
    'redemptionValidFromFormat',
    TEXT,
    'redemptionValidFrom',
  ),
  // The day of the last save, like `dvsExpiryDate`.
  dvsExpiryDateFormat: newer('Bounce-back end, formatted', 'dvsExpiryDateFormat', TEXT, 'alone'),
  // Other views of the two lists.
  validRedemptionOrgEntityDetails: newer(
    'Places as the customer view sees them',
    'validRedemptionOrgEntityDetails',
    RAW,
    'redemptionOrgEntityDetails',
  ),
  brands: newer('Brands as the customer view sees them', 'brands', RAW, 'productInfo'),
  products: newer('Products as the customer view sees them', 'products', RAW, 'productInfo'),
  categories: newer('Categories as the customer view sees them', 'categories', RAW, 'productInfo'),
  entityLevelRedemptionConfigsValues: newer('Settings per unit', 'entityLevelRedemptionConfigsValues', RAW),
  // Counts of customers, and the states of running uploads.
  couponSeriesAudience: newer('Audiences', 'couponSeriesAudience', RAW, 'alone'),
  couponUploadInfo: newer('Upload jobs', 'couponUploadInfo', RAW, 'alone'),
  redemptionOrgEntityType: newer('Kind of place (old)', 'redemptionOrgEntityType', TEXT, 'redemptionOrgEntityDetails'),
  // A flag for a changed product list.
  isUpdateProductData: newer('Product list changed (twin)', 'isUpdateProductData', RAW, 'productInfo'),
} as const;
