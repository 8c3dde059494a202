import {
  Button,
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { createElement } from 'react';
import { ChevronIcon } from './ui/icons.tsx';

/** Every colour of the app. Components use these variables only. */
const tokens = {
  light: {
    '--page': '#f6f6f4',
    '--card': '#ffffff',
    '--line': '#e4e3df',
    '--line-soft': '#efeeea',
    /** Borders of inputs: contrast of 3 : 1 with card and page. */
    '--line-field': '#8b8780',
    '--hover': '#f1f0ed',
    '--ink': '#1c1b1a',
    '--ink-2': '#5d5a55',
    '--ink-3': '#6f6b65',
    '--accent': '#3346c4',
    '--accent-strong': '#2a3aa6',
    '--accent-soft': '#eceefb',
    '--accent-pale': '#aeb8e4',
    '--on-accent': '#ffffff',
    '--live': '#1c6b45',
    '--live-soft': '#e6f3ec',
    '--warn': '#8a5200',
    '--warn-soft': '#fdf3df',
    '--error': '#b3261e',
    '--error-soft': '#fbeae8',
    '--on-error': '#ffffff',
    '--bar': '#1c1b1a',
    '--bar-ink': '#f6f6f4',
    '--bar-ink-2': '#b0aca4',
    '--shadow-float': '0 8px 28px rgb(28 27 26 / 18%), 0 2px 6px rgb(28 27 26 / 10%)',
    '--veil': 'rgb(28 27 26 / 40%)',
    '--page-under-veil': '#9e9e9c',
  },
  dark: {
    '--page': '#141413',
    '--card': '#1c1c1a',
    '--line': '#33322f',
    '--line-soft': '#282725',
    '--line-field': '#74706a',
    '--hover': '#252422',
    '--ink': '#efeeea',
    '--ink-2': '#b0aca4',
    '--ink-3': '#979289',
    '--accent': '#a6b1ff',
    '--accent-strong': '#bcc4ff',
    '--accent-soft': '#23284a',
    '--accent-pale': '#54577d',
    '--on-accent': '#1c1b1a',
    '--live': '#7fd0a4',
    '--live-soft': '#16291f',
    '--warn': '#edbb66',
    '--warn-soft': '#2e2411',
    '--error': '#ff9d94',
    '--error-soft': '#341a18',
    '--on-error': '#1c1b1a',
    '--bar': '#efeeea',
    '--bar-ink': '#1c1b1a',
    '--bar-ink-2': '#5d5a55',
    '--shadow-float': '0 8px 28px rgb(0 0 0 / 55%), 0 2px 6px rgb(0 0 0 / 40%)',
    '--veil': 'rgb(0 0 0 / 60%)',
    '--page-under-veil': '#080808',
  },
} as const;

/** Mantine's variables, set to our tokens, so that its components look like ours. */
const mantineVariables = {
  '--mantine-color-body': 'var(--page)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-error': 'var(--error)',
  '--mantine-color-default': 'var(--card)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-disabled': 'var(--hover)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-strong)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-hover': 'var(--accent-soft)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...tokens.light, ...mantineVariables },
  dark: { ...tokens.dark, ...mantineVariables },
});

const variantColorResolver: VariantColorsResolver = (input) => {
  const tone = input.color ?? 'accent';
  const none = '1px solid transparent';
  if (tone !== 'accent' && tone !== 'error') return defaultVariantColorsResolver(input);
  const color = `var(--${tone})`;
  switch (input.variant) {
    case 'filled':
      return {
        background: color,
        hover: tone === 'accent' ? 'var(--accent-strong)' : color,
        color: `var(--on-${tone})`,
        border: none,
      };
    case 'light':
      return { background: `var(--${tone}-soft)`, hover: `var(--${tone}-soft)`, color, border: none };
    case 'subtle':
    case 'transparent':
      return { background: 'transparent', hover: 'var(--hover)', color, border: none };
    case 'outline':
      return { background: 'transparent', hover: 'var(--hover)', color, border: `1px solid ${color}` };
    default:
      return defaultVariantColorsResolver(input);
  }
};

const DARK_SHADE = 3;
// Mantine requires ten shades; only one for light and one for dark are visible.
const accent = Array.from(
  { length: 10 },
  (_, shade) => tokens[shade === DARK_SHADE ? 'dark' : 'light']['--accent'],
) as unknown as MantineColorsTuple;

const CHEVRON = createElement(ChevronIcon, { size: 16 });

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: DARK_SHADE },
  colors: { accent },
  variantColorResolver,
  fontFamily: "'Inter Variable', 'Inter Fallback', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.375rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.25' },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '12px' },
  headings: { fontWeight: '630' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // The close button has no accessible name by default. `Modal.extend` would load the dialogs with the first page.
    InputWrapper: {
      defaultProps: { withAsterisk: false, inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    },
    NativeSelect: { defaultProps: { rightSection: CHEVRON, rightSectionWidth: '2.125rem' } },
    Select: {
      defaultProps: { rightSection: CHEVRON, rightSectionWidth: '2.125rem' },
      classNames: { option: 'popup-option' },
    },
    Popover: { classNames: { dropdown: 'surface float' } },
    SegmentedControl: {
      defaultProps: { withItemsBorders: false },
      classNames: { root: 'inset segments', input: 'cover', label: 'segment' },
    },
    Modal: {
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
      classNames: { content: 'surface float', title: 'heading' },
    },
    Button: Button.extend({
      vars: (_theme, { size }) => ({
        root: size === undefined ? { '--button-height': 'var(--control)', '--button-padding-x': '0.875rem' } : {},
      }),
    }),
  },
});
