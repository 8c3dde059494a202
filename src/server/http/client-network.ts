import { isIP, SocketAddress } from 'node:net';

/**
 * The IPv4 address, or the /64 network of an IPv6 address: a client that has one address of the network has them all.
 * Different spellings of one address give the same text.
 */
export function networkOf(address: string): string {
  const [withoutZone = ''] = address.split('%', 1);
  if (isIP(withoutZone) !== 6) return withoutZone;
  const canonical = new SocketAddress({ address: withoutZone, family: 'ipv6' }).address;
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(canonical) ?? [];
  if (mapped !== undefined) return mapped;
  const [head = '', tail = ''] = canonical.split('::');
  const [before, after] = [groupsIn(head), groupsIn(tail)];
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}

const groupsIn = (part: string) => part.split(':').filter(Boolean);
