import { applyDensity, applyMode, Density, Mode } from "@cloudscape-design/global-styles";

/** How the console looks to one person on one device. `first-paint.js` reads it too. */
export interface Appearance {
  readonly mode: "light" | "dark" | "system";
  readonly density: "comfortable" | "compact";
}

const KEY = "rolecall.appearance";
const DEFAULT: Appearance = { mode: "system", density: "comfortable" };

export function readAppearance(): Appearance {
  try {
    return { ...DEFAULT, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
  } catch {
    return DEFAULT;
  }
}

/** Shows it at once, and keeps it on this device. */
export function changeAppearance(change: Partial<Appearance>): void {
  const appearance = { ...readAppearance(), ...change };
  localStorage.setItem(KEY, JSON.stringify(appearance));
  showAppearance(appearance);
}

function showAppearance({ mode, density }: Appearance): void {
  const isDark = mode === "dark" || (mode === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  applyMode(isDark ? Mode.Dark : Mode.Light);
  applyDensity(density === "compact" ? Density.Compact : Density.Comfortable);
  document.documentElement.style.colorScheme = isDark ? "dark" : "light";
}

const KEYS_KEY = "rolecall.keys";

/** Whether single keys do something; a person may turn them off (WCAG 2.1.4). */
export function readKeysPreference(): boolean {
  return localStorage.getItem(KEYS_KEY) !== "off";
}

export function changeKeysPreference(isOn: boolean): void {
  localStorage.setItem(KEYS_KEY, isOn ? "on" : "off");
}

/** Follows the system where nobody chose. */
export function followSystem(): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
    showAppearance(readAppearance()),
  );
}
