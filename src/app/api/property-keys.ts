import { queryOptions } from '@tanstack/react-query';
import { DIRECTORY_PATH, type PropertyKeysAnswer } from '#contract/directory-endpoints.ts';
import { call } from './request.ts';

/** The custom properties set up for the organisation; none where the directory is not filled. */
export const propertyKeysQuery = () =>
  queryOptions({
    queryKey: ['property-keys'],
    // Our own server answers with the shape of contract/directory.ts.
    queryFn: async ({ signal }) =>
      ((await call(`${DIRECTORY_PATH}/property-keys`, { signal })).body as PropertyKeysAnswer).keys,
    staleTime: 600_000,
    retry: false,
  });
