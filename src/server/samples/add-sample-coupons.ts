import type { Database } from '../database/connect.ts';
import { coupon, customer, redemption } from '../database/schema.ts';
import { sampleCoupons } from './sample-coupons.ts';

/** Fills the empty tables of customers, coupons and redemptions with examples. The figures of the series stay as they are. */
export async function addSampleCoupons(
  db: Database,
  clock: { readonly now: number; readonly zone: string },
): Promise<void> {
  const [first] = await db.select({ id: customer.id }).from(customer).limit(1);
  if (first) return;
  const { customers, coupons } = sampleCoupons(clock);
  const redemptions = coupons.flatMap((one) => one.redemptions.map((entry) => ({ ...entry, couponId: one.id })));
  await db.transaction(async (tx) => {
    await tx.insert(customer).values([...customers]);
    await tx.insert(coupon).values(
      coupons.map(({ id, seriesId, code, issuedTo, issuedOn, storeId }) => ({
        id,
        seriesId,
        code,
        issuedTo,
        storeId,
        codeKey: code.toUpperCase(),
        issuedOn: new Date(issuedOn),
      })),
    );
    await tx
      .insert(redemption)
      .values(redemptions.map(({ at, ...entry }, index) => ({ ...entry, id: index + 1, at: new Date(at) })));
  });
}
