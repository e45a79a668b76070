/** Half of a surrogate pair standing alone: no character, and lost when it is stored as UTF-8. */
const LONE_SURROGATES = /\p{Cs}/gu;

/** Text as it survives UTF-8 (`toWellFormed` of ES2024): each lone surrogate becomes U+FFFD. */
export const wellFormed = (text: string): string => text.replace(LONE_SURROGATES, '\ufffd');
