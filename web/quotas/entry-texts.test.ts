import { describe, expect, it } from 'vitest';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { ApiError } from '../api/client.ts';
import { changedEntry, type EntryTexts, entryOf, newEntry, similarTitles } from './entry-texts.ts';

const batch = (year: number, publishedOn: string | null, document: string | null = null) => ({
  column: 'greenFactoryProvincial' as const,
  year,
  expectedOn: null,
  publishedOn,
  document,
});
const pace = {
  asOf: '2026-11-21',
  units: [{ code: '360402' }, { code: '360425' }],
  batches: [batch(2025, '2025-09-19', '甲号'), batch(2026, '2026-09-18')],
} as unknown as QuotaPaceReply;

/** The cell an entry is opened from. */
const CELL = { column: 'greenFactoryProvincial', unit: '360425' };

describe('a new entry', () => {
  it('is of the cell chosen, with the day of this year’s list from the calendar', () => {
    expect(newEntry(pace, { column: 'greenFactoryProvincial', unit: '360425' })).toMatchObject({
      column: 'greenFactoryProvincial',
      unitCode: '360425',
      listYear: 2026,
      publishedOn: '2026-09-18',
      batchDocument: '',
    });
    expect(newEntry(pace, { column: '没有', unit: '没有' })).toMatchObject({
      column: '',
      unitCode: '',
      publishedOn: '',
    });
  });

  it('is not sent before title and unit were chosen', () => {
    const faultsOf = (part: Partial<EntryTexts>) => {
      try {
        entryOf({ ...newEntry(pace, {}), ...part });
        return null;
      } catch (error) {
        return error instanceof ApiError ? Object.keys(error.fields) : error;
      }
    };
    expect(faultsOf({})).toEqual(['holder', 'column', 'unitCode']);
    expect(faultsOf({ holder: '甲', column: 'greenParkNational' })).toEqual(['unitCode']);
    expect(faultsOf({ holder: '甲', unitCode: '360425' })).toEqual(['column']);
    expect(faultsOf({ holder: '甲', column: 'greenParkNational', unitCode: '360425' })).toBeNull();
  });

  it('follows the calendar when the year changes, but for what was typed', () => {
    const entry = newEntry(pace, CELL);
    expect(changedEntry(entry, { listYear: 2025 }, pace)).toMatchObject({
      publishedOn: '2025-09-19',
      batchDocument: '甲号',
    });
    const typed = changedEntry(entry, { publishedOn: '2026-11-02' }, pace);
    expect(changedEntry(typed, { listYear: 2025 }, pace)).toMatchObject({
      publishedOn: '2026-11-02',
      batchDocument: '甲号',
    });
    expect(changedEntry(entry, { column: 'greenParkNational' }, pace).publishedOn).toBe('');
  });

  it('is sent without what is empty, dates tidied, former names apart', () => {
    const entry = {
      ...newEntry(pace, CELL),
      holder: ' 甲 ',
      publishedOn: '2026年9月8日',
      formerNames: '乙、丙，丁',
    };
    expect(entryOf(entry)).toMatchObject({
      holder: '甲',
      creditCode: null,
      registeredUnit: null,
      publishedOn: '2026-09-08',
      formerNames: ['乙', '丙', '丁'],
    });
    expect(entryOf({ ...entry, leader: 'water' })).not.toHaveProperty('leader');
    expect(entryOf({ ...entry, leader: 'water', column: 'efficiencyLeader' })).toHaveProperty(
      'leader',
      'water',
    );
  });
});

it('only a similar name asks for a look', () => {
  const candidates = [{ id: 1, holder: '甲' }];
  const asked = new ApiError(409, { code: 'similar_name', message: '相近', details: { candidates } });
  expect(similarTitles(asked)).toEqual(candidates);
  expect(similarTitles(new ApiError(409, { code: 'version_conflict', message: '旧' }))).toBeNull();
  expect(similarTitles(null)).toBeNull();
});
