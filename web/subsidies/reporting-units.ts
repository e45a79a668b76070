import { factDefinition } from '../../server/rules/subsidies/vocabulary.ts';

/** The 14 units of 九江 in the order of Attachment 2; the places of the benchmark documents are not among them. */
export const REPORTING_UNITS: readonly { code: string; name: string }[] = (() => {
  const values = factDefinition('unit').values ?? {};
  const codes = ['360402', '360403', 'JKQ', ...Object.keys(values).filter((code) => code.startsWith('3604'))];
  return [...new Set(codes)].flatMap((code) => {
    const name = values[code];
    return name === undefined ? [] : [{ code, name }];
  });
})();
