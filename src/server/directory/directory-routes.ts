import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import {
  type AncestorsAnswer,
  CHILDREN_LIMIT,
  type ChildrenAnswer,
  DIRECTORY_PATH,
  ENTRY_TYPES,
  LOOKUP_MOST,
  type LookupAnswer,
  PLACE_TYPES,
  type PropertyKeysAnswer,
  SEARCH_LIMIT,
  type SearchAnswer,
} from '#contract/directory-endpoints.ts';
import type { Directory } from './directory-port.ts';
import { parseRequest } from '../http/parse-request.ts';

/** No code in the directory is longer. */
const MAX_KEY_LENGTH = 500;
const KINDS = ENTRY_TYPES.join(', ');

const limitOf = (fallback: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'Enter a whole number.')
    .transform(Number)
    .pipe(z.number().min(1).max(max))
    .default(fallback);
const id = z
  .string()
  .regex(/^-?\d{1,10}$/, 'Enter a whole number.')
  .transform(Number)
  .pipe(z.int32())
  .nullable()
  .default(null);
const type = z.enum(ENTRY_TYPES, `One of ${KINDS}.`);
const types = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(type, `Name one or more of ${KINDS}.`).min(1).max(ENTRY_TYPES.length),
);
const cursor = z.string().max(2000).nullable().default(null);

const searchQuery = z.strictObject({
  type: types,
  q: z.string().max(200).default(''),
  limit: limitOf(SEARCH_LIMIT, 200),
  cursor,
});
const childrenQuery = z.strictObject({
  type: z.enum(['CATEGORY', ...PLACE_TYPES], 'One of CATEGORY, CONCEPT, ZONE, STORE, TILL.'),
  id,
  concept: id,
  limit: limitOf(CHILDREN_LIMIT, 1000),
  cursor,
});
const lookupBody = z.strictObject({
  types: z.array(type).min(1).max(ENTRY_TYPES.length),
  by: z.enum(['id', 'code', 'either']),
  keys: z.array(z.string().max(MAX_KEY_LENGTH)).max(LOOKUP_MOST, `Send at most ${LOOKUP_MOST} keys.`),
});
const ancestorsBody = z.strictObject({
  entries: z.array(z.strictObject({ type, id: z.int32() })).max(LOOKUP_MOST, `Send at most ${LOOKUP_MOST} entries.`),
});

/** Registers the endpoints of products, places and known property keys: search, children, lookup, ancestors. */
export function directoryRoutes(app: FastifyInstance, directory: Directory): void {
  app.get(`${DIRECTORY_PATH}/search`, async (request): Promise<SearchAnswer> => {
    const query = parseRequest(searchQuery, request.query);
    return directory.search({ ...query, types: [...new Set(query.type)] });
  });
  app.get(`${DIRECTORY_PATH}/children`, async (request): Promise<ChildrenAnswer> =>
    directory.children(parseRequest(childrenQuery, request.query)),
  );
  const readOnly = { config: { onlyReads: true } } as const;
  app.post(`${DIRECTORY_PATH}/lookup`, readOnly, async (request): Promise<LookupAnswer> => {
    const body = parseRequest(lookupBody, request.body);
    return directory.lookup({ ...body, types: [...new Set(body.types)] });
  });
  app.post(`${DIRECTORY_PATH}/ancestors`, readOnly, async (request): Promise<AncestorsAnswer> =>
    directory.ancestors(parseRequest(ancestorsBody, request.body).entries),
  );
  app.get(`${DIRECTORY_PATH}/property-keys`, async (): Promise<PropertyKeysAnswer> => directory.propertyKeys());
}
