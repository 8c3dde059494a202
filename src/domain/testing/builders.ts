import type { Kind, Place } from '#catalogue/model/kinds.ts';
import type { Values } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#values/json.ts';
import type { Example } from '../rules/rule.examples.ts';
import type { RedemptionContext } from '../lifetime/reachability.ts';
import type { Series } from '../series/series.ts';
import type { KnownPlace } from '../targets/place-coverage.ts';
import { decodeSeries } from '../series/series-codec.ts';
import { settle } from '../change/settle.ts';
import { type Issue, validate } from '../rules/validate.ts';

/** Builders for tests and for `src/RULES.md`. Nothing else imports this file. */

const files = import.meta.glob<JsonObject>('./fixtures/*.json', { eager: true, import: 'default' });

/** All published payloads by file name. */
export const payloads: ReadonlyMap<string, JsonObject> = new Map(
  Object.entries(files).map(([path, body]) => [path.slice(path.lastIndexOf('/') + 1), body]),
);

export function payload(name: string): JsonObject {
  const found = payloads.get(name);
  if (!found) throw new Error(`No payload is named ${name}.`);
  return found;
}

/** Noon on 10 June 2026, a Wednesday, in UTC. */
export const NOW = Date.UTC(2026, 5, 10, 12);
export const UTC: RedemptionContext = { now: NOW, clusterZone: 'UTC', storeZone: 'UTC' };

/** A directory that knows every place. */
export const everyPlace = ({ type, id }: Place): KnownPlace => ({
  type,
  id,
  name: `Store ${id}`,
  code: null,
  parentId: null,
  conceptId: null,
  isActive: true,
});

export const seriesOf = (wire: JsonObject, zone = 'UTC'): Series => decodeSeries(wire, zone);

/** An ordinary live series (the published 698948), with some wire values replaced. */
export function series(wire: JsonObject = {}, zone = 'UTC'): Series {
  return seriesOf({ ...payload('put_response_698948.json'), ...wire }, zone);
}

/** The form values after the user typed `edits`. */
export const typed = (base: Series, edits: Partial<Values>): Values => ({ ...base.values, ...edits });
/** The same values settled, as they would be sent. */
export const edited = (base: Series, edits: Partial<Values>): Values => settle(base, typed(base, edits));

/** The base of rule examples: the published 698948 with {{voucher}} in its message and an end this year. */
export const ORDINARY: JsonObject = {
  ...payload('put_response_698948.json'),
  smsTemplate: 'Hi {{first_name}}, your code is {{voucher}}.',
  validTillDate: '2026-12-06T00:00:00Z',
  fixedExpiryDate: Date.UTC(2026, 11, 6),
};

/** What makes a series refuse nothing. */
export const OPEN: JsonObject = {
  redemptionRange: '{"dom":[-1],"dow":[-1],"hours":[-1]}',
  anyUser: true,
  isMultipleUseAllowed: true,
  sameUserMultipleRedeem: true,
  maxRedeem: -1,
  redemptionValidFrom: '1970-01-01T00:00:00Z',
  validTillDate: '2026-12-06T00:00:00Z',
  expiryStrategyType: 'SERIES_EXPIRY',
  expiryStrategyValue: 1,
  redemptionValidAfterDays: 0,
  maxRedemptionsInSeriesPerUser: -1,
  minDaysBetweenRedemption: -1,
  minBillAmount: -1,
  maxBillAmount: -1,
  redeemAtStore: '[-1]',
  redemptionOrgEntityDetails: [],
  targetUserDetails: {},
  createdOn: '2026-01-01T00:00:00Z',
};

/** The issues of an example, validated without `settle`: a PUT of the API has no implied changes. */
export function issuesOfExample({ stored, edit, facts }: Example): readonly Issue[] {
  const base = seriesOf({ ...ORDINARY, ...stored });
  const next = seriesOf({ ...base.wire, ...edit });
  return validate(base, next.values, facts ? { ...UTC, facts } : UTC);
}

/** A valid value of the kind that differs from the given one. */
export function otherValue(kind: Kind, value: unknown): unknown {
  switch (kind.type) {
    case 'text':
      return value === 'other' ? 'another' : 'other';
    case 'flag':
      return value !== true;
    case 'choice':
      return Object.keys(kind.options).find((option) => option !== value);
    case 'number':
    case 'limit':
      return value === 7 ? 8 : 7;
    case 'day':
    case 'instant':
      return value === '2031-03-04' ? '2031-03-05' : '2031-03-04';
    case 'epoch':
      return value === 1_900_000_000_000 ? 1_900_000_100_000 : 1_900_000_000_000;
    case 'ids':
      return [4711];
    case 'range':
      return { dom: [], dow: [1, 2], hours: [10] };
    case 'properties':
      return [{ key: 'other', value: 'x' }];
    case 'products':
      return [{ type: 'SKU', ids: [4711] }];
    case 'places':
      return [{ type: 'STORE', id: 4711 }];
    case 'raw':
      return 'other';
  }
}
