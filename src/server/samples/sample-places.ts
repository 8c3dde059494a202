/** Cities, their parts and the shops. `sample-organisation.ts` builds stores and tills from them. */
export const CONCEPTS = [
  { id: 11, code: 'FASHION', name: 'Meridian Fashion & Home' },
  { id: 12, code: 'FOOD', name: 'Meridian Food' },
  { id: 13, code: 'HEALTH', name: 'Meridian Health' },
] as const;

/** Four regions with metros, two regions without, then the metros. */
export const ZONES = [
  { id: 31, code: 'NORTH', name: 'North', parentId: null },
  { id: 32, code: 'WEST', name: 'West', parentId: null },
  { id: 33, code: 'SOUTH', name: 'South', parentId: null },
  { id: 34, code: 'EAST', name: 'East', parentId: null },
  { id: 35, code: 'CENTRAL', name: 'Central', parentId: null },
  { id: 36, code: 'NORTHEAST', name: 'North East', parentId: null },
  { id: 37, code: 'NCR', name: 'Delhi NCR', parentId: 31 },
  { id: 38, code: 'MUMBAI', name: 'Mumbai', parentId: 32 },
  { id: 39, code: 'BENGALURU', name: 'Bengaluru', parentId: 33 },
  { id: 40, code: 'HYDERABAD', name: 'Hyderabad', parentId: 33 },
  { id: 41, code: 'CHENNAI', name: 'Chennai', parentId: 33 },
  { id: 42, code: 'KOLKATA', name: 'Kolkata', parentId: 34 },
] as const;

/** City, code, zone and parts of the city. The parts before the bar have a department store. */
export const CITIES: readonly (readonly [city: string, code: string, zoneId: number, parts: string])[] = [
  [
    'Bengaluru',
    'BLR',
    39,
    'Indiranagar, Koramangala, Whitefield, Jayanagar, Malleswaram | HSR Layout, Hebbal, BTM Layout, Yelahanka',
  ],
  [
    'Hyderabad',
    'HYD',
    40,
    'Banjara Hills, Jubilee Hills, Gachibowli, Kukatpally, Secunderabad | Madhapur, Miyapur, Himayatnagar',
  ],
  ['Chennai', 'MAA', 41, 'T. Nagar, Anna Nagar, Adyar, Velachery | Mylapore, Porur, Tambaram, Nungambakkam'],
  ['Pune', 'PNQ', 32, 'Koregaon Park, Aundh, Kothrud | Viman Nagar, Hadapsar, Wakad, Camp'],
  [
    'Mumbai',
    'BOM',
    38,
    'Andheri, Powai, Lower Parel, Bandra, Dadar, Thane | Borivali, Chembur, Malad, Vashi, Mulund, Kandivali',
  ],
  [
    'Delhi',
    'DEL',
    37,
    'Connaught Place, Karol Bagh, Rohini, Saket, Dwarka | Lajpat Nagar, Rajouri Garden, Pitampura, Janakpuri',
  ],
  ['Gurugram', 'GGN', 37, 'Sector 29 | DLF Phase 3, Sohna Road, Golf Course Road'],
  ['Noida', 'NDA', 37, 'Sector 18 | Sector 62, Sector 137'],
  ['Kolkata', 'CCU', 42, 'Salt Lake, Gariahat, Park Street, New Town | Behala, Howrah, Ballygunge, Dum Dum'],
  ['Jaipur', 'JAI', 31, 'Malviya Nagar | Vaishali Nagar, Raja Park, C-Scheme, Mansarovar'],
  ['Ahmedabad', 'AMD', 32, 'Satellite | Navrangpura, Maninagar, Bopal, Vastrapur'],
  ['Surat', 'STV', 32, 'Adajan | Vesu, Athwa, Piplod'],
  ['Kochi', 'COK', 33, 'Edappally | Kakkanad, Fort Kochi, Marine Drive'],
  ['Lucknow', 'LKO', 31, 'Hazratganj | Gomti Nagar, Aliganj, Indira Nagar'],
  ['Indore', 'IDR', 35, 'Vijay Nagar | Palasia, Rajwada, Bhawarkua'],
  ['Chandigarh', 'IXC', 31, '| Sector 17, Sector 35, Panchkula, Mohali'],
  ['Amritsar', 'ATQ', 31, '| Lawrence Road, Ranjit Avenue'],
  ['Dehradun', 'DED', 31, '| Rajpur Road, Paltan Bazaar'],
  ['Varanasi', 'VNS', 31, '| Sigra, Lanka, Godowlia'],
  ['Kanpur', 'KNU', 31, '| Swaroop Nagar, Kidwai Nagar'],
  ['Vadodara', 'BDQ', 32, '| Alkapuri, Gotri, Manjalpur'],
  ['Nashik', 'ISK', 32, '| College Road, Indira Nagar Nashik'],
  ['Goa', 'GOI', 32, '| Panaji, Margao, Mapusa'],
  ['Coimbatore', 'CJB', 33, '| R. S. Puram, Gandhipuram, Peelamedu'],
  ['Madurai', 'IXM', 33, '| Anna Nagar Madurai, K. K. Nagar'],
  ['Mysuru', 'MYQ', 33, '| Kuvempunagar, Gokulam, Devaraja Market'],
  ['Thiruvananthapuram', 'TRV', 33, '| Pattom, Kowdiar'],
  ['Visakhapatnam', 'VTZ', 33, '| Dwaraka Nagar, MVP Colony, Gajuwaka'],
  ['Vijayawada', 'VGA', 33, '| Benz Circle, Governorpet'],
  ['Bhubaneswar', 'BBI', 34, '| Saheed Nagar, Patia, Jaydev Vihar'],
  ['Patna', 'PAT', 34, '| Boring Road, Kankarbagh, Frazer Road'],
  ['Ranchi', 'IXR', 34, '| Lalpur, Harmu'],
  ['Bhopal', 'BHO', 35, '| Arera Colony, M. P. Nagar, Kolar Road'],
  ['Nagpur', 'NAG', 35, '| Dharampeth, Sitabuldi, Sadar'],
  ['Raipur', 'RPR', 35, '| Shankar Nagar, Telibandha'],
  ['Guwahati', 'GAU', 36, '| Paltan Bazar, Zoo Road, Beltola'],
  ['Shillong', 'SHL', 36, '| Police Bazar, Laitumkhrah'],
];

/**
 * Shops other than department stores: name, concept and number. They are spread evenly over all parts of the cities.
 */
export const SHOPS = [
  { name: 'Annapatra', conceptId: 12, count: 80 },
  { name: 'Nimbora', conceptId: 13, count: 60 },
  { name: 'Chaipur Junction', conceptId: 12, count: 50 },
  { name: 'Ruvana', conceptId: 11, count: 25 },
  { name: 'Kesarika', conceptId: 11, count: 25 },
  { name: 'Tulvari Home', conceptId: 11, count: 20 },
] as const;
