/** The path of a URL as logs show it: without the query, and without the id of a customer. */
export const loggedPath = (url: string): string | undefined =>
  url.split('?', 1)[0]?.replace(/^(\/v2\/customers\/)(?!coupons$)[^/]+/, '$1…');
