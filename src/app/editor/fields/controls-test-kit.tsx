import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createAtom, useSelector } from '@tanstack/react-store';
import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentType } from 'react';
import type { KindType, ValueByType } from '#catalogue/model/kinds.ts';
import { propertyKeysQuery } from '../../api/property-keys.ts';
import { controls } from './control-registry.ts';
import type { ControlProps, KindOf, TypedText } from '../controls/control-types.ts';

// Some controls load lazily, and the first test that needs a part waits for its compilation.
configure({ asyncUtilTimeout: 10_000 });

/** Renders one control with its value stored as in a form. */
export function draw<T extends KindType>(
  kind: KindOf<T>,
  start: ValueByType[T] | TypedText,
  options: Partial<Pick<ControlProps<T>, 'disabled' | 'invalid' | 'onBlur'>> = {},
) {
  cleanup();
  const seen: (ValueByType[T] | TypedText)[] = [];
  const Control: ComponentType<ControlProps<T>> = controls[kind.type];
  const stored = createAtom(start);

  function Harness() {
    const value = useSelector(stored);
    return (
      <>
        <label id="it-label" htmlFor="it">
          Field
        </label>
        <Control
          id="it"
          label="Field"
          kind={kind}
          value={value}
          onChange={(next) => {
            seen.push(next);
            stored.set(next);
          }}
          onBlur={options.onBlur ?? (() => {})}
          describedBy={undefined}
          invalid={options.invalid ?? false}
          disabled={options.disabled ?? false}
          required={false}
          print={{
            currency: 'INR',
            zone: 'Asia/Kolkata',
            gates: { discountType: 'PERC', expiryStrategyType: 'DAYS' },
          }}
          clusterZone="Asia/Kolkata"
        />
        <button type="button">Elsewhere</button>
      </>
    );
  }

  const cache = new QueryClient();
  cache.setQueryData(propertyKeysQuery().queryKey, ['tier', 'source', 'terms']);
  const view = render(
    <MantineProvider>
      <QueryClientProvider client={cache}>
        <Harness />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return {
    ...view,
    user: userEvent.setup(),
    seen,
    // Inputs and text areas have the same `value`.
    box: (named?: { name: string }) => view.getByRole('textbox', named) as HTMLInputElement,
    last: () => seen.at(-1),
    /** Changes the value from outside the control. */
    set: stored.set,
    leave: async () => userEvent.click(view.getByRole('button', { name: 'Elsewhere' })),
  };
}
