import type { KeyboardEvent } from 'react';

/** Focuses a field by its name, opening the fold it may lie in. */
export function focusOn(form: HTMLFormElement | null, name: string): void {
  const field = form?.querySelector<HTMLElement>(`[name="${name}"]`);
  field?.closest('details')?.setAttribute('open', '');
  field?.focus();
}

/** Enter goes to the next step, Ctrl+Enter submits; Enter in the note stays a line break. */
export function onFormKey(
  event: KeyboardEvent<HTMLFormElement>,
  form: HTMLFormElement | null,
  submit: () => void,
): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    submit();
    return;
  }
  if (!(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const steps = [...(form?.querySelectorAll<HTMLElement>('[data-step]') ?? [])].filter(
    (step) => step.closest('details:not([open])') === null,
  );
  const next = steps[steps.indexOf(event.target) + 1];
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
}
