/** The category tree, the brands and what they sell. `sample-organisation.ts` builds products from them. */

const WEAR = 'S, M, L, XL';
const WEIGHT = '250 g, 500 g, 1 kg, 2 kg';
const VOLUME = '250 ml, 500 ml, 1 l';
const COUNT = 'pack of 1, pack of 2, pack of 4';
const TABLETS = '30 tablets, 60 tablets, 120 tablets';
const GRAMS = '50 g, 100 g, 200 g';
const CLOTH = '5.5 m, 6.3 m with blouse piece';
const BED = 'single, double, king';
const YEARS = '2–3 years, 4–5 years, 6–7 years, 8–9 years';

const COLOURS = 'Indigo, Maroon, Mustard, Ivory, Teal, Rani pink';
const GRADES = 'Classic, Premium, Organic, Family';
const KINDS = 'Gentle, Daily, Intense, Herbal';
const FINISHES = 'Plain, Hammered, Block-print, Engraved';

interface Category {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
  /** Its products, with base price, styles and sizes; absent if only its subcategories have products. */
  readonly sells?: {
    readonly nouns: string;
    readonly price: number;
    readonly styles: string;
    readonly sizes: string;
  };
}

const under = (parentId: number | null, styles: string, rows: readonly Row[]): Category[] =>
  rows.map(([id, name, nouns, price, sizes]) => ({
    id,
    parentId,
    name,
    ...(nouns === undefined ? {} : { sells: { nouns, price: price ?? 100, styles, sizes: sizes ?? COUNT } }),
  }));
type Row = readonly [id: number, name: string, nouns?: string, price?: number, sizes?: string];

