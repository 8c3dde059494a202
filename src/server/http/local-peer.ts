import { readdir, readFile, readlink } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { release } from 'node:os';

interface SocketRow {
  readonly localPort: number;
  readonly remotePort: number;
  readonly isListening: boolean;
  readonly isLoopback: boolean;
  readonly uid: number;
  readonly inode: string;
}

const CACHE_MS = 2_000;

const results = new WeakMap<Socket, Promise<boolean>>();

/**
 * Whether the other end of a loopback connection is a program of this user that others cannot reach, such as a browser.
 * A proxy runs as another user, or it listens on an address that others can reach. Only Linux shows that; elsewhere, and
 * where /proc is not readable, the result is true.
 */
export function isLocalProgram(socket: Socket): Promise<boolean> {
  const known = results.get(socket) ?? inspect(socket);
  results.set(socket, known);
  return known;
}

async function inspect({ localPort, remotePort }: Socket): Promise<boolean> {
  if (!showsPeers(process.platform, release())) return true;
  const rows = (await Promise.all(['tcp', 'tcp6'].map(readRows))).flat();
  if (rows.length === 0) return true;
  // Seen from the other end, so its local port is our remote port.
  const peers = rows.filter((row) => row.localPort === remotePort && row.remotePort === localPort);
  const ourUid = process.getuid?.();
  if (peers.length === 0 || peers.some(({ uid }) => uid !== ourUid && ourUid !== 0)) return false;
  const reachable = new Set(rows.filter((row) => row.isListening && !row.isLoopback).map(({ inode }) => inode));
  const ends = new Set(peers.map(({ inode }) => inode));
  for (const pid of await processesWithCached(reachable))
    if ((await socketsOf(pid)).some((inode) => ends.has(inode))) return false;
  return true;
}

/**
 * In the Windows Subsystem for Linux, a browser of Windows arrives through a program of root, or its end is on the other
 * side, depending on the network mode.
 */
export const showsPeers = (platform: NodeJS.Platform, kernel: string): boolean =>
  platform === 'linux' && !/microsoft/i.test(kernel);

let cache = { key: '', until: 0, processes: Promise.resolve<readonly string[]>([]) };

/**
 * The search reads the files of every process (50 ms of processor time for 200 processes), so it runs once in 2 s, and
 * whenever other sockets listen.
 */
function processesWithCached(inodes: ReadonlySet<string>): Promise<readonly string[]> {
  const now = performance.now();
  const key = [...inodes].toSorted().join(' ');
  if (now > cache.until || key !== cache.key) cache = { key, until: now + CACHE_MS, processes: processesWith(inodes) };
  return cache.processes;
}

async function processesWith(inodes: ReadonlySet<string>): Promise<readonly string[]> {
  if (inodes.size === 0) return [];
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name)))
    if ((await socketsOf(pid)).some((inode) => inodes.has(inode))) found.push(pid);
  return found;
}

/** The rows of /proc/net/tcp: hexadecimal addresses and ports, state, user and inode of each socket. */
async function readRows(name: string): Promise<SocketRow[]> {
  // Without IPv6 there is no tcp6.
  const table = await readFile(`/proc/net/${name}`, 'utf8').catch(() => '');
  return table
    .split('\n')
    .slice(1, -1)
    .map((line) => {
      const [, local = '', remote = '', state, , , , uid, , inode = ''] = line.trim().split(/\s+/);
      return {
        localPort: portOf(local),
        remotePort: portOf(remote),
        isListening: state === '0A',
        isLoopback: /^(.{6}7F|0{24}01000000|0{16}FFFF0000.{6}7F):/.test(local),
        uid: Number(uid),
        inode,
      };
    });
}

const portOf = (address: string) => Number.parseInt(address.split(':')[1] ?? '', 16);

async function socketsOf(pid: string): Promise<readonly string[]> {
  // The process may have ended, or belong to another user.
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')));
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}
