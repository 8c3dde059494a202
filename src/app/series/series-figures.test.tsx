// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { series } from '#domain/testing/builders.ts';
import { SeriesFigures } from './series-figures.tsx';

afterEach(cleanup);

function outstandingText(isMultipleUseAllowed: boolean) {
  const { values } = series({ isMultipleUseAllowed, numIssued: 9315, numRedeemed: 64_201 });
  const { container } = render(<SeriesFigures values={values} />);
  return container.querySelector('dl:last-of-type')?.textContent;
}

test('redemptions count coupons only if a code works once', () => {
  expect(outstandingText(false)).toBe('Outstanding0');
  cleanup();
  expect(outstandingText(true)).toBe('OutstandingUnknown');
  expect(screen.getByText(/^A code works more than once/)).toBeTruthy();
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe('64,201 redemptions, 9,315 issued, no limit');
});

test('both limits have a row', () => {
  const { values } = series({ maxCreate: -1, maxRedeem: 5000 });
  const { container } = render(<SeriesFigures values={values} />);
  expect(container.querySelector('dl')?.textContent).toContain('Limit of couponsNo limitLimit of redemptions5,000');
});
