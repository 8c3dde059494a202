// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { series } from '#domain/testing/builders.ts';
import { useEditing } from './use-editing.ts';

const loaded = (wire: Parameters<typeof series>[0]) => ({ series: series(wire), revision: '' });

test('a save does not overwrite the focused field; its stored value shows as the previous value', () => {
  document.body.innerHTML = '<div data-field="description"><input></div>';
  const { result } = renderHook(() => useEditing(loaded({ description: 'Sent', priority: 1 }), 'UTC'));
  const saved = loaded({ description: 'Changed by the API', priority: 2 });
  document.querySelector('input')?.focus();

  act(() => result.current.rebase(saved, saved.series.values));
  expect(result.current.pipeline.valuesNow()).toMatchObject({ description: 'Sent', priority: 2 });
  expect([...result.current.store.get().changes.keys()]).toEqual(['description']);

  // A discard is a user action, so it overwrites the focused field.
  act(() => result.current.discard());
  expect(result.current.pipeline.valuesNow()).toMatchObject({ description: 'Changed by the API', priority: 2 });
});
