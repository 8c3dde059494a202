export { SwitchQuestion } from './discount/switch-question.tsx';
export { WorkedExample } from './discount/worked-example.tsx';
export { CouponLife } from './validity/coupon-life.tsx';
export { Predicted } from './validity/predicted.tsx';
