import { z } from 'zod';
import { StartError } from './start-error.ts';

export interface Env {
  /** 0 takes any free port. */
  readonly port: number;
  /** Always a loopback address until accounts exist. */
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** `'on'` is the usual set of samples, a number asks for that many series. */
  readonly sampleData: 'on' | 'off' | number;
  /** IANA zone of the organisation, used at the first start only. */
  readonly timeZone: string;
  /** IANA zone of the API's cluster, used at the first start only. */
  readonly clusterTimeZone: string;
  readonly upstream: {
    readonly url: string;
    readonly username: string;
    readonly password: string;
    /** How long one call of the API may take, ms. */
    readonly timeoutMs: number;
  } | null;
}

type Source = Readonly<Record<string, string | undefined>>;

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
const loopback = z.string().refine((host) => host === 'localhost' || host === '::1' || isLoopback4(host));
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const zone = z.string().refine(isTimeZone);
const httpUrl = z.url({ protocol: /^https?$/, hostname: /./ });

/** Reads what the server uses now and nothing else. Throws one StartError that lists every bad value, a line each. */
export function readEnv(source: Source): Env {
  const problems: string[] = [];
  /** An empty value counts as not set: that is what compose files pass for a variable without one. */
  const given = (name: string) => source[name] || undefined;

  function read<T>(name: string, schema: z.ZodType<T>, allowed: string, secret = false): T | undefined {
    const value = given(name);
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
  const samplesByDefault = given('DATABASE_URL') === undefined && given('UPSTREAM_URL') === undefined ? 'on' : 'off';
  const samples = read('SAMPLE_DATA', sampleData, 'on, off, or a number of series') ?? samplesByDefault;
  const defaultZone = samples === 'off' ? 'UTC' : 'Asia/Kolkata';
  const zoneNames = 'the name of a time zone, such as Asia/Kolkata or UTC';

  const timeoutMs = read('UPSTREAM_TIMEOUT_MS', milliseconds, 'a whole number of milliseconds') ?? 10_000;

  const env: Env = {
    port: read('PORT', port, 'a whole number from 0 to 65535 (0 takes any free port)') ?? 4180,
    host:
      read('HOST', loopback, 'localhost, ::1 or an address in 127.0.0.0/8, because nobody has to sign in yet') ??
      '127.0.0.1',
    dataDir: given('DATA_DIR') ?? './data',
    databaseUrl: databaseUrl ?? null,
    sampleData: samples,
    timeZone: read('ORG_TIME_ZONE', zone, zoneNames) ?? defaultZone,
    clusterTimeZone:
      read('CLUSTER_TIME_ZONE', zone, zoneNames) ?? (given('UPSTREAM_URL') === undefined ? defaultZone : 'UTC'),
    upstream: upstreamUrl === undefined ? null : { url: upstreamUrl, ...readCredentials(), timeoutMs },
  };
  if (problems.length > 0) throw new StartError(problems.join('\n'));
  return env;

  function readUpstreamUrl(): string | undefined {
    const value = given('UPSTREAM_URL');
    if (value !== undefined && httpUrl.safeParse(value).success && holdsCredentials(value)) {
      problems.push(
        'UPSTREAM_URL must not hold a user or a password: put them in UPSTREAM_USERNAME and UPSTREAM_PASSWORD.',
      );
      return undefined;
    }
    // Whatever stands before an @ may be a password, even in an address that cannot be read.
    return read('UPSTREAM_URL', httpUrl, 'an address that starts with http:// or https://', value?.includes('@'));
  }

  function readCredentials() {
    for (const name of ['UPSTREAM_USERNAME', 'UPSTREAM_PASSWORD']) {
      if (given(name) === undefined) problems.push(`${name} is missing: it is required together with UPSTREAM_URL.`);
    }
    return { username: given('UPSTREAM_USERNAME') ?? '', password: given('UPSTREAM_PASSWORD') ?? '' };
  }
}

function holdsCredentials(url: string): boolean {
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}

function isLoopback4(host: string): boolean {
  const parts = host.split('.');
  return (
    parts.length === 4 && parts[0] === '127' && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)
  );
}

function isTimeZone(name: string): boolean {
  // Newer engines also take offsets, which know no daylight saving time and are no IANA names.
  if (/^[+-]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
