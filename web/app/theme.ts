const KEY = 'theme';

/** Dark mode is the same page with other tokens, for a wall screen. */
export function isDark(): boolean {
  return document.documentElement.dataset.theme === 'dark';
}

/** Applies it to this page only, without remembering. */
export function showDark(dark: boolean): void {
  if (dark) document.documentElement.dataset.theme = 'dark';
  else delete document.documentElement.dataset.theme;
}

/** Applies and remembers the choice on this machine. */
export function setDark(dark: boolean): void {
  showDark(dark);
  try {
    localStorage.setItem(KEY, dark ? 'dark' : 'light');
  } catch {
    // storage may be switched off; the choice then lasts for this page only
  }
}

/** Applies the remembered choice; call before the first paint. */
export function applyStoredTheme(): void {
  try {
    if (localStorage.getItem(KEY) === 'dark') setDark(true);
  } catch {
    // storage may be switched off
  }
}
