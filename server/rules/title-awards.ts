import { type CertificateKey, type CertificateKind, certificateColumn } from './quota-columns.ts';
import type { AwardId } from './subsidies/matters.ts';
import type { ChoiceName, FactName } from './subsidies/vocabulary.ts';

/** The roster's column does not say whether a 领跑者 is one of energy (能效) or of water (水效). */
export type LeaderKind = 'energy' | 'water';

/** The award of 九江措施三 a certificate stands for, and the facts that say so. */
export interface TitleAward {
  awardId: AwardId;
  /** the fact that carries the level */
  fact: ChoiceName;
  level: 'national' | 'provincial';
  /** who can hold it; the first where nothing is known of the holder */
  holders: readonly ('enterprise' | 'park')[];
  /** the fact asking whether the title is held for the first time; null where the clause does not ask */
  firstTimeFact: FactName | null;
}

type TitleParts = Omit<TitleAward, 'level'>;

const title = (awardId: AwardId, fact: ChoiceName, holder: 'enterprise' | 'park'): TitleParts => ({
  awardId,
  fact,
  holders: [holder],
  firstTimeFact: null,
});

const BY_KIND: Readonly<Record<Exclude<CertificateKind, 'efficiencyLeader'>, TitleParts>> = {
  greenPark: title('jiujiang-3-green-park', 'greenParkLevel', 'park'),
  greenFactory: title('jiujiang-3-green-factory', 'greenFactoryLevel', 'enterprise'),
  greenSupplyChain: title('jiujiang-3-green-supply-chain', 'greenSupplyChainLevel', 'enterprise'),
  greenDesign: title('jiujiang-3-green-design', 'greenDesignLevel', 'enterprise'),
  zeroCarbonFactory: title('jiujiang-3-zero-carbon-factory', 'zeroCarbonFactoryLevel', 'enterprise'),
  zeroCarbonPark: title('jiujiang-3-zero-carbon-park', 'zeroCarbonParkLevel', 'park'),
};

const LEADERS: Readonly<Record<LeaderKind, TitleParts>> = {
  energy: {
    awardId: 'jiujiang-3-energy-leader',
    fact: 'energyLeaderLevel',
    holders: ['enterprise', 'park'],
    firstTimeFact: 'energyLeaderFirstTime',
  },
  water: {
    awardId: 'jiujiang-3-water-leader',
    fact: 'waterLeaderLevel',
    holders: ['enterprise', 'park'],
    firstTimeFact: 'waterLeaderFirstTime',
  },
};

/**
 * The award a certificate stands for.
 * @param leader which 领跑者 it is; counts for that column only
 */
export function titleAward(key: CertificateKey, leader: LeaderKind = 'energy'): TitleAward {
  const { kind, level } = certificateColumn(key);
  return { ...(kind === 'efficiencyLeader' ? LEADERS[leader] : BY_KIND[kind]), level };
}
