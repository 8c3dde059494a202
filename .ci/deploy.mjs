// The parts of .ci/deploy/compose.yaml without containers: PostgreSQL and two servers behind nginx, with the programs of
// the system (Debian: apt-get install nginx postgresql). `node .ci/deploy.mjs` runs them until Ctrl-C;
// `node .ci/deploy.mjs --check` signs in, saves, reads the metrics, stops one server and ends. Build first: npm run build.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');
const folder = mkdtempSync(join(tmpdir(), 'coupon-desk-deploy-'));
// PostgreSQL refuses to run as root.
const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
chmodSync(folder, 0o755);
/** @type {import('node:child_process').ChildProcess[]} */
const children = [];

/** @param {string} flag */
function idOf(flag) {
  return Number(execFileSync('id', [flag, 'postgres']).toString());
}

/** @param {string} command @param {string[]} args @param {import('node:child_process').SpawnOptions} options */
function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
  child.on('error', (error) => fail(`${command}: ${error.message}`));
  children.push(child);
  return child;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function startPostgres() {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) return fail('PostgreSQL is missing (Debian: apt-get install postgresql).');
  const bin = join(versions, readdirSync(versions).toSorted((a, b) => Number(b) - Number(a))[0] ?? '', 'bin');
  const data = join(folder, 'postgres');
  mkdirSync(data, { mode: 0o700 });
  if (owner.uid !== undefined) chownSync(data, owner.uid, owner.gid);
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'desk', '-A', 'trust', '-E', 'UTF8'], { ...owner, cwd: data });
  const port = await freePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${data}`];
  run(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
    ...owner,
    cwd: data,
    stdio: 'ignore',
  });
  for (let tries = 0; ; tries++) {
    try {
      execFileSync(join(bin, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'desk', 'desk'], {
        stdio: 'pipe',
      });
      return `postgres://desk@127.0.0.1:${port}/desk`;
    } catch (error) {
      if (tries === 100) throw error;
      await sleep(100);
    }
  }
}

