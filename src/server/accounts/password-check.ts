import { PASSWORD_LEAST, PASSWORD_MOST } from '#contract/account-endpoints.ts';
import { Problem } from '../http/problems.ts';

/** The estimate takes long for long ones, and what is strong so far only gets stronger. */
const LOOKED_AT = 40;
/** Of 0 to 4: more than a hundred million guesses. */
const STRONG_ENOUGH = 3;

/**
 * Throws a Problem 400 at `field` for a password that is too short, or that somebody who knows lists of common ones and this person
 * would soon guess.
 */
export async function checkPassword(password: string, known: readonly string[], field: string): Promise<void> {
  if (password.length < PASSWORD_LEAST || password.length > PASSWORD_MOST)
    throw Problem.one(400, 400, `Take ${PASSWORD_LEAST} to ${PASSWORD_MOST} characters.`, field);
  const words = [...known.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]), 'coupon', 'desk'];
  const estimator = await loadEstimator();
  const { score } = estimator.check(
    password.slice(0, LOOKED_AT),
    words.filter((word) => word.length > 2),
  );
  if (score < STRONG_ENOUGH)
    throw Problem.one(
      400,
      400,
      'This one is easily guessed. Four or five words that do not belong together are good.',
      field,
    );
}

let estimator: ReturnType<typeof load> | undefined;
/** Its lists are large, and wanted only by whoever chooses a password. */
const loadEstimator = () => (estimator ??= load());

async function load() {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}
