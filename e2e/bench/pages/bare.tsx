// The floor page built with the libraries of the app: their cost without our code.
import { MantineProvider } from '@mantine/core';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/global.css';
import { QueryClient, QueryClientProvider, useMutation, useQuery } from '@tanstack/react-query';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

interface Loaded {
  readonly series: Readonly<Record<string, unknown>>;
  readonly etag: string;
}
interface Saved {
  readonly etag: string;
  readonly message: string;
}

const id = new URLSearchParams(location.search).get('id');

async function load(): Promise<Loaded> {
  const response = await fetch(`/v2/coupon/series?ids=${id}`);
  const { entity } = (await response.json()) as { entity: [Loaded['series']] };
  return { series: entity[0], etag: response.headers.get('etag') ?? '' };
}

async function save({ series, etag }: Loaded): Promise<Saved> {
  const response = await fetch(`/v2/coupon/series/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'if-match': etag },
    body: JSON.stringify({ CouponSeriesV2: { ...series, anyUser: true } }),
  });
  const { warnings } = (await response.json()) as { warnings: [{ message: string }] };
  return { etag: response.headers.get('etag') ?? '', message: warnings[0].message };
}

function Bare() {
  const { data } = useQuery({ queryKey: ['series', id], queryFn: load, staleTime: Infinity });
  const saving = useMutation({ mutationFn: save });
  const [name, setName] = useState<string | null>(null);
  const [anyone, setAnyone] = useState(false);
  const [limit, setLimit] = useState(0);
  const send = () => {
    if (!data) return;
    setLimit(limit + 10);
    saving.mutate({
      series: { ...data.series, redemptionPerCouponMaxLimit: limit + 10 },
      etag: saving.data?.etag ?? data.etag,
    });
  };
  return (
    <>
      <input
        id="name"
        aria-label="Name"
        disabled={!data}
        value={name ?? (data?.series['description'] as string | undefined) ?? ''}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <label>
        <input id="gate" type="checkbox" checked={anyone} onChange={() => setAnyone(!anyone)} /> Anyone with the code
      </label>
      {anyone && <input id="gated" aria-label="Each coupon code" />}
      <button id="save" type="button" onClick={send}>
        Save
      </button>
      <p id="warning">{saving.isPending ? '' : saving.data?.message}</p>
    </>
  );
}

const container = document.getElementById('root');
if (!container) throw new Error('bare.html has no element with the id root');
createRoot(container).render(
  <StrictMode>
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <Bare />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
