import type { Role } from '../../server/rules/permissions.ts';
import type { Place, World } from './world.ts';

/** A request: its path under /api/v1 (or from / on), and what it sends. */
export interface Asked {
  path: string;
  body?: unknown;
  /** the body is this file, not JSON */
  file?: Uint8Array<ArrayBuffer>;
}

/** Status where the thing is the asking county's own, another county's, nobody's. */
export type Expected = readonly [own: number, other: number, none: number];

/**
 * How the matrix asks one route, and what each role entitled to it gets. Roles without the route's permission are not
 * named: they get 403; whoever is not signed in 401; whose password is due 403.
 */
export interface Row {
  ask(place: Place, world: World): Asked;
  /** one status where the route names no county's thing */
  roles: Partial<Record<Role, number | Expected>>;
  /** it names a thing of a county: asked for own, other and none */
  ofCounty: boolean;
  /** why the thing that the path names (`{id}`, `{unit}`) belongs to no county, where it is asked only once */
  ofNoCounty?: string;
  /** open to whoever still has to change a one-time password, and with which status; else 403 */
  passwordDue?: number;
  /** open to everybody (public), with which status for somebody not signed in; else 401 */
  nobody?: number;
  /** another method than GET that only answers, or a GET that leaves a record (download of figures) */
  changes?: boolean;
}

type Ask = Row['ask'];
type Words = Partial<Pick<Row, 'passwordDue' | 'nobody' | 'changes' | 'ofNoCounty'>>;

/** A row whose route names a thing of a county. */
export const ofCounty = (
  ask: (place: Place, world: World) => Asked | [path: string, body?: unknown],
  roles: Partial<Record<Role, Expected>>,
  words: Words = {},
): Row => ({ ask: asked(ask), roles, ofCounty: true, ...words });

/**
 * A row whose route names no county's thing: the whole city's, or a list cut to what the asker may see. Where the path
 * names a thing, `ofNoCounty` says why it is nobody's.
 */
export const ofAll = (
  ask: (place: Place, world: World) => Asked | [path: string, body?: unknown],
  roles: Partial<Record<Role, number>>,
  words: Words = {},
): Row => ({ ask: asked(ask), roles, ofCounty: false, ...words });

function asked(ask: (place: Place, world: World) => Asked | [path: string, body?: unknown]): Ask {
  return (place, world) => {
    const found = ask(place, world);
    if (!Array.isArray(found)) return found;
    return found[1] === undefined ? { path: found[0] } : { path: found[0], body: found[1] };
  };
}

/** Every role gets this. */
export const everybody = (status: number): Record<Role, number> => ({
  county: status,
  bureau: status,
  leader: status,
  department: status,
  admin: status,
  auditor: status,
});

/** Those who see the targets, the progress and the quotas. */
export const readers = (status: number): Partial<Record<Role, number>> => ({
  county: status,
  bureau: status,
  leader: status,
  department: status,
});

/** A file that is what its name says. */
export const PDF: Uint8Array<ArrayBuffer> = new Uint8Array(Buffer.from('%PDF-1.7\nmatrix', 'latin1'));

/** A download of figures is recorded in the audit log. */
export const RECORDED = { changes: true };
