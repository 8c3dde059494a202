import '../../src/app/styles/app.css';
import './playground.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { cssVariablesResolver, theme } from '../../src/app/theme.ts';
import type { CasePage } from './cases.ts';
import { controlCases } from './controls.cases.tsx';
import { dialogCases } from './dialogs.cases.tsx';
import { formCases } from './forms.cases.tsx';
import { partCases } from './parts.cases.tsx';
import { rowCases } from './rows.cases.tsx';
import { sectionCases } from './sections.cases.tsx';

z.config({ jitless: true });

const pages: Readonly<Record<string, CasePage>> = {
  parts: partCases,
  controls: controlCases,
  rows: rowCases,
  sections: sectionCases,
  forms: formCases,
  dialogs: dialogCases,
};

/** `?page=controls` shows the cases of a page; `?page=dialogs&case=…` shows one case. Without both, links to all. */
const url = new URLSearchParams(window.location.search);
const page = url.get('page') ?? '';
const only = url.get('case');

function Playground() {
  const shown = pages[page];
  if (!shown || (shown.isSingle && only === null)) return <Contents />;
  return (
    <main className="playground" data-page={page} aria-label={page}>
      <h1 className="visually-hidden">{page}</h1>
      {Object.entries(shown.cases)
        .filter(([name]) => only === null || name === only)
        .map(([name, render]) => (
          <div key={name} className="case" data-case={name}>
            <h2 className="case-name">{name}</h2>
            <div className="case-body">{render()}</div>
          </div>
        ))}
    </main>
  );
}

function Contents() {
  return (
    <ul data-contents>
      {Object.entries(pages).flatMap(([name, { cases, isSingle }]) =>
        (isSingle ? Object.keys(cases) : [null]).map((one) => {
          const search = new URLSearchParams(one === null ? { page: name } : { page: name, case: one }).toString();
          return (
            <li key={search}>
              <a href={`?${search}`}>{one === null ? name : `${name}: ${one}`}</a>
            </li>
          );
        }),
      )}
    </ul>
  );
}

// Links need a router; the pages that they lead to are not part of the playground.
const root = createRootRoute({ component: Outlet, notFoundComponent: Playground });
const router = createRouter({
  routeTree: root.addChildren([createRoute({ getParentRoute: () => root, path: '/', component: Playground })]),
  history: createMemoryHistory({ initialEntries: ['/'] }),
});

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no element with the id root');
createRoot(container).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <RouterProvider // The type of the app's router is registered for the whole program.
          router={router as never}
        />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
