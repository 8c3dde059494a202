import { FIELD_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import type { Field } from '#catalogue/model/field.ts';
import type { Kind } from '#catalogue/model/kinds.ts';

/** A JSON schema (draft 2020-12), as OpenAPI 3.1 uses it. */
type JsonSchema = { readonly [keyword: string]: unknown };

const integer = { type: ['integer', 'null'] };
const text = { type: ['string', 'null'] };

/** How a kind looks on the wire. */
function schemaOfKind(kind: Kind): JsonSchema {
  switch (kind.type) {
    case 'text':
      return kind.maxLength === undefined ? text : { ...text, maxLength: kind.maxLength };
    case 'choice':
      return { ...text, examples: Object.keys(kind.options) };
    case 'flag':
      return { type: ['boolean', 'null'] };
    case 'number':
    case 'limit':
      return kind.integer ? integer : { type: ['number', 'null'] };
    case 'epoch':
      return { ...integer, description: 'Milliseconds since 1970.' };
    case 'day':
    case 'instant':
      return { ...text, description: 'A date-time.' };
    case 'ids':
      return { ...text, description: 'Ids as a JSON array inside a text.' };
    case 'range':
      return { type: ['string', 'object', 'null'], description: 'A JSON object, in a PUT inside a text.' };
    case 'properties':
      return { type: ['object', 'null'], additionalProperties: { type: ['string', 'null'] } };
    case 'products':
    case 'places':
      return { type: ['array', 'null'], items: { type: 'object' } };
    case 'raw':
      return {};
  }
}

function schemaOfField({ label, help, kind, access }: Field): JsonSchema {
  const schema = schemaOfKind(kind);
  const description = [`${label}.`, help, schema['description']].filter(Boolean).join(' ');
  return { ...schema, description, ...(access === 'read' && { readOnly: true }) };
}

/** The series object of the API, from the fields of the catalogue. */
export function seriesSchema(): JsonSchema {
  const properties: Record<string, JsonSchema & { readonly properties?: object }> = {};
  for (const key of FIELD_KEYS) {
    const field: Field = fieldOf(key);
    const [name, inner] = field.path;
    const schema = schemaOfField(field);
    // Another field may describe the same object, or parts of it.
    const known = properties[name] ?? {};
    properties[name] =
      inner === undefined
        ? { ...known, ...schema }
        : { type: ['object', 'null'], ...known, properties: { ...known.properties, [inner]: schema } };
  }
  return {
    type: 'object',
    description:
      'A coupon series of the real API, which checks few types: a stored value of another type is answered as it is, and so are other keys.',
    properties,
  };
}
