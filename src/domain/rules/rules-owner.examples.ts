import type { ExamplesOf } from './rule.examples.ts';
import type { OWNER_RULES } from './rules-owner.ts';

const CAMPAIGN = (campaignId: number) => ({ ownedBy: 'OUTBOUND', seriesType: 'CAMPAIGN', ownerId: 7, campaignId });
const LOYALTY = { ownedBy: 'LOYALTY', seriesType: 'LOYALTY', ownerId: 7 };

export const OWNER_EXAMPLES: ExamplesOf<typeof OWNER_RULES> = {
  'owner-unknown': {
    source: 'Documented: the lists of owners and of kinds of series. The API may know more than they say.',
    fires: { stored: { ownedBy: 'MARKETPLACE', seriesType: 'MARKETPLACE' } },
    passes: { stored: LOYALTY },
  },
  'owner-and-kind-disagree': {
    source:
      'Engine: it refuses a series whose kind and owner differ (“series type and owned by should be same”); a campaign’s is OUTBOUND.',
    fires: { stored: { ...LOYALTY, seriesType: 'CAMPAIGN' } },
    passes: { stored: LOYALTY },
  },
  'owner-without-id': {
    source: 'Engine: every owner but NONE and GOODWILL has an id (“invalid value given for owner id”).',
    fires: { stored: { ...LOYALTY, ownerId: -1 } },
    passes: { stored: LOYALTY },
  },
  'owner-id-without-owner': {
    source: 'Engine: the owners NONE and GOODWILL have no id (“owner id must not be set”).',
    fires: { stored: { ownedBy: 'GOODWILL', seriesType: 'GOODWILL', ownerId: 7 } },
    passes: { stored: { ownedBy: 'GOODWILL', seriesType: 'GOODWILL', ownerId: -1 } },
  },
  'owner-validity-without-owner': {
    source:
      'Engine, open: it refuses some ends of owners (“invalid value given for owner validity”). Which ones is not known.',
    fires: { stored: { ownedBy: 'NONE', ownerValidity: Date.UTC(2027, 0, 31) } },
    passes: { stored: { ...LOYALTY, ownerValidity: Date.UTC(2027, 0, 31) } },
  },
  'campaign-without-claim': {
    source:
      'Engine: a free series has campaign -1 (“campaign id should be -1 when series type is undefined”). Seen: a save with campaign 0 was accepted all the same.',
    fires: { stored: { campaignId: 0 } },
    passes: { stored: CAMPAIGN(7) },
  },
  'campaign-is-not-the-owner': {
    source:
      'Engine: a series of an outbound campaign names it twice (“campaign id and owner id should be same when owned by is campaign”).',
    fires: { stored: CAMPAIGN(8) },
    passes: { stored: CAMPAIGN(7) },
  },
};
