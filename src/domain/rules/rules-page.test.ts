import { expect, test } from 'vitest';
import { rulesPage } from './rules-page.ts';

test('src/RULES.md says what the list of rules says', async () => {
  await expect(rulesPage()).toMatchFileSnapshot('../../RULES.md');
});
