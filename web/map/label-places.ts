/** Where the label of a unit stands: a point on the map (°E, °N) and the label's distance from it in pixels. */
export interface LabelPlace {
  point: [number, number];
  /** absent: the label stands on the point; else beside it, with a leader line */
  offset?: [number, number];
}

/**
 * Hand-placed, because the small units along the Yangtze lie too close for labels of their own. 经开区 has no outline
 * (README.md here) and stands on its mark.
 */
export const LABEL_PLACES: Readonly<Record<string, LabelPlace>> = {
  '360424': { point: [114.45, 29.0] },
  '360423': { point: [115.02, 29.25] },
  '360481': { point: [115.43, 29.63] },
  '360404': { point: [115.75, 29.62], offset: [-112, -62] },
  JKQ: { point: [115.93, 29.73], offset: [-64, -82] },
  '360403': { point: [115.99, 29.73], offset: [-10, -98] },
  '360402': { point: [116.07, 29.64], offset: [34, -112] },
  '360429': { point: [116.29, 29.68] },
  '360430': { point: [116.64, 29.84] },
  '360428': { point: [116.4, 29.28] },
  '360483': { point: [116.0, 29.41] },
  '360426': { point: [115.6, 29.41] },
  '360482': { point: [115.82, 29.23], offset: [72, 92] },
  '360425': { point: [115.62, 29.07] },
};
