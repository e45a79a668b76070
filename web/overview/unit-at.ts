import { ROW_HEIGHT } from './ranking-shape.ts';

/**
 * Code of the unit under the pointer or in focus: that of the element's `data-unit`, or in a chart whose rows stand for
 * units (`data-rows`, their codes from the top) that of the row.
 */
export function unitAt(event: Event): string | undefined {
  if (!(event.target instanceof Element)) return undefined;
  const element = event.target.closest<HTMLElement>('[data-unit], [data-rows]');
  if (!element) return undefined;
  const { unit, rows } = element.dataset;
  if (unit !== undefined || rows === undefined || !(event instanceof MouseEvent)) return unit;
  const row = Math.floor((event.clientY - element.getBoundingClientRect().top) / ROW_HEIGHT);
  return rows.split(' ')[row];
}

/** A plain click chooses in place; with Ctrl, ⌘ or Shift a link stays a link. */
export function isPlainClick(event: {
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  button: number;
}): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
}
