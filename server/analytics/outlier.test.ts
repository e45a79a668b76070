import { describe, expect, test } from 'vitest';
import { mean, median, modifiedZScore, OUTLIER_THRESHOLD } from './outlier.ts';

describe('modified z-score', () => {
  test('0.6745 × distance from the median, over the median absolute deviation', () => {
    // median 3, deviations 2 1 0 1 2, MAD 1
    expect(modifiedZScore('10', ['1', '2', '3', '4', '5'])?.toFixed(4)).toBe('4.7215');
    expect(modifiedZScore('-4', ['5', '4', '3', '2', '1'])?.toFixed(4)).toBe('-4.7215');
  });

  test('says nothing with four points, something with five', () => {
    expect(modifiedZScore('10', ['1', '2', '3', '4'])).toBeNull();
    expect(modifiedZScore('10', ['1', '2', '3', '4', '5'])).not.toBeNull();
  });

  test('where most points are the same, the mean absolute deviation stands in', () => {
    // median 2, deviations 0 0 0 0 5: MAD 0, mean 1
    expect(modifiedZScore('7', ['2', '2', '2', '2', '7'])?.toFixed(4)).toBe('3.9894');
  });

  test('a history of one single value gives no score', () => {
    expect(modifiedZScore('7', ['2', '2', '2', '2', '2'])).toBeNull();
  });

  test('the threshold lies between these two months', () => {
    const months = ['6.1', '6.3', '6.4', '6.2', '6.6'];
    expect(modifiedZScore('6.81', months)?.gt(OUTLIER_THRESHOLD)).toBe(false);
    expect(modifiedZScore('6.82', months)?.gt(OUTLIER_THRESHOLD)).toBe(true);
  });
});

test('median and mean of an empty list are null', () => {
  expect(median([])).toBeNull();
  expect(mean([])).toBeNull();
  expect(median(['4', '1', '3', '2'])?.toFixed()).toBe('2.5');
});
