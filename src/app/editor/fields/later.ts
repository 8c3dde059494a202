export { SwitchQuestion } from '../panels/discount/switch-question.tsx';
export { WorkedExample } from '../panels/discount/worked-example.tsx';
export { CouponLifePreview } from '../panels/validity/coupon-life-preview.tsx';
export { Predicted } from '../panels/validity/predicted.tsx';
