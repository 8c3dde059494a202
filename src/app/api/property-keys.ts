import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** The custom properties of the organisation; empty if the directory has no data. */
export const propertyKeysQuery = () =>
  queryOptions({
    queryKey: ['property-keys'],
    queryFn: async ({ signal }) => (await request('GET /api/directory/property-keys', { signal })).keys,
    staleTime: 600_000,
    retry: false,
  });
