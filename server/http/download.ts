import { wellFormed } from '../../db/well-formed.ts';

/** A name for `content-disposition`, whatever characters it has (RFC 5987): saved, never opened in the page. */
export const dispositionOf = (name: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(wellFormed(name)).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;
