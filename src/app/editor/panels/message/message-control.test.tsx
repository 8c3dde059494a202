// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { draw } from '../../fields/controls-test-kit.tsx';

const MESSAGE = { type: 'text', lines: 4, tags: 'resend' } as const;

/** Renders the control and waits for the lazy tag menu. */
async function drawLoaded(start: string, kind: typeof MESSAGE | { type: 'text'; tags: 'short' } = MESSAGE) {
  const view = draw<'text'>(kind, start);
  await view.findByRole('button', { name: 'Insert a tag: Field' });
  return { ...view, options: () => view.queryAllByRole('option').map((option) => option.textContent) };
}

describe('a message', () => {
  it('accepts typing before the menu has loaded, and keeps the caret', async () => {
    const { user, box, findByRole, last } = draw(MESSAGE, 'Hi ');
    await user.type(box(), 'there');
    await findByRole('button', { name: 'Insert a tag: Field' });
    expect(document.activeElement).toBe(box());
    await user.keyboard(' you');
    expect(last()).toBe('Hi there you');
  });

  it('offers tags after two braces, filters them and inserts the chosen one', async () => {
    const { user, box, last, options } = await drawLoaded('Hi ');
    await user.type(box(), '{{{{');
    expect(options().length).toBeGreaterThan(5);
    expect(box().getAttribute('aria-activedescendant')).toBe('it-tags-0');
    await user.keyboard('last');
    expect(options()).toEqual(['Last name{{last_name}}', ...options().slice(1)]);
    await user.keyboard('{Enter}');
    expect(last()).toBe('Hi {{last_name}}');
    expect(options()).toEqual([]);
    expect(box().hasAttribute('aria-controls')).toBe(false);
    await user.keyboard('!');
    expect(last()).toBe('Hi {{last_name}}!');
  });

  it('wraps with the arrow keys; Escape closes the menu for these braces only', async () => {
    const { user, box, options, last } = await drawLoaded('');
    await user.type(box(), '{{{{');
    await user.keyboard('{ArrowUp}');
    expect(box().getAttribute('aria-activedescendant')).toBe(`it-tags-${options().length - 1}`);
    await user.keyboard('{ArrowDown}');
    expect(box().getAttribute('aria-activedescendant')).toBe('it-tags-0');
    await user.keyboard('{Escape}vou');
    expect(options()).toEqual([]);
    await user.keyboard(' {{{{vou');
    expect(options()).toEqual(['Coupon code{{voucher}}']);
    await user.keyboard('{Tab}');
    expect(last()).toBe('{{vou {{voucher}}');
  });

  it('does not capture Enter and Tab if no tag matches, and keeps the text', async () => {
    const { user, box, last, options, findByText } = await drawLoaded('');
    await user.type(box(), '{{{{nonsense');
    expect(options()).toEqual([]);
    await findByText('No matching tag. Your text is unchanged.');
    await user.keyboard('{Enter}x');
    expect(last()).toBe('{{nonsense\nx');
  });

  it('the button opens the menu at the caret; typed text filters it and stays if nothing is chosen', async () => {
    const { user, box, last, getByRole, options } = await drawLoaded('Code: ');
    await user.click(box());
    await user.click(getByRole('button', { name: 'Insert a tag: Field' }));
    expect(document.activeElement).toBe(box());
    await user.keyboard('coupon{Enter}');
    expect(last()).toBe('Code: {{voucher}}');
    await user.click(getByRole('button', { name: 'Insert a tag: Field' }));
    await user.keyboard('fir{Escape}');
    expect(options()).toEqual([]);
    expect(last()).toBe('Code: {{voucher}}fir');
  });

  it('marks known and unknown tags and leaves the text unchanged', async () => {
    const { container, box } = await drawLoaded('Hi {{first_name}} {{store_name}} {{vou');
    const marks = [...container.querySelectorAll('mark')].map((mark) => [mark.textContent, mark.dataset['is']]);
    expect(marks).toEqual([
      ['{{first_name}}', 'sample'],
      ['{{store_name}}', 'unknown'],
    ]);
    expect(box().value).toBe('Hi {{first_name}} {{store_name}} {{vou');
  });

  it('the short message has its own tags', async () => {
    const { user, box, options } = await drawLoaded('', { type: 'text', tags: 'short' });
    await user.type(box(), '{{{{');
    expect(options()).toEqual(['Coupon code{{voucher_code}}', 'Full name{{cust_name}}']);
  });
});
