/** The seven columns of Attachment 2, table 2 (附件2 表二), in printed order. */
export const QUOTA_KEYS = [
  'greenParkNational',
  'greenParkProvincial',
  'greenFactoryNational',
  'greenFactoryProvincial',
  'greenSupplyChainNational',
  'greenSupplyChainProvincial',
  'efficiencyLeader',
] as const;
export type QuotaKey = (typeof QUOTA_KEYS)[number];
