import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

/** Who owns a series of a kind. ALLIANCE has no owner of its own that we know. */
const OWNER: Readonly<Record<string, string>> = {
  UNDEFINED: 'NONE',
  CAMPAIGN: 'OUTBOUND',
  DVS: 'DVS',
  GOODWILL: 'GOODWILL',
  LOYALTY: 'LOYALTY',
  TIMELINE: 'TIMELINE',
  REFERRAL: 'REFERRAL',
};
const NAMELESS = new Set(['NONE', 'GOODWILL']);
const ASK = 'Nothing here can change it: ask the vendor’s support before you save.';

function options(field: FieldKey): Readonly<Record<string, string>> {
  const { kind } = fieldOf(field);
  return kind.type === 'choice' ? kind.options : {};
}

/** The rules about who has claimed a series. The API sets that itself and was seen to ignore what is sent, so they warn. */
export const OWNER_RULES = [
  {
    id: 'owner-unknown',
    reads: ['ownedBy', 'seriesType'],
    severity: 'warning',
    code: 640,
    check: ({ values }) => {
      const odd = (['ownedBy', 'seriesType'] as const).flatMap((field) => {
        const value = valueOrNull(values[field]);
        return value && !Object.hasOwn(options(field), value) ? [value] : [];
      });
      return odd.length > 0
        ? `“${[...new Set(odd)].join('”, “')}” is not known here. It goes back as it came; take care with changes, as its owner may have rules of its own.`
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
      const expected = OWNER[kind];
      const owners = options('ownedBy');
      return expected !== undefined && Object.hasOwn(owners, owner) && owner !== expected
        ? `Series of the kind “${options('seriesType')[kind]}” are owned by “${owners[expected]}”, and this one by “${owners[owner]}”. The API may refuse to save that. ${ASK}`
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
      return Object.hasOwn(options('ownedBy'), owner) && !NAMELESS.has(owner) && values.ownerId === null
        ? `The series is owned, and its owner has no id. The API may refuse to save that. ${ASK}`
        : null;
    },
  },
  {
    id: 'owner-id-without-owner',
    reads: ['ownerId', 'ownedBy'],
    severity: 'warning',
    code: 629,
    check: ({ values }) =>
      NAMELESS.has(valueOrNull(values.ownedBy) ?? '') && valueOrNull(values.ownerId) !== null
        ? `An owner’s id is stored, and nobody it could belong to. The API may refuse to save that. ${ASK}`
        : null,
  },
  {
    id: 'campaign-without-claim',
    reads: ['campaignId', 'seriesType'],
    severity: 'warning',
    code: 629,
    check: ({ values }) =>
      valueOrNull(values.seriesType) === 'UNDEFINED' && valueOrNull(values.campaignId) !== null
        ? 'A campaign is noted on a series that no campaign has claimed. The API says it refuses that, and was seen to save it. Keep it as it is unless saving fails.'
        : null,
  },
  {
    id: 'campaign-is-not-the-owner',
    reads: ['campaignId', 'ownerId', 'ownedBy'],
    severity: 'error',
    code: 629,
    check: ({ values }) =>
      valueOrNull(values.ownedBy) === 'OUTBOUND' &&
      valueOrNull(values.ownerId) !== null &&
      values.campaignId !== values.ownerId
        ? `The campaign and the owner of this series are not the same. The API may refuse to save that. ${ASK}`
        : null,
  },
] as const satisfies readonly Rule[];
