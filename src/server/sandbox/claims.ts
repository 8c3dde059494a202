import type { Json, JsonObject } from '#values/json.ts';
import { invalidInput, Refusal } from './refusal.ts';
import { int32, plain, toText } from './wire-values.ts';

/** The keys that hold the claim of a series. */
type Claim = Readonly<Record<'ownedBy' | 'ownerId' | 'seriesType', Json>>;

const numberOf = (key: string, sent: Json | undefined) =>
  sent === undefined || sent === null ? null : int32(key, sent);
const textOf = (key: string, sent: Json | undefined) =>
  sent === undefined || sent === null ? null : toText(key, sent);

/**
 * Returns the owner of the series after a save. Once an owner is set, owner and campaign must be sent back unchanged, and
 * omitting them counts as a change. A save with a consistent set of keys can claim a free series.
 */
export function claimAfter(before: JsonObject, sent: JsonObject): Claim {
  const owner = textOf('ownedBy', sent['ownedBy']);
  const ownerId = numberOf('ownerId', sent['ownerId']);
  const type = textOf('seriesType', sent['seriesType']);
  const current = {
    ownedBy: before['ownedBy'] ?? 'NONE',
    ownerId: before['ownerId'] ?? -1,
    seriesType: before['seriesType'] ?? 'UNDEFINED',
  };

  if (current.ownedBy !== 'NONE') {
    if (owner !== current.ownedBy)
      throw new Refusal(
        400,
        640,
        `can not change owned by, once it is set, already claimed by : ${plain(current.ownedBy)}`,
      );
    const campaign = before['campaignId'] ?? -1;
    if ((numberOf('campaignId', sent['campaignId']) ?? -1) !== campaign)
      throw new Refusal(400, 640, `coupon series already claimed by campaign id : ${plain(campaign)}`);
    if (ownerId !== current.ownerId) throw invalidInput('invalid value given for owner id');
    if (type !== null && type !== current.seriesType) throw invalidInput('series type and owned by should be same');
    return current;
  }

  if (owner === null || owner === 'NONE') {
    if (type === 'CAMPAIGN') throw invalidInput('owned by should be outbound when series type is campaign');
    if (type !== null && type !== 'UNDEFINED' && type !== current.seriesType)
      throw invalidInput('series type and owned by should be same');
    // A sent ownerId 0 is answered as -1.
    return { ...current, ownerId: -1 };
  }

  const expected = owner === 'OUTBOUND' ? 'CAMPAIGN' : owner;
  if (type !== expected) throw invalidInput('series type and owned by should be same');
  if (owner === 'GOODWILL') return { ownedBy: owner, ownerId: -1, seriesType: type };
  if (ownerId === null || ownerId <= 0) throw invalidInput('invalid value given for owner id');
  return { ownedBy: owner, ownerId, seriesType: type };
}
