import type { RuleExamples } from './rule.examples.ts';
import { AFFIX_EXAMPLES } from './rules-affixes.examples.ts';
import { BASIC_EXAMPLES } from './rules-basics.examples.ts';
import { CODE_EXAMPLES } from './rules-codes.examples.ts';
import { DISCOUNT_EXAMPLES } from './rules-discount.examples.ts';
import { EXPIRY_EXAMPLES } from './rules-expiry.examples.ts';
import { ISSUANCE_EXAMPLES } from './rules-issuance.examples.ts';
import { MESSAGE_EXAMPLES } from './rules-messages.examples.ts';
import { OWNER_EXAMPLES } from './rules-owner.examples.ts';
import { REDEMPTION_EXAMPLES } from './rules-redemption.examples.ts';
import { TARGET_EXAMPLES } from './rules-targets.examples.ts';
import { VALIDITY_EXAMPLES } from './rules-validity.examples.ts';
import { WINDOW_EXAMPLES } from './rules-window.examples.ts';
import type { RuleId } from './rules.ts';

/** The evidence for every rule, for its tests and for `src/RULES.md`. */
export const RULE_EXAMPLES: Readonly<Record<RuleId, RuleExamples>> = {
  ...BASIC_EXAMPLES,
  ...DISCOUNT_EXAMPLES,
  ...CODE_EXAMPLES,
  ...AFFIX_EXAMPLES,
  ...VALIDITY_EXAMPLES,
  ...EXPIRY_EXAMPLES,
  ...ISSUANCE_EXAMPLES,
  ...REDEMPTION_EXAMPLES,
  ...WINDOW_EXAMPLES,
  ...TARGET_EXAMPLES,
  ...MESSAGE_EXAMPLES,
  ...OWNER_EXAMPLES,
};