/** Starts a server and returns its port, what it printed, and its process. @param {Record<string, string>} variables */
async function startDesk(variables) {
  const port = await freePort();
  const child = run(process.execPath, [join(ROOT, 'dist/server/main.js')], {
    env: { PATH: process.env['PATH'], ...variables, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout?.on('data', (chunk) => (printed += chunk));
  while (!printed.includes('is ready at')) {
    if (child.exitCode !== null) return fail('A server did not start. Build it first: npm run build');
    await sleep(50);
  }
  return { port, printed, child };
}

/** @param {number} listen @param {number[]} desks */
async function startProxy(listen, desks) {
  const names = { LISTEN: `127.0.0.1:${listen}`, DESK_1: `127.0.0.1:${desks[0]}`, DESK_2: `127.0.0.1:${desks[1]}` };
  const site = Object.entries(names).reduce(
    (text, [name, value]) => text.replaceAll(`\${${name}}`, value),
    readFileSync(join(import.meta.dirname, 'deploy/nginx.conf.template'), 'utf8'),
  );
  const config = join(folder, 'nginx.conf');
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`);
  writeFileSync(
    config,
    `daemon off; pid ${folder}/nginx.pid; error_log stderr warn; events {}\nhttp { access_log off; ${paths.join(' ')}\n${site}}`,
  );
  run(existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx', ['-c', config, '-p', folder]);
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`http://127.0.0.1:${listen}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  fail('nginx does not answer.');
}

async function stop() {
  for (const child of children.toReversed()) {
    if (child.exitCode !== null || child.pid === undefined) continue;
    const ended = once(child, 'exit');
    // SIGINT ends PostgreSQL without waiting for its clients.
    child.kill(child.spawnfile.includes('postgres') ? 'SIGINT' : 'SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  process.exit(1);
}

/** @param {string} what @param {boolean} isTrue */
function expect(what, isTrue) {
  if (!isTrue) fail(`FAILED  ${what}`);
  console.log(`ok  ${what}`);
}

/** @param {string} url @param {string} link @param {string} metricsToken @param {() => Promise<unknown>} stopOne */
async function check(url, link, metricsToken, stopOne) {
  let cookie = '';
  /** @param {string} method @param {string} path @param {unknown} [body] @param {Record<string, string>} [extra] */
  const call = async (method, path, body, extra = {}) => {
    const headers = { cookie, origin: url, 'content-type': 'application/json', ...extra };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(url + path, { method, headers, ...sent });
    for (const one of answer.headers.getSetCookie()) cookie += `${one.split(';')[0]}; `;
    return answer;
  };
  const password = 'copper lantern under seven bridges';
  const token = link.split('#')[1] ?? '';
  const joined = await call('POST', '/api/join', { token, name: 'Asha', email: 'asha@example.com', password });
  expect('the first administrator joins by the link', joined.ok);
  cookie = '';
  const signedIn = await call('POST', '/api/session', { email: 'asha@example.com', password });
  expect('signs in with the password', signedIn.ok);
  expect(
    'every answer has the request id of the proxy',
    /^[0-9a-f]{32}$/.test(signedIn.headers.get('x-request-id') ?? ''),
  );

  const list = await (await call('GET', '/api/series?limit=1')).json();
  const { id } = list.items[0];
  const read = async () => {
    const answer = await call('GET', `/v2/coupon/series?ids=${id}`);
    return { series: (await answer.json()).entity[0], etag: answer.headers.get('etag') ?? '' };
  };
  const rename = async (/** @type {string} */ description, /** @type {string} */ ifMatch) => {
    const { series } = await read();
    const body = { CouponSeriesV2: { ...series, description } };
    return (await call('PUT', `/v2/coupon/series/${id}`, body, { 'if-match': ifMatch })).status;
  };
  const { etag } = await read();
  const saves = await Promise.all(Array.from({ length: 8 }, (_, n) => rename(`Save ${n}`, etag)));
  const saved = saves.filter((status) => status === 200).length;
  expect(
    `of 8 saves of one revision through both servers, one is saved and the others conflict (${saves.join(' ')})`,
    saved === 1 && saves.every((status) => status === 200 || status === 409),
  );

  let total = 0;
  const servers = new Set();
  for (let n = 0; n < 8; n++) {
    const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
    const text = await answer.text();
    const started = /^process_start_time_seconds (\S+)/m.exec(text)?.[1];
    if (servers.has(started)) continue;
    servers.add(started);
    total += Number(/^coupon_desk_saves_total\{outcome="saved"\} (\d+)/m.exec(text)?.[1]);
  }
  expect('the metrics of both servers count one save', servers.size === 2 && total === 1);
  expect('a wrong token reads no metrics', (await fetch(`${url}/metrics`)).status === 401);

  let failures = 0;
  const stopped = new AbortController();
  const reading = (async () => {
    while (!stopped.signal.aborted) if (!(await call('GET', '/api/series?limit=1')).ok) failures++;
  })();
  await stopOne();
  stopped.abort();
  await reading;
  expect('no read fails while one server stops', failures === 0);
  const current = await read();
  let status = await rename('After the stop', current.etag);
  // nginx does not repeat a write: the first one may meet the stopped server.
  if (status === 502) status = await rename('After the stop', current.etag);
  expect('the other server saves', status === 200);
}

process.once('SIGINT', () => void stop().then(() => process.exit(0)));
const databaseUrl = await startPostgres();
const listen = isCheck ? await freePort() : 8080;
const url = `http://127.0.0.1:${listen}`;
const [apiToken, metricsToken, secret] = [0, 0, 0].map(() => randomBytes(24).toString('hex'));
const variables = {
  DATABASE_URL: databaseUrl,
  PUBLIC_URL: url,
  TRUST_PROXY: '1',
  AUTH_SECRET: secret ?? '',
  API_TOKEN: apiToken ?? '',
  METRICS_TOKEN: metricsToken ?? '',
  SAMPLE_DATA: 'on',
};
const first = await startDesk({ ...variables, DATA_DIR: join(folder, 'one') });
const second = await startDesk({ ...variables, DATA_DIR: join(folder, 'two') });
await startProxy(listen, [first.port, second.port]);
// Each start prints a new link, and the last one is valid.
const [link = ''] = /http\S+#\S+/.exec(second.printed) ?? [];
if (isCheck) {
  await check(url, link, metricsToken ?? '', async () => {
    first.child.kill('SIGTERM');
    await once(first.child, 'exit');
  });
  await stop();
} else {
  console.log(`Coupon Desk is at ${url}. Ctrl-C ends it and deletes its data.
The first administrator: ${link}
API_TOKEN=${apiToken}
curl -H "Authorization: Bearer ${metricsToken}" ${url}/metrics`);
}
