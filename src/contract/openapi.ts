import * as z from 'zod';
import { errorBody } from './api-error.ts';
import type { Access, Endpoint } from './endpoint.ts';
import { RESOURCES } from './endpoints.ts';
import { couponSeries, SERIES_REF } from './series-endpoints.ts';
import { seriesSchema } from './series-schema.ts';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'input') {
  const { $schema: _, ...converted } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: result }) => {
      if (zodSchema === couponSeries) Object.assign(result, SERIES_REF);
    },
  });
  return converted;
}

/** Required is what a client must send; the type is the one after parsing, because a number arrives as a text. */
function parameters(where: 'path' | 'query' | 'header', schema: z.ZodObject | undefined) {
  if (!schema) return [];
  const { required = [] } = jsonSchema(schema);
  return Object.entries(jsonSchema(schema, 'output').properties ?? {}).map(([name, value]) => ({
    name,
    in: where,
    required: required.includes(name),
    schema: value,
  }));
}

const RIGHTS: Readonly<Record<Access, string>> = {
  anybody: 'Open to all.',
  read: 'Needs the right to read series.',
  edit: 'Needs the right to edit series.',
  administer: 'Needs the right to manage accounts and settings.',
  own: 'Needs a signed-in person.',
};

function security(access: Access) {
  if (access === 'anybody') return [];
  return access === 'own' ? [{ session: [] }] : [{ session: [] }, { token: [] }];
}

function operation(operationId: string, tag: string, declared: Endpoint) {
  const {
    access,
    summary,
    description,
    params,
    query,
    headers,
    body,
    answer,
    status = 200,
    mediaType,
    hasRevision,
  } = declared;
  const etag = { description: 'The revision of the series.', schema: { type: 'string' } };
  return {
    operationId,
    tags: [tag],
    summary,
    description: [description, RIGHTS[access]].filter(Boolean).join(' '),
    security: security(access),
    parameters: [...parameters('path', params), ...parameters('query', query), ...parameters('header', headers)],
    ...(body && { requestBody: { required: true, ...json(jsonSchema(body)) } }),
    responses: {
      [status]: {
        description: status === 302 ? 'A redirect.' : 'Success.',
        ...(hasRevision && { headers: { ETag: etag } }),
        ...(status !== 302 && (mediaType ? { content: { [mediaType]: {} } } : json(jsonSchema(answer)))),
      },
      default: { description: 'All errors of the request.', ...json({ $ref: '#/components/schemas/Errors' }) },
    },
  };
}

/** The OpenAPI 3.1 document of all declared endpoints. */
export function openApiDocument() {
  const paths: Record<string, Record<string, ReturnType<typeof operation>>> = {};
  for (const [tag, endpoints] of Object.entries(RESOURCES))
    for (const [name, declared] of Object.entries<Endpoint>(endpoints)) {
      const path = declared.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [declared.method.toLowerCase()]: operation(name, tag, declared) };
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Coupon Desk',
      version: '1',
      description:
        'The API of this server. The calls below `/v2` are those of the real API. A write with a session must come from a page of Coupon Desk; scripts send a token.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { CouponSeries: seriesSchema(), Errors: jsonSchema(errorBody) },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'coupon-desk.session_token',
          description: 'With https its name starts with __Secure-.',
        },
        token: { type: 'http', scheme: 'bearer', description: 'A token of the account page, or API_TOKEN.' },
      },
    },
  };
}
