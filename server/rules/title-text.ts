import { CERTIFICATE_COLUMNS, type CertificateKey, type CertificateKind } from './quota-columns.ts';
import type { LeaderKind } from './title-awards.ts';

/** A title as a list or a sheet writes it, understood. */
export interface TitleText {
  column: CertificateKey;
  /** which 领跑者, where it is written */
  leader: LeaderKind | null;
}

/** Words a kind is known by; the first that fits counts, so the narrower ones stand first. */
const KIND_WORDS: readonly [RegExp, CertificateKind][] = [
  [/领跑者/, 'efficiencyLeader'],
  [/供应链/, 'greenSupplyChain'],
  [/零碳.*园|近零碳.*园/, 'zeroCarbonPark'],
  [/零碳.*(工厂|企业)/, 'zeroCarbonFactory'],
  [/设计/, 'greenDesign'],
  [/园/, 'greenPark'],
  [/工厂/, 'greenFactory'],
];
const NATIONAL = /国家|工信部|工业和信息化部/;
const PROVINCIAL = /省|江西/;

function leaderOf(text: string): LeaderKind | null {
  const energy = text.includes('能效');
  const water = text.includes('水效');
  if (energy === water) return null;
  return energy ? 'energy' : 'water';
}

/**
 * Reads a kind and level of title as people write it: 国家级绿色工厂, 绿色工厂（省级）, or in two columns 绿色工厂 + 省级.
 * @returns 'kind' or 'level' where that part cannot be told
 */
export function parseTitle(title: string, level = ''): TitleText | 'kind' | 'level' {
  const text = title.normalize('NFKC').replaceAll(/\s/g, '');
  const both = `${level.normalize('NFKC').replaceAll(/\s/g, '')}${text}`;
  const kind = KIND_WORDS.find(([words]) => words.test(text))?.[1];
  if (kind === undefined) return 'kind';
  if (kind === 'efficiencyLeader') return { column: 'efficiencyLeader', leader: leaderOf(text) };
  const isNational = NATIONAL.test(both);
  if (isNational === PROVINCIAL.test(both)) return 'level';
  const wanted = isNational ? 'national' : 'provincial';
  const found = CERTIFICATE_COLUMNS.find((column) => column.kind === kind && column.level === wanted);
  return found === undefined ? 'level' : { column: found.key, leader: null };
}

/** Ways of writing the zone, and what may stand before or be left out of a county's name. */
const ZONE = /^(九江)?(经开区|经济技术开发区|经济开发区)$/;
const CITY = /^(江西省)?(九江市)?/;

/**
 * The unit (县、市、区) a text names: its code, its name, or its name without 县/市/区.
 * @returns null where it names none
 */
export function parseUnit(
  text: string,
  units: readonly { code: string; name: string }[],
): { code: string; name: string } | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  const name = plain.replace(CITY, '');
  const short = (full: string) => full.replace(/(?<=.{2})[县市区]$/, '');
  const isZone = ZONE.test(name);
  return (
    units.find(({ code }) => code === plain.toUpperCase()) ??
    units.find((unit) => (isZone ? unit.name === '经开区' : unit.name === name)) ??
    units.find((unit) => short(unit.name) === name && name.length >= 2) ??
    null
  );
}
