import type { LookUpAnswer } from '#contract/coupon-endpoints.ts';
import type { Check } from '#domain/redemption/check-redemption.ts';
import { apiVerdict, compareVerdicts } from '#domain/redemption/coupon-facts.ts';
import { meaningOf } from '#domain/redemption/error-meanings.ts';
import { Notice } from '../../ui/notice.tsx';

const COMPARISONS = {
  same: 'The check here agrees.',
  differs:
    'The check here says something else. The API asks for now, for the till of Coupon Desk and without a bill; otherwise one of both is wrong.',
  open: 'The check here needs more facts.',
  noRule: 'The check here has no rule for this error.',
} as const;

/** What the API itself says, and whether the check agrees. */
export function ApiVerdictNotice({ answer, check }: { readonly answer: LookUpAnswer; readonly check: Check }) {
  const verdict = apiVerdict(answer);
  if (!verdict) return null;
  const { isRedeemable, code, message } = verdict;
  const reason = [code, (code !== null && meaningOf(code)?.meaning) || message].filter(Boolean).join(': ');
  const comparison = compareVerdicts(check, verdict);
  return (
    <section aria-label="Verdict of the API" data-comparison={comparison}>
      <Notice tone={comparison === 'differs' ? 'warn' : 'info'} layout="panel" live>
        {`${isRedeemable ? 'The API would redeem the coupon.' : `The API refuses the coupon${reason === '' ? '' : ` with ${reason}`}`} ${COMPARISONS[comparison]}`}
      </Notice>
    </section>
  );
}
