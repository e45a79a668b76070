/**
 * All tables. The row types of the whole project come from here.
 *
 * Conventions: figures are TEXT decimals exactly as entered (they keep their written decimals, from which
 * the rounding band is derived); money is integer 分; dates are Asia/Shanghai calendar dates `YYYY-MM-DD`;
 * times are UTC ISO 8601; missing is NULL, never 0.
 */

export * from './tables/accounts.ts';
export * from './tables/analysis.ts';
export * from './tables/beneficiaries.ts';
export * from './tables/bulletins.ts';
export * from './tables/collection.ts';
export * from './tables/files.ts';
export * from './tables/plan.ts';
export * from './tables/projects.ts';
export * from './tables/reports.ts';
export * from './tables/roster.ts';
export * from './tables/subsidies.ts';
export * from './tables/system.ts';
export * from './tables/tasks.ts';
export * from './tables/warnings.ts';
