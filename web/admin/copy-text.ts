/**
 * Copies a text. The clipboard interface exists only on https or localhost, so on a plain intranet address the text of
 * `input` is selected and copied the old way.
 * @returns false where the browser refuses; the text is then selected for Ctrl+C
 */
export async function copyText(text: string, input: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (input === null) return false;
    input.focus();
    input.select();
    return document.execCommand('copy');
  }
}
