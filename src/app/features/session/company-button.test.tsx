// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { CompanyButton } from './sign-in-methods.tsx';

test('two clicks in the same task open one tab', async () => {
  const open = vi.spyOn(window, 'open').mockReturnValue(null);
  vi.spyOn(window, 'fetch').mockReturnValue(new Promise(() => {}));
  const { getByRole } = render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <CompanyButton name="Kesarika" newTab />
      </MantineProvider>
    </QueryClientProvider>,
  );
  const button = getByRole('button', { name: 'Sign in with Kesarika' });
  await act(async () => {
    button.click();
    button.click();
  });
  expect(open).toHaveBeenCalledTimes(1);
});
