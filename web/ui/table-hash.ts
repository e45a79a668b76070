/** Part of an address that opens a card with its values in place of the chart. */
export const tableHash = (title: string) => `#${encodeURIComponent(`数据表 ${title}`)}`;
