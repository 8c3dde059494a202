import { accountEndpoints } from './account-endpoints.ts';
import { couponEndpoints } from './coupon-endpoints.ts';
import { directoryEndpoints } from './directory-endpoints.ts';
import { draftEndpoints } from './draft-endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { historyEndpoints } from './history-endpoints.ts';
import { liveEndpoints } from './live-endpoints.ts';
import { meEndpoints } from './me-endpoints.ts';
import { seriesEndpoints } from './series-endpoints.ts';
import { serverEndpoints } from './server-endpoints.ts';
import { sessionEndpoints } from './session-endpoints.ts';
import { settingsEndpoints } from './settings-endpoints.ts';
import { viewEndpoints } from './view-endpoints.ts';

/** Every endpoint of the server by resource, and by the name of its operation. */
export const RESOURCES = {
  series: seriesEndpoints,
  history: historyEndpoints,
  live: liveEndpoints,
  coupons: couponEndpoints,
  directory: directoryEndpoints,
  settings: settingsEndpoints,
  session: sessionEndpoints,
  'own account': meEndpoints,
  drafts: draftEndpoints,
  views: viewEndpoints,
  accounts: accountEndpoints,
  server: serverEndpoints,
};

type ValueOf<T> = T extends unknown ? T[keyof T] : never;
type Declared = ValueOf<ValueOf<typeof RESOURCES>>;
export const ENDPOINTS: readonly Endpoint[] = Object.values(RESOURCES).flatMap((endpoints) => Object.values(endpoints));

/** The declarations by method and path, for clients that import types only. */
export type Endpoints = { readonly [E in Declared as `${E['method']} ${E['path']}`]: E };
/** Such as `PUT /api/settings`. */
export type EndpointName = keyof Endpoints;
