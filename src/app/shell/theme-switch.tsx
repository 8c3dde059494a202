import type { MantineColorScheme } from '@mantine/core';
import { AutoIcon, MoonIcon, SunIcon } from '../ui/icons.tsx';
import { useTheme } from '../ui/use-theme.ts';

const SCHEMES: Readonly<Record<MantineColorScheme, { word: string; next: MantineColorScheme; icon: typeof SunIcon }>> =
  {
    auto: { word: 'system', next: 'light', icon: AutoIcon },
    light: { word: 'light', next: 'dark', icon: SunIcon },
    dark: { word: 'dark', next: 'auto', icon: MoonIcon },
  };

/** Cycles through system, light and dark. */
export function ThemeSwitch({ className }: { readonly className: string }) {
  const [theme, choose] = useTheme();
  const { word, next, icon: Icon } = SCHEMES[theme];
  return (
    <button
      type="button"
      className={className}
      data-tip={`Theme: ${word}`}
      aria-label={`Theme: ${word}. Switch to ${SCHEMES[next].word}`}
      onClick={() => choose(next)}
    >
      <Icon />
      <span className="visually-hidden">Theme</span>
    </button>
  );
}
