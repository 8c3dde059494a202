import { upstreamTest as test, expect } from './fixtures.ts';

// The server is configured with Asia/Kolkata.
test.use({ sandboxZone: 'America/Los_Angeles' });

test('lists a last day that the API moved, with a link to fix it and a way to revert it', async ({
  api,
  editor,
  review,
}) => {
  await editor.open(690412);
  const before = await editor.text('Valid until').inputValue();
  await editor.fill('Valid until', '31 Dec 2030');
  await editor.askToSave();
  await review.decide(/^Leave it out/);
  await review.save();

  const changed = editor.result('Saved, and the API changed something');
  const item = changed.getByRole('listitem').filter({ hasText: 'Valid until' });
  await expect(item).toContainText('sent Tue 31 Dec 2030, stored Mon 30 Dec 2030.');
  await expect(editor.text('Valid until')).toHaveValue('Mon 30 Dec 2030');
  expect(String((await api.get(690412))['validTillDate'])).toMatch(/^2030-12-30T00:00:00-08:00$/);

  await item.getByRole('button', { name: /^Fix/ }).click();
  await expect(editor.text('Valid until')).toBeFocused();
  await item.getByRole('button', { name: `Put back ${before}` }).click();
  await expect(editor.text('Valid until')).toHaveValue(before);
  await expect(editor.saveBar).toContainText('1 change');
});
