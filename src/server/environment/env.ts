import { isIP } from 'node:net';
import { z } from 'zod';
import { isTimeZone } from '#values/zone.ts';
import { type Role, ROLES } from '#domain/permissions.ts';
import { StartError } from './errors.ts';

export interface Env {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** True if only this machine can connect. */
  readonly isLoopback: boolean;
  /** Origin that browsers use for the server; null: the address it listens on. */
  readonly publicUrl: string | null;
  /**
   * Number of proxies before the server, or their addresses; null: no proxy, so `X-Forwarded-*` headers are ignored.
   */
  readonly trustProxy: number | readonly string[] | null;
  /** A bearer token with an administrator's rights. */
  readonly apiToken: string | null;
  /** Reads the metrics; null: `apiToken` does. */
  readonly metricsToken: string | null;
  /** Whether each request of the API is logged. */
  readonly accessLog: boolean;
  /** Whether traces are sent by OpenTelemetry, which reads the other variables OTEL_* itself. */
  readonly traces: boolean;
  /** Signs the cookies; null: generated and stored in the data folder. */
  readonly authSecret: string | null;
  /** The company's sign-in (OpenID Connect). */
  readonly oidc: OidcEnv | null;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Older entries of the journal move into the archive; null: none. */
  readonly journalDays: number | null;
  /** `'on'`: the default set of samples; a number: that many sample series. */
  readonly sampleData: 'on' | 'off' | number;
  /** IANA zone of the organisation. Read at the first start only. */
  readonly timeZone: string;
  /** IANA zone of the API's cluster. Read at the first start only. */
  readonly clusterTimeZone: string;
  readonly upstream: {
    /** Base URL of the API's cluster, such as https://eu.api.capillarytech.com */
    readonly url: string;
    readonly credentials: UpstreamCredentials;
    /** Timeout of one API call, ms. */
    readonly timeoutMs: number;
  } | null;
}

/** How the server signs in to the real API: as a till (HTTP Basic), or as a client (OAuth). */
export type UpstreamCredentials =
  { readonly username: string; readonly password: string } | { readonly key: string; readonly secret: string };

export interface OidcEnv {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Label of the sign-in button. */
  readonly name: string;
  /** Role of a person who signs in without an invitation; null: only invited people can sign in. */
  readonly newAccounts: Role | null;
}

type Variables = Readonly<Record<string, string | undefined>>;

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65_535));
const sampleData = z.union([
  z.literal(['on', 'off']),
  z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number),
]);
const milliseconds = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number)
  .pipe(z.number().min(1));
