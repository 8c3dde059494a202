import type { FastifyRequest } from 'fastify';
import { isLoopbackAddress } from '../environment/env.ts';

export interface RequestOrigin {
  /** Whether the server listens for this machine alone. */
  readonly isLoopback: boolean;
  /** Origin that browsers are to use; null: the one they use. */
  readonly publicUrl: string | null;
}

/** The name in a Host header, without its port. */
const nameOf = (host: string) => host.replace(/:\d+$/, '').toLowerCase();

function isLoopbackName(host: string | undefined): boolean {
  const name = host === undefined ? '' : nameOf(host);
  return name === 'localhost' || name === '[::1]' || isLoopbackAddress(name);
}

/**
 * Whether the server answers to that name. A page on the internet can point its own name at our address and then read our answers as
 * if they were its own (DNS rebinding); it cannot change the name that the browser sends.
 */
export function isOurName(host: string | undefined, { publicUrl }: RequestOrigin): boolean {
  if (isLoopbackName(host)) return true;
  return publicUrl !== null && host !== undefined && host.toLowerCase() === new URL(publicUrl).host;
}

/** What things that pass requests on are known to add. */
const FORWARDED =
  /^(forwarded|via|client-ip|cdn-loop|front-end-https|x-(forwarded|real|client|cluster-client|original|envoy|amzn|amz|azure|appengine|scheme|host|proxy)(-.+)?|(cf|true|fastly|akamai)-.+)$/;

/** Whether it comes straight from this machine, as far as anybody can tell: nothing passed it on. */
export function isFromThisMachine(request: FastifyRequest, { isLoopback, publicUrl }: RequestOrigin): boolean {
  const from = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  return (
    isLoopback &&
    // Proxies speak HTTP/1.0 to what is behind them unless told otherwise; browsers have not for decades.
    request.raw.httpVersion === '1.1' &&
    (publicUrl === null || isLoopbackName(new URL(publicUrl).host)) &&
    isLoopbackAddress(from) &&
    isLoopbackName(request.headers.host) &&
    !Object.keys(request.headers).some((name) => FORWARDED.test(name))
  );
}

/**
 * Whether a page of ours sent it. Browsers say so with every write and let no page lie about it: `Sec-Fetch-Site`, and `Origin` where
 * that is missing, over plain HTTP.
 */
export function isFromOurPage(request: FastifyRequest, { publicUrl }: RequestOrigin): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined) return site === 'same-origin';
  if (publicUrl !== null && origin === publicUrl) return true;
  return isLoopbackName(host) && /^https?:/.test(origin) && origin.replace(/^https?:\/\//, '') === host?.toLowerCase();
}