export const CATEGORIES: readonly Category[] = [
  ...under(null, '', [
    [300, 'Fashion'],
    [310, 'Food'],
    [320, 'Health and beauty'],
    [330, 'Home'],
  ]),
  ...under(300, COLOURS, [
    [301, 'Sarees'],
    [302, 'Kurtas'],
    [303, 'Denim'],
    [304, 'Kidswear'],
    [305, 'Shirts', 'linen shirt, oxford shirt, printed shirt', 1290, WEAR],
    [306, 'Footwear', 'juttis, kolhapuris, sneakers', 1490, 'size 6, size 7, size 8, size 9'],
    [307, 'Lehengas', 'lehenga, half saree', 6990, WEAR],
    [308, 'Ethnic menswear', 'sherwani, Nehru jacket, dhoti set', 3990, WEAR],
    [309, 'Accessories', 'dupatta, stole, potli bag, belt', 690, 'one size'],
  ]),
  ...under(301, COLOURS, [
    [341, 'Silk sarees', 'Kanjivaram saree, Banarasi saree, tussar saree', 7490, CLOTH],
    [342, 'Cotton sarees', 'Chanderi saree, handloom saree, Kota saree', 1890, CLOTH],
  ]),
  ...under(302, COLOURS, [
    [343, 'Straight kurtas', 'straight kurta, short kurta', 1190, WEAR],
    [344, 'Anarkali kurtas', 'Anarkali kurta, Anarkali set', 2290, WEAR],
  ]),
  ...under(303, COLOURS, [
    [345, 'Jeans', 'slim jeans, straight jeans, cropped jeans', 1990, WEAR],
    [346, 'Denim jackets', 'denim jacket, denim gilet', 2790, WEAR],
  ]),
  ...under(304, COLOURS, [
    [347, 'Girls', 'frock, lehenga set, leggings', 890, YEARS],
    [348, 'Boys', 'kurta set, T-shirt, shorts', 790, YEARS],
  ]),
  ...under(310, GRADES, [
    [311, 'Sweets'],
    [312, 'Staples'],
    [313, 'Beverages'],
    [314, 'Snacks', 'bhujia, mathri, roasted makhana, khakhra', 120, WEIGHT],
    [315, 'Dairy', 'paneer, dahi, shrikhand', 95, WEIGHT],
    [316, 'Spices', 'garam masala, turmeric, red chilli, sambar powder', 85, GRAMS],
    [317, 'Dry fruit', 'almonds, cashews, raisins, pistachios', 540, WEIGHT],
    [318, 'Pickles and chutneys', 'mango pickle, lime pickle, tamarind chutney', 160, WEIGHT],
    [319, 'Café menu', 'masala dosa, poha, vada pav, bun maska', 110, 'regular, large'],
  ]),
  ...under(311, GRADES, [
    [349, 'Milk sweets', 'laddu box, peda box, rasgulla tin', 320, WEIGHT],
    [350, 'Dry-fruit sweets', 'kaju barfi box, anjeer roll box', 620, WEIGHT],
  ]),
  ...under(312, GRADES, [
    [351, 'Rice', 'basmati rice, sona masoori rice, idli rice', 130, '1 kg, 5 kg, 10 kg'],
    [352, 'Flour and pulses', 'atta, besan, toor dal, moong dal', 90, WEIGHT],
    [353, 'Oils and ghee', 'cow ghee, mustard oil, groundnut oil', 280, VOLUME],
  ]),
  ...under(313, GRADES, [
    [354, 'Tea', 'Assam tea, masala chai, green tea', 190, WEIGHT],
    [355, 'Coffee', 'filter coffee, instant coffee, coffee beans', 240, WEIGHT],
  ]),
  ...under(320, KINDS, [
    [321, 'Vitamins', 'multivitamin, vitamin C, calcium, omega 3', 390, TABLETS],
    [322, 'Skincare'],
    [323, 'Hair care', 'shampoo, hair oil, conditioner', 260, VOLUME],
    [324, 'Oral care', 'toothpaste, mouthwash, toothbrush', 110, COUNT],
    [325, 'Baby care', 'nappies, baby lotion, baby wipes', 420, COUNT],
    [326, 'Medicines', 'antacid, cough syrup, pain balm', 95, COUNT],
    [327, 'Ayurveda', 'chyawanprash, triphala, ashwagandha', 280, GRAMS],
    [328, 'Hygiene', 'handwash, sanitiser, soap', 75, COUNT],
    [329, 'Health devices', 'thermometer, blood pressure monitor, glucometer', 1290, 'with case, without case'],
  ]),
  ...under(322, KINDS, [
    [356, 'Face care', 'face wash, face cream, sunscreen', 310, GRAMS],
    [357, 'Body care', 'body lotion, body scrub, ubtan', 340, GRAMS],
  ]),
  ...under(330, FINISHES, [
    [331, 'Cookware'],
    [332, 'Bedding', 'bedsheet set, quilt, pillow covers', 1890, BED],
    [333, 'Tableware', 'thali set, dinner plates, tumblers', 990, 'set of 2, set of 4, set of 6'],
    [334, 'Curtains', 'door curtain, window curtain', 890, '5 ft, 7 ft, 9 ft'],
    [335, 'Lighting', 'table lamp, string lights, lantern', 1190, COUNT],
    [336, 'Storage', 'masala dabba, tiffin box, storage jars', 690, 'small, medium, large'],
    [337, 'Home fragrance', 'incense sticks, scented candle, dhoop', 220, COUNT],
    [338, 'Bath', 'towel, bath mat, bucket set', 590, COUNT],
    [339, 'Festive décor', 'diya set, toran, rangoli kit', 390, 'set of 2, set of 4, set of 6'],
  ]),
  ...under(331, FINISHES, [
    [358, 'Tawas and kadhais', 'tawa, kadhai, paniyaram pan', 1190, '22 cm, 26 cm, 30 cm'],
    [359, 'Pressure cookers', 'pressure cooker, pressure pan', 1990, '2 l, 3 l, 5 l'],
    [360, 'Copperware', 'copper bottle, copper jug, copper tumblers', 890, VOLUME],
  ]),
];

