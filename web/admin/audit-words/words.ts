/** Codes and what they are called in Chinese. */
export type Words = Readonly<Record<string, string>>;

/** What a feature writes to the audit log. */
export interface FeatureWords {
  actions: Words;
  entities: Words;
  fields: Words;
}
