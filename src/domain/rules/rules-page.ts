import { EDITABLE_KEYS, type FieldKey, fieldOf, type Section, sections } from '#catalogue/catalogue.ts';
import { formatDay } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import type { Kind } from '#catalogue/model/kinds.ts';
import type { JsonObject } from '#values/json.ts';
import { AXES } from '#catalogue/range.ts';
import { dayOf } from '#values/zone.ts';
import type { Rule } from './rule.ts';
import type { Example } from './rule.examples.ts';
import { RULE_EXAMPLES } from './rules.examples.ts';
import { type RuleId, RULES } from './rules.ts';
import { issuesOfExample, NOW, ORDINARY } from '../testing/builders.ts';
import { missingCode, refusedCode } from './validate.ts';

/** The text of `src/RULES.md`: the limits of single fields from the catalogue, then every rule with its evidence. */
export function rulesPage(): string {
  const limits = EDITABLE_KEYS.flatMap((key) => limitOf(key) ?? []);
  return `# Rules

Generated from \`src/domain/rules/rules*.ts\` and the catalogue; a test fails if it is out of date. To update it, run
\`npx vitest run -u src/domain/rules/rules-page.test.ts\`.

Form and server run the same list, by \`validate\`. An **error** stops a save: the API refuses the value or destroys it. Only
values that differ from the stored series can be errors. An invalid stored value only warns, so that the series stays
editable. A **warning** never stops a save. A rule whose facts are open says so and only warns. A code is the API's own error
code, or its engine's; 629 (its "invalid input") if they have none.

## Limits of single fields

A changed value outside these limits is an error. A stored one warns and is sent back unchanged.

${limits.join('\n')}

## Rules

${RULES.length} rules. Each has an example in which it fires and a similar one in which it does not, as wire values on top of this
series: "stored" before the save, "saved" by it. Today is ${formatDay(dayOf(NOW, 'UTC'))}, and the cluster's zone is UTC.

\`\`\`json
${JSON.stringify(ORDINARY, null, 2)}
\`\`\`

${sections.flatMap(sectionText).join('\n\n')}
`;
}

/** The rules whose message appears at a field of the section. */
function sectionText({ label, keys }: Section): readonly string[] {
  const rules = RULES.filter((rule) => keys.includes(rule.reads[0]));
  return rules.length === 0 ? [] : [`### ${label}`, ...rules.map(ruleText)];
}

function ruleText({ id, reads, severity, code }: Rule<RuleId>): string {
  const { source, fires, passes } = RULE_EXAMPLES[id];
  const message = issuesOfExample(fires).find((issue) => issue.rule === id)?.message ?? '';
  return `#### ${id}

${severity === 'error' ? '**Error**' : 'Warning'} ${code} on ${reads.map((field) => `\`${field}\``).join(', ')}

> ${message}

${source}

- Fires: ${exampleText(fires)}
- Does not fire: ${exampleText(passes)}`;
}

function exampleText({ stored, edit, given }: Example): string {
  const parts = [
    given && `given that ${given}`,
    stored && `stored ${wireText(stored)}`,
    edit && `saved ${wireText(edit)}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'the series unchanged';
}

/** JSON in one line, with long texts shortened. */
function wireText(wire: JsonObject): string {
  const text = JSON.stringify(wire, (_, value: unknown) =>
    typeof value === 'string' && value.length > 100 ? `${value.slice(0, 3)} (${value.length} characters)` : value,
  );
  return `\`${text}\``;
}

function limitOf(key: FieldKey): string | null {
  const { label, kind, required } = fieldOf(key);
  const parts = [required ? `not empty (${missingCode(key)})` : null, kindText(kind)].filter((part) => part !== null);
  return parts.length === 0 ? null : `- \`${key}\`, ${label}: ${parts.join('; ')}. Error ${refusedCode(key)}.`;
}

/** The limits of a kind in words, as `writeValue` checks them; null if it accepts everything. */
function kindText(kind: Kind): string | null {
  switch (kind.type) {
    case 'text': {
      const parts = [
        kind.maxLength && `at most ${kind.maxLength} characters`,
        kind.pattern && `${kind.pattern.message.charAt(0).toLowerCase()}${kind.pattern.message.slice(1, -1)}`,
      ];
      return parts.filter(Boolean).join('; ') || null;
    }
    case 'number':
    case 'limit': {
      const numbers = `${kind.integer ? 'whole numbers' : 'numbers'} from ${formatNumber(kind.min)} to ${kind.max > 1e30 ? 'any size' : formatNumber(kind.max)}`;
      const float = kind.float32 ? ', whole ones only if a 32-bit float is exact for them' : '';
      return `${numbers}${float}${kind.type === 'limit' ? `, or “${kind.noneLabel}”` : ''}`;
    }
    case 'day':
      return `a day after 1 January 1970, or “${kind.noneLabel}”`;
    case 'epoch':
      return `a moment, or “${kind.noneLabel}”`;
    case 'ids':
      return `whole numbers above 0, or “${kind.noneLabel}”`;
    case 'range':
      return Object.entries(AXES)
        .map(([axis, { min, max }]) => `${axis} ${min}–${max}`)
        .join(', ');
    case 'properties':
      return `at most ${kind.maxRows}, each with its own name`;
    case 'products':
      return 'ids are whole numbers above 0, at most 1,000 categories';
    case 'places':
      return 'ids are whole numbers above 0';
    case 'flag':
    case 'choice':
    case 'instant':
    case 'raw':
      return null;
  }
}
