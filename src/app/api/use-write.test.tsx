// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useWrite } from './use-write.ts';

test('sends two equal calls in the same task once, different ones both, and the next one after the answer', async () => {
  const answers: (() => void)[] = [];
  const send = vi.fn((_body: { name: string }) => new Promise<void>((resolve) => answers.push(resolve)));
  const client = new QueryClient();
  const { result } = renderHook(() => useWrite({ mutationFn: send }), {
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
  await act(async () => {
    result.current.mutate({ name: 'till' });
    result.current.mutate({ name: 'till' });
    result.current.mutate({ name: 'web shop' });
  });
  expect(send.mock.calls.map(([body]) => body.name)).toEqual(['till', 'web shop']);
  await act(async () => answers.forEach((answer) => answer()));
  await act(async () => result.current.mutate({ name: 'till' }));
  expect(send).toHaveBeenCalledTimes(3);
});

test('sends the call again after a failure', async () => {
  const send = vi.fn(() => Promise.reject(new Error('You are offline.')));
  const client = new QueryClient();
  const { result } = renderHook(() => useWrite({ mutationFn: send }), {
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
  await act(async () => result.current.mutate());
  await act(async () => result.current.mutate());
  expect(send).toHaveBeenCalledTimes(2);
});
