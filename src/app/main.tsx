import './preload.ts';
import './styles/app.css';
import { MantineProvider } from '@mantine/core';
import { MutationCache, notifyManager, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { reportNoAnswer } from './api/connection.ts';
import { Refused } from './api/request.ts';
import { reloadForOtherPerson, startCache } from './api/start-cache.ts';
import { sessionQuery } from './api/session-query.ts';
import { router } from './router.tsx';
import { cssVariablesResolver, theme } from './theme.ts';

// By default an optimistic change is drawn only in a later task. Until then React shows a clicked radio unchecked again.
notifyManager.setScheduler(queueMicrotask);

// A 403 means that the role changed meanwhile: reload the session, because the pages depend on the role.
const onError = (error: Error) => {
  if (error instanceof Refused && error.status === 403)
    void queryClient.invalidateQueries({ queryKey: sessionQuery().queryKey });
};
const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    // The editor decides itself when to refetch, so that a series does not change during an edit. Without a network a
    // call fails at once: if it were paused until the network is back, a save could be sent long after the click.
    queries: {
      refetchOnWindowFocus: false,
      networkMode: 'always',
      // Only queries that never succeeded are refetched when the network is back.
      refetchOnReconnect: ({ state }) => state.data === undefined,
    },
    mutations: { networkMode: 'always' },
  },
});

startCache(queryClient);
window.addEventListener('offline', reportNoAnswer);
reloadForOtherPerson(queryClient);

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
