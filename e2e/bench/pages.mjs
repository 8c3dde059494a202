/** @typedef {import('playwright').Page} Page */
/**
 * One of the compared pages. The conditions in `is` run inside the page; the other functions drive it from outside.
 * @typedef {object} Subject
 * @property {string} name
 * @property {(id: number) => string} path
 * @property {string} input selector of the text field to type in
 * @property {Readonly<Record<'editable' | 'complete' | 'gated' | 'saved', () => unknown>>} is
 * @property {(page: Page, open: boolean) => Promise<void>} gate
 * @property {(page: Page, round: number) => Promise<void>} change makes a change to save, unless `save` does that itself
 * @property {(page: Page) => Promise<void>} save
 */

const input = (/** @type {string} */ id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id));

/** @type {Omit<Subject, 'name' | 'path'>} */
const plain = {
  input: '#name',
  is: {
    editable: () => input('name')?.value && !input('name')?.disabled,
    complete: () => input('name')?.value,
    gated: () => input('gated')?.checkVisibility(),
    saved: () => document.getElementById('warning')?.textContent,
  },
  gate: async (page, open) => page.locator('#gate').setChecked(open),
  change: async () => {},
  save: async (page) => page.locator('#save').click(),
};

/** @type {Subject} */
export const floor = { ...plain, name: 'floor', path: (id) => `/floor.html?id=${id}` };
/** @type {Subject} */
export const bare = { ...plain, name: 'bare stack', path: (id) => `/bare.html?id=${id}` };

/** @type {Subject} */
export const editor = {
  name: 'ours',
  path: (id) => `/series/${id}/edit`,
  input: '#field-description',
  is: {
    // The name can be edited, and sections with rows fill the viewport. Measuring rows would force the layout of
    // content that the page defers.
    editable: () => {
      const name = input('field-description');
      const last = [...document.querySelectorAll('section:has([data-field])')].at(-1);
      return name?.value && !name.disabled && (last?.getBoundingClientRect().bottom ?? 0) >= innerHeight;
    },
    // The last section has rendered its rows.
    complete: () => document.querySelector('#state [data-field]'),
    gated: () => document.getElementById('field-redemptionPerCouponMaxLimit')?.checkVisibility(),
    // Saved, read back, and the warning is shown at its field.
    saved: () =>
      !document.querySelector('[role=dialog]') &&
      document.querySelector('[aria-label="Saved and verified"]') &&
      document.getElementById('field-redemptionPerCouponMaxLimit-remarks')?.checkVisibility(),
  },
  gate: async (page, open) =>
    page
      .getByRole('radiogroup', { name: 'Who may redeem' })
      .getByRole('radio', { name: open ? 'Anyone with the code' : 'Only the customer it was issued to' })
      .click(),
  change: async (page, round) => {
    if (round === 0) {
      await editor.gate(page, true);
      await page.locator('#field-redemptionPerCouponMaxLimit').getByRole('radio', { name: 'Limit to' }).click();
    }
    await page.locator('#field-redemptionPerCouponMaxLimit-number').fill(String(5 + round));
    await page.getByRole('button', { name: 'Review and save' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^Save/ }).waitFor();
  },
  save: async (page) => page.getByRole('dialog').getByRole('button', { name: /^Save/ }).click(),
};

/**
 * Returns the script that makes a page measure itself.
 * @param {Subject} subject
 * @param {string} probe
 */
export function measuring({ is }, probe) {
  const conditions = Object.entries(is).map(([name, condition]) => `${name}: ${condition.toString()}`);
  return `{ ${probe}
    const input = ${input.toString()};
    const is = { ${conditions.join(', ')} };
    Object.assign(bench, { is, editable: bench.shown(is.editable), complete: bench.shown(is.complete) });
  }`;
}
