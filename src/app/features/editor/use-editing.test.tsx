// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { series } from '#domain/testing.ts';
import { useEditing } from './use-editing.ts';

const loaded = (wire: Parameters<typeof series>[0]) => ({ series: series(wire), revision: '' });

test('what a save brings back stays out of the field that has the focus, and is offered beside it', () => {
  document.body.innerHTML = '<div data-field="description"><input></div>';
  const { result } = renderHook(() => useEditing(loaded({ description: 'Sent', priority: 1 }), 'UTC'));
  const saved = loaded({ description: 'Changed by the API', priority: 2 });
  document.querySelector('input')?.focus();

  act(() => result.current.rebase(saved, saved.series.values));
  expect(result.current.valuesNow()).toMatchObject({ description: 'Sent', priority: 2 });
  expect([...result.current.store.get().changes.keys()]).toEqual(['description']);

  // Discarding is what a person does: it writes.
  act(() => result.current.discard());
  expect(result.current.valuesNow()).toMatchObject({ description: 'Changed by the API', priority: 2 });
});
