// The minimal page that shows and saves a series. The benchmark divides by its times.
const part = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById(id));
const [name, gate, gated, save, warning] = [part('name'), part('gate'), part('gated'), part('save'), part('warning')];
const id = new URLSearchParams(location.search).get('id');

const response = await fetch(`/v2/coupon/series?ids=${id}`);
const [series] = (await response.json()).entity;
let etag = response.headers.get('etag');
name.value = series.description;
name.disabled = false;

gate.addEventListener('change', () => (gated.hidden = !gate.checked));
async function send() {
  warning.textContent = '';
  series.redemptionPerCouponMaxLimit = Number(series.redemptionPerCouponMaxLimit) + 10;
  const answer = await fetch(`/v2/coupon/series/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'if-match': etag ?? '' },
    body: JSON.stringify({ CouponSeriesV2: { ...series, anyUser: true } }),
  });
  etag = answer.headers.get('etag');
  warning.textContent = (await answer.json()).warnings[0].message;
}
save.addEventListener('click', () => void send());

// oxlint-disable-next-line unicorn/require-module-specifiers -- a module without exports, for top-level await
export {};
