/** The id of the button that opens the filters. */
export const FILTERS_BUTTON = 'list-filters';
