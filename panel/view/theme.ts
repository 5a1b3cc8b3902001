/** The panel's colours: Fluent's tokens over a ramp of the policy's green, in light and dark. */
import { createDarkTheme, createLightTheme, type BrandVariants } from '@fluentui/tokens';
import { setTheme } from '@fluentui/web-components/theme/set-theme.js';

export type Appearance = 'light' | 'dark';

/**
 * From dark to light, in the hue of the core's `neutral.teal`. 80 carries white text at 6.3 : 1 (buttons of the light
 * theme), 70 at 7.6 : 1 (of the dark one), and 100 is read on the dark theme's ground at more than 4.5 : 1.
 */
const green: BrandVariants = {
  10: '#081714',
  20: '#0b231f',
  30: '#0c2e28',
  40: '#0f3a33',
  50: '#0c473e',
  60: '#095449',
  70: '#005f52',
  80: '#006d5f',
  90: '#108675',
  100: '#4aa998',
  110: '#64b2a2',
  120: '#7abcaf',
  130: '#98cbbf',
  140: '#b6d9d1',
  150: '#d1e6e1',
  160: '#ecf4f2',
};

const themes: Readonly<Record<Appearance, ReturnType<typeof createLightTheme>>> = {
  light: createLightTheme(green),
  dark: createDarkTheme(green),
};

/**
 * Dresses the document, and keeps it in step with the person's settings where no appearance is wished.
 * @param dress is told the appearance, now and at each change
 * @returns the function that ends it
 */
export function followAppearance(
  wished: Appearance | undefined,
  dress: (appearance: Appearance) => void,
): () => void {
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const appearance = wished ?? (prefersDark.matches ? 'dark' : 'light');
    setTheme(themes[appearance]);
    dress(appearance);
  };
  apply();
  prefersDark.addEventListener('change', apply);
  return () => {
    prefersDark.removeEventListener('change', apply);
  };
}
