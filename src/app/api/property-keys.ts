import { queryOptions } from '@tanstack/react-query';
import { DIRECTORY_PATH, type PropertyKeysAnswer } from '#contract/directory-endpoints.ts';
import { call } from './request.ts';

/** The custom properties of the organisation; empty if the directory has no data. */
export const propertyKeysQuery = () =>
  queryOptions({
    queryKey: ['property-keys'],
    // Our own server answers with the shape of contract/directory-endpoints.ts.
    queryFn: async ({ signal }) =>
      ((await call(`${DIRECTORY_PATH}/property-keys`, { signal })).body as PropertyKeysAnswer).keys,
    staleTime: 600_000,
    retry: false,
  });
