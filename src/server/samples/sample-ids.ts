/**
 * Ids of Meridian Retail's products and places in the sample series. The brands are invented: Annapatra (groceries),
 * Kesarika (ethnic wear), Ruvana (fashion), Nimbora (pharmacy), Tulvari (home), Chaipur (cafés).
 */
export const BRAND = { annapatra: 71, kesarika: 72, ruvana: 73, nimbora: 74, tulvari: 75, chaipur: 76 } as const;

export const CATEGORY = {
  sarees: 301,
  kurtas: 302,
  denim: 303,
  kidswear: 304,
  sweets: 311,
  staples: 312,
  beverages: 313,
  vitamins: 321,
  skincare: 322,
  cookware: 331,
  bedding: 332,
} as const;

/** Values of the product attribute "season". */
export const ATTRIBUTE = { festive: 901, winter: 902 } as const;

export const SKU = { kajuBox: 500101, ladduBox: 500102, copperBottle: 500231, filterCoffee: 500317 } as const;

export const CONCEPT = { fashion: 11, food: 12, health: 13 } as const;
export const ZONE = { north: 31, west: 32, south: 33, east: 34 } as const;

/** Stores 1201 to 1240; 1201 to 1214 are the large ones in Bengaluru, Hyderabad and Chennai. */
export const LARGE_STORES: readonly number[] = Array.from({ length: 14 }, (_, index) => 1201 + index);
export const STORE = { bandra: 1221, saket: 1227, parkStreet: 1233 } as const;
export const TILL = { bandraOne: 22101, bandraTwo: 22102 } as const;

/** Deleted ids, which are in no directory. The desk must show them as unknown and send them back unchanged. */
export const GONE = { store: 4471, sku: 990017, category: 3999, series: 555001 } as const;
