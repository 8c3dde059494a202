import type { Rule } from './rule.ts';
import { AFFIX_RULES } from './rules-affixes.ts';
import { BASIC_RULES } from './rules-basics.ts';
import { CODE_RULES } from './rules-codes.ts';
import { DISCOUNT_RULES } from './rules-discount.ts';
import { EXPIRY_RULES } from './rules-expiry.ts';
import { ISSUANCE_RULES } from './rules-issuance.ts';
import { MESSAGE_RULES } from './rules-messages.ts';
import { OWNER_RULES } from './rules-owner.ts';
import { REDEMPTION_RULES } from './rules-redemption.ts';
import { TARGET_RULES } from './rules-targets.ts';
import { VALIDITY_RULES } from './rules-validity.ts';
import { WINDOW_RULES } from './rules-window.ts';

const ALL = [
  ...BASIC_RULES,
  ...DISCOUNT_RULES,
  ...CODE_RULES,
  ...AFFIX_RULES,
  ...VALIDITY_RULES,
  ...EXPIRY_RULES,
  ...ISSUANCE_RULES,
  ...REDEMPTION_RULES,
  ...WINDOW_RULES,
  ...TARGET_RULES,
  ...MESSAGE_RULES,
  ...OWNER_RULES,
] as const;

export type RuleId = (typeof ALL)[number]['id'];

/**
 * Every rule over the fields of a series. Form and server run the same list. The limits of a single value belong to its
 * kind in the catalogue. `src/RULES.md` is generated from both.
 */
export const RULES: readonly Rule<RuleId>[] = ALL;
