import './preload.ts';
import './styles/app.css';
import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { Refused } from './api/request.ts';
import { sessionQuery } from './api/session-query.ts';
import { router } from './router.tsx';
import { cssVariablesResolver, theme } from './theme.ts';

// zod would compile its checks with `new Function`, which our content-security policy forbids.
z.config({ jitless: true });

/** A role was taken away meanwhile: what the pages offer follows from who one is. */
const onError = (error: Error) => {
  if (error instanceof Refused && error.status === 403)
    void queryClient.invalidateQueries({ queryKey: sessionQuery().queryKey });
};
const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    // The editor decides by itself when to read again: a series must not change under somebody's hands.
    // And a call without a network fails at once: held back until there is one, a save would go out long after it was asked for.
    queries: {
      refetchOnWindowFocus: false,
      networkMode: 'always',
      // What could not be read at all is asked for again by itself once there is a network.
      refetchOnReconnect: ({ state }) => state.data === undefined,
    },
    mutations: { networkMode: 'always' },
  },
});

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no element with the id root');
createRoot(container).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
