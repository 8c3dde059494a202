import type { JsonObject } from '#values/json.ts';
import type { OrgFacts } from '../series/series.ts';
import type { ChoiceField, Rule } from './rule.ts';

/** A save written down: wire values stored on top of an ordinary series, then the wire values that the save changes. */
export interface Example {
  readonly stored?: JsonObject;
  readonly edit?: JsonObject;
  /** What is known of the rest of the organisation. */
  readonly facts?: OrgFacts;
  /** `facts` in words. */
  readonly given?: string;
}

/** The evidence for a rule. Only tests and `src/RULES.md` read it, so it stays out of the bundle. */
export interface RuleExamples {
  /** The fact behind the rule, and how well it is known. */
  readonly source: string;
  readonly fires: Example;
  /** A case close to `fires` in which the rule stays silent. */
  readonly passes: Example;
}

/** One entry for each rule of a list. Ids must be literals: a single `string` id would make every entry optional. */
export type ExamplesOf<Rules extends readonly Rule[]> = string extends Rules[number]['id']
  ? never
  : Readonly<Record<Rules[number]['id'], RuleExamples>>;

/** The evidence for a rule from `choiceKnown`; `known` is a value of the list. */
export const choiceKnownExamples = (field: ChoiceField, source: string, known: string): RuleExamples => ({
  source,
  fires: { edit: { [field]: 'SOMETHING' } },
  passes: { edit: { [field]: known } },
});
