import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const PATH_FILE = fileURLToPath(new URL('../.cache/browser/path', import.meta.url));

/**
 * Chromium reads only the last --disable-features, so the list of Playwright 1.65 is repeated without its entries for
 * other browsers.
 */
const DISABLED_FEATURES = [
  // The popup of the address bar is a page in a process of its own for each browser context. It takes a quarter of the
  // processor time of a short test, and no test sees it.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** Arguments for every launch. Playwright adds --no-sandbox itself. */
export const launchArgs = [
  `--disable-features=${DISABLED_FEATURES.join(',')}`,
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Returns the browser that `node e2e/ensure-browser.mjs` launched; without a recorded one, CHROMIUM_PATH.
 * @returns {string | undefined}
 */
export function chromiumPath() {
  try {
    return readFileSync(PATH_FILE, 'utf8').trim() || undefined;
  } catch {
    return process.env['CHROMIUM_PATH'];
  }
}

/** @param {string} path */
export function recordChromiumPath(path) {
  mkdirSync(dirname(PATH_FILE), { recursive: true });
  writeFileSync(PATH_FILE, `${path}\n`);
}
