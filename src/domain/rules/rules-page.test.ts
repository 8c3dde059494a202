import { expect, test } from 'vitest';
import { rulesPage } from './rules-page.ts';

test('src/RULES.md is up to date', async () => {
  await expect(rulesPage()).toMatchFileSnapshot('../../RULES.md');
});
