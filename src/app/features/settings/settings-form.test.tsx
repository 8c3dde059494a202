// @vitest-environment happy-dom
import { act, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { useNotification } from '../../api/notifications.ts';
import { openPage, SETTINGS, withoutServer } from '../../page-test-kit.tsx';
import { SettingsForm } from './settings-form.tsx';

withoutServer();

test('what was typed can be brought back after leaving', async () => {
  const { router } = openPage('/settings', {
    pages: { '/settings': () => <SettingsForm settings={SETTINGS} />, '/series': () => <p>All series</p> },
  });
  const notification = renderHook(() => useNotification());
  const user = userEvent.setup();
  const name = () => screen.findByLabelText<HTMLInputElement>('Organisation');

  await user.type(await name(), ' 2');
  void router.navigate({ to: '/series' } as never);
  await user.click(await screen.findByRole('button', { name: 'Leave and lose the changes' }));
  await screen.findByText('All series');
  expect(notification.result.current?.text).toBe('Settings not saved: Organisation.');

  act(() => notification.result.current?.action?.run());
  expect((await name()).value).toBe('Demo 2');
  expect(screen.getByText('Changed: Organisation')).toBeTruthy();
});
