import type { WriteTx } from '../../db/open.ts';
import { providerCharge, serviceProvider } from '../../db/schema.ts';
import { HANDLER } from './accounts.ts';
import { idOf, type PendingAudit } from './pending-audit.ts';
import { DEMO_PROVIDERS, type DemoProvider } from './providers.ts';

/** Before the first selection, and 10:00 Shanghai time on the day of each. */
const REGISTERED_AT = '2025-07-21T02:00:00.000Z';
const MORNING = 'T02:00:00.000Z';
const NOON = 'T04:00:00.000Z';

function insertProvider(tx: WriteTx, { name, units, industries, ...facts }: DemoProvider, id: number) {
  const changes = [facts.selectedOn, facts.endedOn].filter((day) => day !== null).length;
  const charges = units.length + industries.length > 0 ? 1 : 0;
  const version = 1 + changes + charges;
  tx.insert(serviceProvider)
    .values({ beneficiaryId: id, ...facts, version })
    .run();
  for (const unitCode of units) tx.insert(providerCharge).values({ providerId: id, unitCode }).run();
  for (const industry of industries) tx.insert(providerCharge).values({ providerId: id, industry }).run();
}

/** Registered, selected, put in charge, withdrawn: an audit row each. */
function logOf({ name, units, industries, ...facts }: DemoProvider, id: number): PendingAudit[] {
  const { selectedOn, selectionDocument, recognisedOn, endedOn, ...qualification } = facts;
  const entry = { actor: HANDLER, entity: 'provider', entityId: String(id) };
  const change = (at: string, after: object): PendingAudit => ({
    ...entry,
    at,
    action: 'provider.change',
    after: { ...after },
  });
  const log: PendingAudit[] = [
    { ...entry, at: REGISTERED_AT, action: 'provider.add', after: { name, ...qualification } },
  ];
  if (selectedOn !== null)
    log.push(change(`${selectedOn}${MORNING}`, { selectedOn, selectionDocument, recognisedOn }));
  if (selectedOn !== null && units.length + industries.length > 0) {
    const after = { unitCodes: units, industries };
    log.push({ ...entry, at: `${selectedOn}${NOON}`, action: 'provider.charge', after });
  }
  if (endedOn !== null) log.push(change(`${endedOn}${MORNING}`, { endedOn }));
  return log;
}

/**
 * Writes the demo's service providers (服务商) beside their beneficiary rows.
 * @param beneficiaries ids by name
 * @returns the audit rows that belong to them
 */
export function insertProviders(tx: WriteTx, beneficiaries: ReadonlyMap<string, number>): PendingAudit[] {
  return DEMO_PROVIDERS.flatMap((demo) => {
    const id = idOf(beneficiaries, demo.name);
    insertProvider(tx, demo, id);
    return logOf(demo, id);
  });
}
