// The least that shows a series and saves it. The benchmark divides by this page.
const [name, gate, gated, save, warning] = ['name', 'gate', 'gated', 'save', 'warning'].map((id) =>
  /** @type {HTMLInputElement} */ (document.getElementById(id)),
);
const id = new URLSearchParams(location.search).get('id');

const response = await fetch(`/v2/coupon/series?ids=${id}`);
const [series] = (await response.json()).entity;
let etag = response.headers.get('etag');
name.value = series.description;
name.disabled = false;

gate.onchange = () => {
  gated.hidden = !gate.checked;
};
save.onclick = async () => {
  warning.textContent = '';
  series.redemptionPerCouponMaxLimit = Number(series.redemptionPerCouponMaxLimit) + 10;
  const answer = await fetch(`/v2/coupon/series/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'if-match': etag ?? '' },
    body: JSON.stringify({ CouponSeriesV2: { ...series, anyUser: true } }),
  });
  etag = answer.headers.get('etag');
  warning.textContent = (await answer.json()).warnings[0].message;
};

export {};
