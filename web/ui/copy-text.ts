/** The way before the clipboard interface, which browsers offer on encrypted addresses only. */
function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  // an intranet without TLS has no other way
  const copied = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}

/**
 * Puts a text on the clipboard.
 * @returns what to say to the person
 */
export async function copyText(text: string): Promise<string> {
  const copied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  if (copied || copyBySelection(text)) return '已复制';
  return '浏览器不允许复制，请手工选取';
}
