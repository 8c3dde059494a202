import { hashKey, useMutation, type UseMutationOptions, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';

type Write<Answer, Body> = Omit<UseMutationResult<Answer, Error, Body>, 'mutateAsync'>;

/**
 * `useMutation` that ignores a call while the same one is running. `isPending` comes with a later render, so that a
 * double click on a slow page would write twice.
 */
export function useWrite<Answer, Body = void>(options: UseMutationOptions<Answer, Error, Body>): Write<Answer, Body> {
  const running = useRef(new Set<string>());
  const mutation = useMutation<Answer, Error, Body>({
    ...options,
    onSettled: async (...settled) => {
      running.current.delete(hashKey([settled[2]]));
      await options.onSettled?.(...settled);
    },
  });
  return {
    ...mutation,
    mutate: (...call) => {
      const key = hashKey([call[0]]);
      if (running.current.has(key)) return;
      running.current.add(key);
      mutation.mutate(...call);
    },
  };
}
