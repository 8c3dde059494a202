import { MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH } from '#contract/endpoint-constants.ts';
import { Problem } from '../http/problems.ts';

/** The estimate is slow for long passwords, and more characters only make a password stronger. */
const CHECKED_LENGTH = 40;
/** On zxcvbn's scale of 0 to 4. A score of 3 means more than a hundred million guesses. */
const MIN_SCORE = 3;

/**
 * Throws a Problem 400 at `field` if the password is too short, too long, or easy to guess from lists or
 * `personalData`.
 */
export async function checkPassword(password: string, personalData: readonly string[], field: string): Promise<void> {
  if (password.length < MIN_PASSWORD_LENGTH || password.length > MAX_PASSWORD_LENGTH)
    throw Problem.one(400, 400, `Use ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters.`, field);
  const words = [...personalData.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]), 'coupon', 'desk'];
  const estimator = await loadEstimator();
  const { score } = estimator.check(
    password.slice(0, CHECKED_LENGTH),
    words.filter((word) => word.length > 2),
  );
  if (score < MIN_SCORE)
    throw Problem.one(400, 400, 'This password is easily guessed. Use four or five unrelated words.', field);
}

let estimator: ReturnType<typeof load> | undefined;
/** Loaded lazily: the word lists are large and needed only to set a password. */
const loadEstimator = () => (estimator ??= load());

async function load() {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}
