import { expect, it } from 'vitest';
import { showsPeers } from './local-peer.ts';

it.each<[NodeJS.Platform, string, boolean]>([
  ['linux', '6.1.0-18-amd64', true],
  ['linux', '5.15.153.1-microsoft-standard-WSL2', false],
  ['linux', '4.4.0-19041-Microsoft', false],
  ['darwin', '23.5.0', false],
])('%s %s shows the other end of a connection: %s', (platform, kernel, shows) => {
  expect(showsPeers(platform, kernel)).toBe(shows);
});