/** Brands, with the second-level categories in which they sell. */
export const BRANDS: readonly (readonly [id: number, name: string, sellsIn: readonly number[]])[] = [
  [71, 'Annapatra', [311, 312, 313, 314, 315, 316, 317, 318]],
  [72, 'Kesarika', [301, 302, 307, 308, 309]],
  [73, 'Ruvana', [302, 303, 304, 305, 306, 309]],
  [74, 'Nimbora', [321, 322, 323, 324, 325, 326, 328, 329]],
  [75, 'Tulvari', [331, 332, 333, 334, 335, 336, 337, 338, 339]],
  [76, 'Chaipur', [313, 314, 319]],
  [77, 'Zarivana', [301, 307]],
  [78, 'Neelambari Looms', [301, 302, 309]],
  [79, 'Vastralaya Row', [305, 308]],
  [80, 'Denimaya', [303, 305]],
  [81, 'Nanhi Gali Street', [304]],
  [82, 'Padukha', [306, 309]],
  [83, 'Rangolika', [302, 304, 309]],
  [84, 'Mohini & Rao', [301, 302, 307]],
  [85, 'Baraati House', [308, 306]],
  [86, 'Kaarigar Blue', [303, 306, 309]],
  [87, 'Chotu & Munni', [304, 306]],
  [88, 'Mithaiwala Lane', [311, 314]],
  [89, 'Gopalya Dairy', [311, 315]],
  [90, 'Anajika', [312]],
  [91, 'Masalore', [316, 318]],
  [92, 'Kaapi Mantap', [313]],
  [93, 'Chaiwadi', [313, 319]],
  [94, 'Bhujiastan', [314]],
  [95, 'Mewabaag', [317, 311]],
  [96, 'Achaari Amma', [318, 316]],
  [97, 'Ayurmitri', [327, 322, 323]],
  [98, 'Dantavani', [324]],
  [99, 'Shishuloka', [325, 328]],
  [100, 'Swasthira', [321, 326, 329]],
  [101, 'Ubtanika', [322, 323]],
  [102, 'Vaidya Shree', [327, 326, 321]],
  [103, 'Nirmalya', [328, 324]],
  [104, 'Tamrapatra', [331, 333]],
  [105, 'Nidraloom', [332, 334, 338]],
  [106, 'Rasoighar Works', [331, 336]],
  [107, 'Deepavani', [335, 337, 339]],
  [108, 'Agarika', [337]],
  [109, 'Gharaunda', [334, 336, 338, 333]],
  [110, 'Utsavika', [339, 333, 335]],
];

/** Products that offers name; their prices are their own. */
export const NAMED_PRODUCTS = [
  { id: 500101, name: 'Annapatra kaju barfi gift box, 500 g', price: 649, brandId: 71, categoryId: 350 },
  { id: 500102, name: 'Annapatra besan laddu gift box, 500 g', price: 399, brandId: 71, categoryId: 349 },
  { id: 500231, name: 'Tulvari copper bottle, 1 l', price: 899, brandId: 75, categoryId: 360 },
  { id: 500317, name: 'Chaipur Junction filter coffee, one cup', price: 90, brandId: 76, categoryId: 355 },
] as const;

/** Product attributes that series can name, a row a value. */
export const ATTRIBUTES = [
  { id: 901, attribute: 'season', value: 'Festive' },
  { id: 902, attribute: 'season', value: 'Winter' },
  { id: 903, attribute: 'season', value: 'Summer' },
  { id: 904, attribute: 'season', value: 'Monsoon' },
  { id: 911, attribute: 'fabric', value: 'Silk' },
  { id: 912, attribute: 'fabric', value: 'Cotton' },
  { id: 913, attribute: 'fabric', value: 'Linen' },
  { id: 921, attribute: 'diet', value: 'Vegan' },
  { id: 922, attribute: 'diet', value: 'Sugar-free' },
  { id: 923, attribute: 'diet', value: 'Gluten-free' },
  { id: 931, attribute: 'range', value: 'Clearance' },
  { id: 932, attribute: 'range', value: 'New arrival' },
] as const;

/** Custom properties that are set up for the organisation: up to 20 are allowed. */
export const PROPERTY_KEYS = [
  'standard_terms_and_conditions',
  'season',
  'cost_centre',
  'campaign_owner',
  'landing_page',
  'vendor_ref',
  'budget_code',
  'approved_by',
  'media_plan',
  'partner_name',
  'settlement_month',
  'language',
] as const;
