import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';
import { StartError } from './errors.ts';

function problems(variables: Record<string, string>): string[] {
  try {
    readEnv(variables);
  } catch (error) {
    if (error instanceof StartError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('readEnv', () => {
  it('defaults to samples on loopback', () => {
    const env = {
      port: 4180,
      host: '127.0.0.1',
      isLoopback: true,
      publicUrl: null,
      trustProxy: null,
      apiToken: null,
      metricsToken: null,
      accessLog: false,
      traces: false,
      authSecret: null,
      oidc: null,
      dataDir: './data',
      databaseUrl: null,
      journalDays: null,
      sampleData: 'on',
      timeZone: 'Asia/Kolkata',
      clusterTimeZone: 'Asia/Kolkata',
      upstream: null,
    };
    expect(readEnv({})).toEqual(env);
    expect(readEnv({ PORT: '', DATABASE_URL: '', SAMPLE_DATA: '' })).toEqual(env);
  });

  it('defaults to no samples and UTC with a real database or API', () => {
    expect(readEnv({ DATABASE_URL: 'postgres://u:p@db/desk' })).toMatchObject({ sampleData: 'off', timeZone: 'UTC' });
    const upstream = { UPSTREAM_URL: 'https://eu.api.example', UPSTREAM_USERNAME: 'u', UPSTREAM_PASSWORD: 'p' };
    expect(readEnv(upstream)).toMatchObject({
      sampleData: 'off',
      upstream: { url: 'https://eu.api.example', credentials: { username: 'u', password: 'p' } },
    });
    expect(readEnv({ DATABASE_URL: 'postgresql://db/desk', SAMPLE_DATA: '250' })).toMatchObject({
      sampleData: 250,
      timeZone: 'Asia/Kolkata',
    });
    expect(readEnv({ ...upstream, SAMPLE_DATA: 'on', UPSTREAM_TIMEOUT_MS: '2500' })).toMatchObject({
      clusterTimeZone: 'UTC',
      upstream: { timeoutMs: 2500 },
    });
    expect(readEnv({ ...upstream, CLUSTER_TIME_ZONE: 'Asia/Kolkata' }).clusterTimeZone).toBe('Asia/Kolkata');
    expect(problems({ ...upstream, UPSTREAM_TIMEOUT_MS: '0' })).toEqual([
      'UPSTREAM_TIMEOUT_MS is "0", but it must be a whole number of milliseconds.',
    ]);
  });

  it.each(['0', '1', '-3', '1.5', '36501', 'forever'])('refuses to archive after %s days', (days) => {
    expect(problems({ JOURNAL_DAYS: days })).toEqual([
      `JOURNAL_DAYS is "${days}", but it must be a whole number of days from 2 to 36500.`,
    ]);
    expect(readEnv({ JOURNAL_DAYS: '400' }).journalDays).toBe(400);
  });

  it('sends traces to a collector unless that is switched off, and never prints its password', () => {
    const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };
    expect(readEnv(collector).traces).toBe(true);
    expect(readEnv({ ...collector, OTEL_SDK_DISABLED: 'true' }).traces).toBe(false);
    expect(problems({ OTEL_EXPORTER_OTLP_ENDPOINT: '127.0.0.1:4318' })).toEqual([
      'OTEL_EXPORTER_OTLP_ENDPOINT is "127.0.0.1:4318", but it must be an address that starts with http:// or https://.',
    ]);
    expect(problems({ OTEL_EXPORTER_OTLP_ENDPOINT: 'ftp//u:hunter2@host' }).join('')).not.toContain('hunter2');
  });

  it('reports every invalid value at once', () => {
    expect(
      problems({ PORT: '65536', SAMPLE_DATA: 'yes', ORG_TIME_ZONE: 'Mars/Base', CLUSTER_TIME_ZONE: '+05:30' }),
    ).toEqual([
      'SAMPLE_DATA is "yes", but it must be on, off, or a number of series.',
      'PORT is "65536", but it must be a whole number from 0 to 65535 (0 takes any free port).',
      'ORG_TIME_ZONE is "Mars/Base", but it must be the name of a time zone, such as Asia/Kolkata or UTC.',
      'CLUSTER_TIME_ZONE is "+05:30", but it must be the name of a time zone, such as Asia/Kolkata or UTC.',
    ]);
  });

  it.each(['127.0.0.1', '127.9.8.7', '::1', 'localhost'])('is reachable from this machine only on %s', (host) => {
    expect(readEnv({ HOST: host })).toMatchObject({ host, isLoopback: true });
  });

  it.each(['0.0.0.0', '::', '192.168.1.4'])('requires PUBLIC_URL to listen on %s', (host) => {
    expect(problems({ HOST: host })).toEqual([expect.stringMatching(/^PUBLIC_URL is missing: /)]);
    expect(readEnv({ HOST: host, PUBLIC_URL: 'https://coupons.example/' })).toMatchObject({
      host,
      isLoopback: false,
      publicUrl: 'https://coupons.example',
    });
  });

  it('accepts a short token on loopback only', () => {
    expect(readEnv({ API_TOKEN: 'tok' }).apiToken).toBe('tok');
    const open = { HOST: '0.0.0.0', PUBLIC_URL: 'https://coupons.example' };
    expect(problems({ ...open, API_TOKEN: 'tok' })).toEqual([
      expect.stringMatching(/^API_TOKEN must have at least 24/),
    ]);
    expect(readEnv({ ...open, API_TOKEN: 'x'.repeat(24) }).apiToken).toHaveLength(24);
    // A proxy on this machine makes a loopback address public.
    for (const proxied of [{ PUBLIC_URL: 'https://coupons.example' }, { TRUST_PROXY: '1' }])
      expect(problems({ ...proxied, API_TOKEN: 'x'.repeat(23) })).toEqual([
        expect.stringMatching(/^API_TOKEN must have at least 24/),
      ]);
  });

  it.each(['127.0.0.256', '127.0.0.1.example.com', 'localhost.example'])('refuses to listen on %s', (host) => {
    expect(problems({ HOST: host, PUBLIC_URL: 'https://coupons.example' })).toEqual([
      `HOST is "${host}", but it must be localhost or an IP address.`,
    ]);
  });

  it.each(['coupons.example', 'https://coupons.example/desk', 'https://u:p@coupons.example', 'ftp://coupons.example'])(
    'refuses %s as PUBLIC_URL',
    (url) => {
      expect(problems({ PUBLIC_URL: url })).toHaveLength(1);
    },
  );

  it.each([
    ['1', 1],
    ['10.0.0.1, fd00::/8', ['10.0.0.1', 'fd00::/8']],
  ])('trusts the proxies %s', (text, proxies) => {
    expect(readEnv({ TRUST_PROXY: text }).trustProxy).toEqual(proxies);
  });

  it.each(['true', '0', '10.0.0.1/33', 'everybody'])('refuses %s as TRUST_PROXY', (text) => {
    expect(problems({ TRUST_PROXY: text })).toHaveLength(1);
  });

  it('requires all or none of the variables of the company’s sign-in', () => {
    const whole = { OIDC_ISSUER: 'https://id.example/', OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 'hunter2' };
    expect(readEnv(whole).oidc).toMatchObject({ issuer: 'https://id.example', clientId: 'desk', newAccounts: null });
    expect(readEnv({ ...whole, OIDC_NAME: 'Kesarika', OIDC_NEW_ACCOUNTS: 'support' }).oidc).toMatchObject({
      name: 'Kesarika',
      newAccounts: 'support',
    });
    expect(problems({ OIDC_ISSUER: 'https://id.example' })).toHaveLength(2);
    expect(problems({ ...whole, OIDC_NEW_ACCOUNTS: 'everything' })).toHaveLength(1);
  });

  it('never prints a secret', () => {
    const lines = problems({
      DATABASE_URL: 'mysql://user:hunter2@db/desk',
      UPSTREAM_URL: 'https://user:hunter2@api.example',
      UPSTREAM_PASSWORD: 'hunter2',
    });
    expect(lines).toEqual([
      'DATABASE_URL must be an address like postgres://user:password@host:5432/name.',
      'UPSTREAM_URL must not contain a user or a password: put them in variables of their own.',
    ]);
    expect(problems({ UPSTREAM_URL: 'ftp//user:hunter2@api' }).join('')).not.toContain('hunter2');
    expect(problems({ API_TOKEN: 'hunter2 hunter2', AUTH_SECRET: 'hunter2' })).toEqual([
      'API_TOKEN must be up to 500 printable ASCII characters without spaces.',
      'AUTH_SECRET must be at least 32 characters that cannot be guessed.',
    ]);
  });

  it('requires one whole sign-in to the upstream API', () => {
    const url = { UPSTREAM_URL: 'http://127.0.0.1:4181' };
    const key = { ...url, UPSTREAM_KEY: 'k', UPSTREAM_SECRET: 's' };
    expect(readEnv(key).upstream).toEqual({
      url: url.UPSTREAM_URL,
      credentials: { key: 'k', secret: 's' },
      timeoutMs: 10_000,
    });
    const both = 'either UPSTREAM_KEY and UPSTREAM_SECRET (OAuth) or UPSTREAM_USERNAME and UPSTREAM_PASSWORD (basic)';
    expect(problems(url)).toEqual([`UPSTREAM_URL needs a sign-in: set ${both}.`]);
    expect(problems({ ...key, UPSTREAM_USERNAME: 'u', UPSTREAM_PASSWORD: 'p' })).toEqual([`Set ${both}, not both.`]);
    expect(problems({ ...key, UPSTREAM_PASSWORD: 'p' })).toEqual([`Set ${both}, not both.`]);
    expect(problems({ ...url, UPSTREAM_SECRET: 's' })).toEqual([
      'UPSTREAM_KEY is missing: UPSTREAM_KEY and UPSTREAM_SECRET belong together.',
    ]);
    expect(problems({ ...url, UPSTREAM_USERNAME: 'u' })).toEqual([
      'UPSTREAM_PASSWORD is missing: UPSTREAM_USERNAME and UPSTREAM_PASSWORD belong together.',
    ]);
    expect(problems({ UPSTREAM_URL: 'api.example' })).toEqual([
      'UPSTREAM_URL is "api.example", but it must be an address that starts with http:// or https://.',
    ]);
  });
});
