import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

/** The owner that goes with each kind of series. None is known for ALLIANCE. */
const OWNER_OF_KIND: Readonly<Record<string, string>> = {
  UNDEFINED: 'NONE',
  CAMPAIGN: 'OUTBOUND',
  DVS: 'DVS',
  GOODWILL: 'GOODWILL',
  LOYALTY: 'LOYALTY',
  TIMELINE: 'TIMELINE',
  REFERRAL: 'REFERRAL',
};
const WITHOUT_ID = new Set(['NONE', 'GOODWILL']);
const ASK_SUPPORT = 'You cannot change this here: ask the vendor’s support before you save.';

function options(field: FieldKey): Readonly<Record<string, string>> {
  const { kind } = fieldOf(field);
  return kind.type === 'choice' ? kind.options : {};
}

/** Rules about the owner of a series. The API sets it itself and was seen to ignore what is sent, so they warn. */
export const OWNER_RULES = [
  {
    id: 'owner-unknown',
    reads: ['ownedBy', 'seriesType'],
    severity: 'warning',
    code: 640,
    check: ({ values }) => {
      const unknown = (['ownedBy', 'seriesType'] as const).flatMap((field) => {
        const value = valueOrNull(values[field]);
        return value && !Object.hasOwn(options(field), value) ? [value] : [];
      });
      return unknown.length > 0
        ? `“${[...new Set(unknown)].join('”, “')}” is not known here and is saved unchanged. Take care with other changes: the owner may have its own rules.`
        : null;
    },
  },
  {
    id: 'owner-and-kind-disagree',
    reads: ['ownedBy', 'seriesType'],
    severity: 'warning',
    code: 629,
    check: ({ values }) => {
      const owner = valueOrNull(values.ownedBy) ?? '';
      const kind = valueOrNull(values.seriesType) ?? '';
      const expected = OWNER_OF_KIND[kind];
      const owners = options('ownedBy');
      return expected !== undefined && Object.hasOwn(owners, owner) && owner !== expected
        ? `Series of the kind “${options('seriesType')[kind]}” are owned by “${owners[expected]}”, but this one by “${owners[owner]}”. The API may refuse to save that. ${ASK_SUPPORT}`
        : null;
    },
  },
  {
    id: 'owner-without-id',
    reads: ['ownerId', 'ownedBy'],
    severity: 'warning',
    code: 629,
    check: ({ values }) => {
      const owner = valueOrNull(values.ownedBy) ?? '';
      return Object.hasOwn(options('ownedBy'), owner) && !WITHOUT_ID.has(owner) && values.ownerId === null
        ? `The series has an owner, but no owner id. The API may refuse to save that. ${ASK_SUPPORT}`
        : null;
    },
  },
  {
    id: 'owner-id-without-owner',
    reads: ['ownerId', 'ownedBy'],
    severity: 'warning',
    code: 629,
    check: ({ values }) =>
      WITHOUT_ID.has(valueOrNull(values.ownedBy) ?? '') && valueOrNull(values.ownerId) !== null
        ? `An owner id is stored, but the series has no owner that has an id. The API may refuse to save that. ${ASK_SUPPORT}`
        : null,
  },
  {
    id: 'owner-validity-without-owner',
    reads: ['ownerValidity', 'ownedBy'],
    severity: 'warning',
    code: 629,
    check: ({ values }) =>
      valueOrNull(values.ownedBy) === 'NONE' && valueOrNull(values.ownerValidity) !== null
        ? `The end of an owner is stored, but the series has no owner. The API may refuse to save that. ${ASK_SUPPORT}`
        : null,
  },
  {
    id: 'campaign-without-claim',
    reads: ['campaignId', 'seriesType'],
    severity: 'warning',
    code: 629,
    check: ({ values }) =>
      valueOrNull(values.seriesType) === 'UNDEFINED' && valueOrNull(values.campaignId) !== null
        ? 'A campaign is stored, but no campaign has claimed this series. The API may refuse to save that, but was seen to accept it. Leave it unless saving fails.'
        : null,
  },
  {
    id: 'campaign-is-not-the-owner',
    reads: ['campaignId', 'ownerId', 'ownedBy'],
    severity: 'warning',
    code: 629,
    check: ({ values }) =>
      valueOrNull(values.ownedBy) === 'OUTBOUND' &&
      valueOrNull(values.ownerId) !== null &&
      values.campaignId !== values.ownerId
        ? `The campaign and the owner of this series differ. The API may refuse to save that. ${ASK_SUPPORT}`
        : null,
  },
] as const satisfies readonly Rule[];
