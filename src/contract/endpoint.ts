import type * as z from 'zod';
import type { Right } from '#domain/permissions.ts';

/** `anybody`: no session or token needed. */
export type Access = 'anybody' | Right;

/**
 * One endpoint. The server parses requests, checks the access and types its handler by it, the app types its calls by it
 * (types only: no schema reaches the browser), and the OpenAPI document is generated from it.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters as `:name`. */
  readonly path: `/${string}`;
  readonly access: Access;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Of the HTTP headers, those that have a meaning for this endpoint. */
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
  /** Success. Default: 200. */
  readonly status?: 201 | 302;
  /** The answer has the revision of a series as ETag. */
  readonly hasRevision?: true;
  /** The type of an answer that is a file or a stream, not JSON. */
  readonly mediaType?: 'application/x-tar' | 'text/csv' | 'application/x-ndjson' | 'text/event-stream';
  /** A series fits into the body, although the access is another one than of series. */
  readonly hasLargeBody?: true;
  /** Marks a POST that only reads. It is no GET because its input does not fit into a URL. */
  readonly onlyReads?: true;
}

/** Preserves the literal types of a declaration. */
export const endpoint = <const E extends Endpoint>(declaration: E): E => declaration;

/** Objects with any keys stay as they are: the JSON types are immutable. */
type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : string extends keyof T
    ? T
    : T extends object
      ? { readonly [Key in keyof T]: Immutable<T[Key]> }
      : T;
/** The type of the data that a schema describes. */
export type DataOf<Schema extends z.ZodType> = Immutable<z.output<Schema>>;

type Parsed<Schema> = Schema extends z.ZodType ? DataOf<Schema> : undefined;
/** A request after parsing. */
export interface ParsedRequest<E extends Endpoint> {
  readonly params: Parsed<E['params']>;
  readonly query: Parsed<E['query']>;
  readonly headers: Parsed<E['headers']>;
  readonly body: Parsed<E['body']>;
}
export type AnswerOf<E extends Endpoint> = DataOf<E['answer']>;

/** Path, query and headers of a call: parsed values, optional where the server has a default. */
type Passed<Schema extends z.ZodType> = {
  readonly [Key in keyof z.input<Schema>]:
    | Immutable<z.output<Schema>[Key & keyof z.output<Schema>]>
    | (undefined extends z.input<Schema>[Key] ? undefined : never);
};
type Part<Name extends string, Data> = object extends Data
  ? { readonly [Key in Name]?: Data }
  : { readonly [Key in Name]: Data };
type PartOf<Name extends 'params' | 'query' | 'headers' | 'body', Schema> = Schema extends z.ZodType
  ? Part<Name, Name extends 'body' ? DataOf<Schema> : Passed<Schema>>
  : { readonly [Key in Name]?: never };
/** What a client sends. */
export type InputOf<E extends Endpoint> = PartOf<'params', E['params']> &
  PartOf<'query', E['query']> &
  PartOf<'headers', E['headers']> &
  PartOf<'body', E['body']>;
