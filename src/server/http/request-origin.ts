import type { FastifyRequest } from 'fastify';
import { isLoopbackAddress } from '../environment/env.ts';
import { isLocalProgram } from './local-peer.ts';

export interface RequestOrigin {
  /** True if the server listens on loopback only. */
  readonly isLoopback: boolean;
  /** The origin that browsers must use. With null, they use a loopback name, such as localhost. */
  readonly publicUrl: string | null;
}

/** The name in a Host header, without its port. */
const hostName = (host: string) => host.replace(/:\d+$/, '').toLowerCase();

function isLoopbackName(host: string | undefined): boolean {
  const name = host === undefined ? '' : hostName(host);
  return name === 'localhost' || name === '[::1]' || isLoopbackAddress(name);
}

/**
 * Whether the Host header names this server, against DNS rebinding: a site can point its own name at our address to read
 * our answers, but it cannot change the Host header that the browser sends.
 */
export function isOurName(host: string | undefined, { publicUrl }: RequestOrigin): boolean {
  if (isLoopbackName(host)) return true;
  return publicUrl !== null && host !== undefined && host.toLowerCase() === new URL(publicUrl).host;
}

/** Headers that proxies and CDNs add. */
const FORWARDED =
  /^(forwarded|via|client-ip|cdn-loop|front-end-https|x-(forwarded|real|client|cluster-client|original|envoy|amzn|amz|azure|appengine|scheme|host|proxy)(-.+)?|(cf|true|fastly|akamai)-.+)$/;

/**
 * Whether the request comes directly from this machine, without a sign of a proxy. Headers alone prove nothing: a proxy may
 * add none, and its clients can forge the others.
 */
export async function isFromThisMachine(
  request: FastifyRequest,
  { isLoopback, publicUrl }: RequestOrigin,
): Promise<boolean> {
  const from = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  return (
    isLoopback &&
    // Proxies use HTTP/1.0 to their upstream by default; browsers never do.
    request.raw.httpVersion === '1.1' &&
    (publicUrl === null || isLoopbackName(new URL(publicUrl).host)) &&
    isLoopbackAddress(from) &&
    isLoopbackName(request.headers.host) &&
    !Object.keys(request.headers).some((name) => FORWARDED.test(name)) &&
    isLocalProgram(request.socket)
  );
}

/**
 * Whether one of our own pages sent the request (CSRF protection). Browsers set `Sec-Fetch-Site` on every write, over
 * plain HTTP only `Origin`, and no page can forge them.
 */
export function isFromOurPage(request: FastifyRequest, { publicUrl }: RequestOrigin): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined) return site === 'same-origin';
  if (publicUrl !== null && origin === publicUrl) return true;
  return isLoopbackName(host) && /^https?:/.test(origin) && origin.replace(/^https?:\/\//, '') === host?.toLowerCase();
}
