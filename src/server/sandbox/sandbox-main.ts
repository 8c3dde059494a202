import * as z from 'zod';
import { isZone } from './cluster-dates.ts';
import { buildSandbox } from './sandbox.ts';
import { sampleCoupons } from '../samples/sample-coupons.ts';
import { sandboxSeries } from './seeds.ts';

const environment = z.object({
  // Browsers and Node's fetch refuse port 4190, which is reserved for another protocol.
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4191),
  SANDBOX_CLUSTER_TIME_ZONE: z.string().refine(isZone, 'This is not a time zone.').default('UTC'),
  SANDBOX_USERNAME: z.string().min(1).default('till'),
  SANDBOX_PASSWORD: z.string().min(1).default('till'),
  SANDBOX_KEY: z.string().min(1).default('key'),
  SANDBOX_SECRET: z.string().min(1).default('secret'),
});

const parsed = environment.safeParse(process.env);
if (!parsed.success) {
  console.error(z.prettifyError(parsed.error));
  process.exit(1);
}
const { SANDBOX_PORT, SANDBOX_CLUSTER_TIME_ZONE: zone, SANDBOX_USERNAME, SANDBOX_PASSWORD } = parsed.data;
const { SANDBOX_KEY, SANDBOX_SECRET } = parsed.data;

const { app } = buildSandbox({
  clusterTimeZone: zone,
  now: Date.now,
  username: SANDBOX_USERNAME,
  password: SANDBOX_PASSWORD,
  client: { key: SANDBOX_KEY, secret: SANDBOX_SECRET },
  series: sandboxSeries({ now: Date.now(), zone }),
  coupons: sampleCoupons({ now: Date.now(), zone }),
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());

// Loopback only, because its password is public.
const address = await app.listen({ port: SANDBOX_PORT, host: '127.0.0.1' });
console.log(
  `Sandbox of the coupon API at ${address} (till "${SANDBOX_USERNAME}", OAuth key "${SANDBOX_KEY}", cluster zone ${zone}). Its data is lost when it stops.`,
);
