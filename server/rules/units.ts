/** 全市 (the whole city): it has its own reported figure and is never a county. GB/T 2260 code of 九江市. */
export const CITY_CODE = '360400';

/** 九江经开区, a reporting unit without a GB/T 2260 code of its own. */
export const ZONE_CODE = 'JKQ';

export function isCityCode(code: string): boolean {
  return code === CITY_CODE;
}
