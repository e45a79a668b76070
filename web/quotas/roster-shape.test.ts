import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../server/quotas/certificate-schema.ts';
import type { QuotaCell } from '../../server/quotas/schema.ts';
import { shapeRoster, unnamedInBase } from './roster-shape.ts';

const certificate = (holder: string, change: Partial<Certificate> = {}): Certificate => ({
  id: 1,
  holder,
  column: 'greenFactoryProvincial',
  unitCode: '360402',
  unitName: '濂溪区',
  listYear: 2025,
  publishedOn: '2025-09-01',
  creditCode: null,
  formerNames: [],
  registeredUnit: null,
  registeredUnitName: null,
  batchDocument: null,
  status: 'inForce',
  removedOn: null,
  removalReason: null,
  beneficiaryId: null,
  files: null,
  version: 1,
  ...change,
});

describe('roster behind a number', () => {
  it.each([
    ['the day before it is published', { publishedOn: '2026-11-22' }, 'future'],
    ['the day it is published', { publishedOn: '2026-11-21' }, 'inForce'],
    ['the day before it is removed', { removedOn: '2026-11-22' }, 'inForce'],
    ['the day it is removed', { removedOn: '2026-11-21' }, 'removed'],
  ] as [string, Partial<Certificate>, string][])('%s', (_name, change, state) => {
    expect(shapeRoster([certificate('甲', change)], '2026-11-21')[0]?.state).toBe(state);
  });

  it('lists what is in force first, the newest list first', () => {
    const entries = shapeRoster(
      [
        certificate('退出的', { removedOn: '2026-01-01', listYear: 2026 }),
        certificate('旧的', { listYear: 2023 }),
        certificate('新的', { listYear: 2026 }),
      ],
      '2026-11-21',
    );
    expect(entries.map((entry) => entry.certificate.holder)).toEqual(['新的', '旧的', '退出的']);
    expect(entries.map((entry) => entry.inBase)).toEqual([false, true, false]);
  });

  it('counts how many of the base have no name', () => {
    const cell = { base: 3 } as QuotaCell;
    expect(unnamedInBase(cell, 1)).toBe(2);
    expect(unnamedInBase({ ...cell, base: 0 }, 1)).toBe(0);
    expect(unnamedInBase({ ...cell, base: null }, 1)).toBeNull();
  });
});
