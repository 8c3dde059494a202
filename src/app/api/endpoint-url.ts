import type { InputOf } from '#contract/endpoint.ts';
import type { EndpointName, Endpoints } from '#contract/endpoints.ts';

type Input<Name extends EndpointName> = InputOf<Endpoints[Name]>;
/** The parts of a request, with those required that the endpoint requires. */
export type InputArguments<Name extends EndpointName, Options = unknown> =
  object extends Input<Name> ? [input?: Input<Name> & Options] : [input: Input<Name> & Options];

type QueryValue = string | number | undefined;
export interface AnyInput {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The URL of an endpoint such as `GET /api/series/:id/sent`. */
export function endpointUrl<Name extends EndpointName>(name: Name, ...input: InputArguments<Name>): string;
export function endpointUrl(name: string, input?: AnyInput): string {
  return buildUrl(name, input);
}

/** Parameters that are undefined are left out; a list repeats its parameter. */
export function buildUrl(name: string, { params = {}, query = {} }: AnyInput = {}): string {
  const path = name.replace(/^\w+ /, '').replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    for (const item of [value].flat()) if (item !== undefined) search.append(key, String(item));
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}