/** A save that the real API did not confirm can be settled for a day. */
const MIN_JOURNAL_DAYS = 2;
const MAX_JOURNAL_DAYS = 36_500;
const journalDays = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().min(MIN_JOURNAL_DAYS).max(MAX_JOURNAL_DAYS));
const host = z.string().refine((name) => name === 'localhost' || isIP(name) !== 0);
const publicUrl = z
  .url({ protocol: /^https?$/, hostname: /./ })
  .refine((url) => URL.canParse(url) && new URL(url).pathname === '/' && !hasCredentials(url) && !/[?#]/.test(url))
  .transform((url) => new URL(url).origin);
const trustProxy = z.union([
  z
    .string()
    .regex(/^[1-9]$/)
    .transform(Number),
  z
    .string()
    .transform((list) => list.split(',').map((part) => part.trim()))
    .refine((list) => list.every(isAddressRange)),
]);
const apiToken = z.string().regex(/^[\x21-\x7e]{1,500}$/);
/** A shorter token could be guessed by strangers who can reach the server. */
const MIN_PUBLIC_TOKEN_LENGTH = 24;
const authSecret = z.string().min(32).max(1000);
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const zone = z.string().refine(isTimeZone);
const httpUrl = z.url({ protocol: /^https?$/, hostname: /./ });

/** Reads the server's environment variables. Throws one StartError that lists every invalid value, one per line. */
export function readEnv(variables: Variables): Env {
  const problems: string[] = [];
  /** An empty value counts as unset, because compose files pass an empty string for a variable without a value. */
  const valueOf = (name: string) => variables[name] || undefined;

  function read<T>(name: string, schema: z.ZodType<T>, allowed: string, secret = false): T | undefined {
    const value = valueOf(name);
    if (value === undefined) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    problems.push(`${name}${secret ? '' : ` is ${JSON.stringify(value)}, but it`} must be ${allowed}.`);
    return undefined;
  }

  const databaseUrl = read(
    'DATABASE_URL',
    postgresUrl,
    'an address like postgres://user:password@host:5432/name',
    true,
  );
  const upstreamUrl = readUpstreamUrl();
  const defaultSampleData =
    valueOf('DATABASE_URL') === undefined && valueOf('UPSTREAM_URL') === undefined ? 'on' : 'off';
  const samples = read('SAMPLE_DATA', sampleData, 'on, off, or a number of series') ?? defaultSampleData;
  const defaultZone = samples === 'off' ? 'UTC' : 'Asia/Kolkata';
  const zoneHint = 'the name of a time zone, such as Asia/Kolkata or UTC';

  const timeoutMs = read('UPSTREAM_TIMEOUT_MS', milliseconds, 'a whole number of milliseconds') ?? 10_000;

  const listenHost = read('HOST', host, 'localhost or an IP address') ?? '127.0.0.1';
  const publicOrigin = read('PUBLIC_URL', publicUrl, 'an address without a path, like https://coupons.example.com');
  const isLoopback = listenHost === 'localhost' || isLoopbackAddress(listenHost);
  if (!isLoopback && valueOf('PUBLIC_URL') === undefined) {
    problems.push(
      'PUBLIC_URL is missing: others can reach this HOST, so set the address that browsers use, like https://coupons.example.com.',
    );
  }

  const isPublic = !isLoopback || valueOf('PUBLIC_URL') !== undefined || valueOf('TRUST_PROXY') !== undefined;
  for (const name of ['API_TOKEN', 'METRICS_TOKEN']) {
    if (!isPublic || (valueOf(name)?.length ?? MIN_PUBLIC_TOKEN_LENGTH) >= MIN_PUBLIC_TOKEN_LENGTH) continue;
    problems.push(
      `${name} must have at least ${MIN_PUBLIC_TOKEN_LENGTH} characters with PUBLIC_URL, with TRUST_PROXY, or when others can reach HOST.`,
    );
  }

  const env: Env = {
    port: read('PORT', port, 'a whole number from 0 to 65535 (0 takes any free port)') ?? 4180,
    host: listenHost,
    isLoopback,
    publicUrl: publicOrigin ?? null,
    trustProxy:
      read('TRUST_PROXY', trustProxy, 'the number of proxies (1 to 9) or their IP addresses, separated by commas') ??
      null,
    apiToken: read('API_TOKEN', apiToken, 'up to 500 printable ASCII characters without spaces', true) ?? null,
    metricsToken: read('METRICS_TOKEN', apiToken, 'up to 500 printable ASCII characters without spaces', true) ?? null,
    accessLog: read('ACCESS_LOG', z.enum(['on', 'off']), 'on or off') === 'on',
    traces: readTraces(),
    authSecret: read('AUTH_SECRET', authSecret, 'at least 32 characters that cannot be guessed', true) ?? null,
    oidc: readOidc(),
    dataDir: valueOf('DATA_DIR') ?? './data',
    databaseUrl: databaseUrl ?? null,
    journalDays:
      read('JOURNAL_DAYS', journalDays, `a whole number of days from ${MIN_JOURNAL_DAYS} to ${MAX_JOURNAL_DAYS}`) ??
      null,
    sampleData: samples,
    timeZone: read('ORG_TIME_ZONE', zone, zoneHint) ?? defaultZone,
    clusterTimeZone:
      read('CLUSTER_TIME_ZONE', zone, zoneHint) ?? (valueOf('UPSTREAM_URL') === undefined ? defaultZone : 'UTC'),
    upstream: upstreamUrl === undefined ? null : { url: upstreamUrl, credentials: readCredentials(), timeoutMs },
  };
  if (problems.length > 0) throw new StartError(problems.join('\n'));
  return env;

  function readUpstreamUrl(): string | undefined {
    const value = valueOf('UPSTREAM_URL');
    if (value !== undefined && httpUrl.safeParse(value).success && hasCredentials(value)) {
      problems.push('UPSTREAM_URL must not contain a user or a password: put them in variables of their own.');
      return undefined;
    }
    // The part before an @ may be a password, even in an address that cannot be parsed.
    return read('UPSTREAM_URL', httpUrl, 'an address that starts with http:// or https://', value?.includes('@'));
  }

  function readTraces(): boolean {
    const name = 'OTEL_EXPORTER_OTLP_ENDPOINT';
    // The part before an @ may be a password.
    const isSecret = valueOf(name)?.includes('@');
    const endpoint = read(name, httpUrl, 'an address that starts with http:// or https://', isSecret);
    return endpoint !== undefined && valueOf('OTEL_SDK_DISABLED')?.toLowerCase() !== 'true';
  }

  function readOidc(): OidcEnv | null {
    const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
    const [issuer, clientId, clientSecret] = names.map(valueOf);
    const newAccounts = read('OIDC_NEW_ACCOUNTS', z.enum([...ROLES, 'off']), `${ROLES.join(', ')} or off`) ?? 'off';
    if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
    for (const name of names) {
      if (valueOf(name) === undefined) problems.push(`${name} is missing: ${names.join(', ')} belong together.`);
    }
    return {
      issuer: read('OIDC_ISSUER', httpUrl, 'an address that starts with https://')?.replace(/\/$/, '') ?? '',
      clientId: clientId ?? '',
      clientSecret: clientSecret ?? '',
      name: valueOf('OIDC_NAME') ?? 'your company’s sign-in',
      newAccounts: newAccounts === 'off' ? null : newAccounts,
    };
  }

  function readCredentials(): UpstreamCredentials {
    const basic = ['UPSTREAM_USERNAME', 'UPSTREAM_PASSWORD'] as const;
    const oauth = ['UPSTREAM_KEY', 'UPSTREAM_SECRET'] as const;
    const isAnySet = (names: readonly string[]) => names.some((name) => valueOf(name) !== undefined);
    if (isAnySet(basic) === isAnySet(oauth)) {
      const choice = `either ${oauth.join(' and ')} (OAuth) or ${basic.join(' and ')} (basic)`;
      problems.push(isAnySet(oauth) ? `Set ${choice}, not both.` : `UPSTREAM_URL needs a sign-in: set ${choice}.`);
    } else {
      const names = isAnySet(oauth) ? oauth : basic;
      for (const name of names)
        if (valueOf(name) === undefined) problems.push(`${name} is missing: ${names.join(' and ')} belong together.`);
    }
    const [username = '', password = '', key = '', secret = ''] = [...basic, ...oauth].map(valueOf);
    return isAnySet(oauth) ? { key, secret } : { username, password };
  }
}

function hasCredentials(url: string): boolean {
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}

export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

function isAddressRange(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const maxBits = isIP(address) === 4 ? 32 : 128;
  return isIP(address) !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= maxBits));
}
