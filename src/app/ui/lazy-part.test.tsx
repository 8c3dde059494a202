// @vitest-environment happy-dom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { expect, test } from 'vitest';
import { lazyPart } from './lazy-part.tsx';

const module = { Name: ({ name }: { name: string }) => <b>{name}</b> };

test('renders a part at once after a prefetch', async () => {
  const Name = lazyPart(
    () => Promise.resolve(module),
    (loaded) => loaded.Name,
  );
  Name.prefetch();
  await Promise.resolve();
  await act(async () => {});
  render(
    <Suspense fallback="Loading">
      <Name name="Asha" />
    </Suspense>,
  );
  expect(document.body.textContent).toBe('Asha');
});

test('loads again on “Try again”, and on the next mount, but not in a loop', async () => {
  let loads = 0;
  const Name = lazyPart(
    () => {
      loads += 1;
      return loads < 4 ? Promise.reject(new Error('offline')) : Promise.resolve(module);
    },
    (loaded) => loaded.Name,
  );
  const part = (
    <Suspense fallback="Loading">
      <Name name="Asha" />
    </Suspense>
  );
  Name.prefetch();
  const first = await act(async () => render(part));
  expect(screen.getByRole('alert').textContent).toContain('could not be fetched');
  expect(loads).toBe(2);
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Try again' })));
  expect(screen.getByRole('alert').textContent).toContain('could not be fetched');
  expect(loads).toBe(3);
  first.unmount();
  await act(async () => render(part));
  expect(document.body.textContent).toBe('Asha');
  expect(loads).toBe(4);
});
