import { describe, expect, test } from 'vitest';
import {
  bandsOverlap,
  computedBand,
  intensityChangePct,
  isWithinRoundingBand,
  publishedBand,
} from './intensity.ts';

describe('change of intensity', () => {
  test.each([
    ['2020 national: e +2.2, g +2.3', '2.2', '2.3', '-0.098'],
    ['2020 江西: e +1.5, g +3.8', '1.5', '3.8', '-2.216'],
    ['the entry page example: e +1.0, g +4.8', '1.0', '4.8', '-3.626'],
    ['energy falls, value added stands still', '-5', '0', '-5.000'],
    ['value added falls and energy stands still: intensity rises', '0', '-20', '25.000'],
    ['equal growth leaves intensity as it was', '7.3', '7.3', '0.000'],
    ['no energy at all', '-100', '3', '-100.000'],
  ])('%s', (_name, e, g, expected) => {
    expect(intensityChangePct(e, g)?.toFixed(3)).toBe(expected);
  });

  test('2020 national, five decimals: −0.09775, which e − g (−0.1) is not', () => {
    expect(intensityChangePct('2.2', '2.3')?.toFixed(5)).toBe('-0.09775');
  });

  test.each(['-100', '-100.1', '-250'])('is undefined at value-added growth of %s %%', (g) => {
    expect(intensityChangePct('1', g)).toBeNull();
  });

  test('is defined just above −100 %', () => {
    expect(intensityChangePct('0', '-99.9999')?.toFixed(0)).toBe('99999900');
  });
});

describe('rounding band', () => {
  test('江西 2020: −2.311 to −2.120, and the published −2.27 is inside', () => {
    const band = computedBand('1.5', '3.8');
    expect(band?.lowPct.toFixed(3)).toBe('-2.311');
    expect(band?.highPct.toFixed(3)).toBe('-2.120');
    expect(isWithinRoundingBand('1.5', '3.8', '-2.27')).toBe(true);
  });

  test('more decimals of the inputs make a narrower band, so the same −2.27 falls outside', () => {
    expect(isWithinRoundingBand('1.50', '3.80', '-2.27')).toBe(false);
  });

  test.each([
    ['-2.31', true],
    ['-2.32', false],
    ['-2.12', true],
    ['-2.11', false],
    ['-2.3', true],
    ['-2.4', false],
    ['-2', true],
    ['-3', false],
    ['2.27', false],
  ])('published %s against e 1.5 and g 3.8: inside is %s', (published, inside) => {
    expect(isWithinRoundingBand('1.5', '3.8', published)).toBe(inside);
  });

  test('a published figure stands for half a unit of its last decimal on each side', () => {
    expect(publishedBand('-3.60').lowPct.toFixed()).toBe('-3.605');
    expect(publishedBand('-3.6').highPct.toFixed()).toBe('-3.55');
    expect(publishedBand('4').lowPct.toFixed()).toBe('3.5');
  });

  test('has no band where value added fell by 100 %, and has one just above', () => {
    expect(computedBand('1.0', '-99.9')).not.toBeNull();
    expect(computedBand('1.0', '-100.0')).toBeNull();
    expect(isWithinRoundingBand('1', '-100', '-3')).toBeNull();
  });

  test('bands that touch overlap, bands apart do not', () => {
    const low = publishedBand('-3.6');
    expect(bandsOverlap(low, publishedBand('-3.5'))).toBe(true);
    expect(bandsOverlap(publishedBand('-3.5'), low)).toBe(true);
    expect(bandsOverlap(low, publishedBand('-3.4'))).toBe(false);
    expect(bandsOverlap(publishedBand('-3.4'), low)).toBe(false);
  });
});
