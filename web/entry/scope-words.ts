import {
  DEDUCTION_LABELS,
  EDITION_LABELS,
  ENERGY_SCOPE_LABELS,
  type Figures,
  SOURCE_LABELS,
} from '../../server/rules/figures.ts';

/** What the figures cover and where they come from; part of a report and of a fed-back table. */
export type ScopeOfFigures = Pick<
  Figures,
  'source' | 'edition' | 'energyScope' | 'feedstockDeducted' | 'renewablesDeducted'
>;

/** The scope of the figures (口径) in one line. */
export function scopeWords(figures: ScopeOfFigures): string {
  const parts = [SOURCE_LABELS[figures.source], EDITION_LABELS[figures.edition]];
  parts.push(
    figures.energyScope === 'unstated' ? '当量值或等价值未注明' : ENERGY_SCOPE_LABELS[figures.energyScope],
  );
  if (figures.feedstockDeducted !== 'unstated')
    parts.push(`原料用能${DEDUCTION_LABELS[figures.feedstockDeducted]}`);
  if (figures.renewablesDeducted !== 'unstated') {
    parts.push(`可再生能源${DEDUCTION_LABELS[figures.renewablesDeducted]}`);
  }
  return parts.join(' · ');
}
