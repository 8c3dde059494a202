import { dequal } from 'dequal/lite';
import { FIELD_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#values/json.ts';
import { wireOf } from '#catalogue/wire-path.ts';
import { isObject } from '#values/json.ts';
import type { ApiError } from '#contract/api-error.ts';
import { decodeSeries } from '#domain/series/series-codec.ts';
import { missingFields } from '#domain/change/simulate-put.ts';
import type { EvaluationContext } from '#domain/series/series.ts';
import { type Issue, validate } from '#domain/rules/validate.ts';
import type { UniqueField } from './series-source.ts';
import { apiError, MAX_SERIES_MB, Problem } from '../http/problems.ts';

const CLAIM_KEYS = ['ownedBy', 'ownerId', 'campaignId', 'seriesType'] as const;
/** Old clients send dummy values. The API ignores them unless the series is claimed. */
const IGNORED_UNLESS_CLAIMED = new Set(['ownerId']);

const keyOf = ({ field, message }: Issue) => `${field} ${message}`;

const error = (code: number, message: string, field: string): ApiError => ({ status: false, code, message, field });

interface Update {
  readonly current: JsonObject;
  readonly body: JsonObject;
  /** What a PUT of `body` stores, by `simulatePut`. */
  readonly next: JsonObject;
  /** The codes of `next` that another series already has. */
  readonly taken: ReadonlySet<UniqueField>;
}

interface UpdateWarnings {
  readonly all: readonly Issue[];
  /** Without those that the saved series causes by itself: they follow from it whenever it is read. */
  readonly ofChange: readonly Issue[];
}

/** Returns the warnings of an update. Throws a Problem 400 with all errors. */
export function validateUpdate({ current, body, next, taken }: Update, context: EvaluationContext): UpdateWarnings {
  const tooLarge = sizeError(current, body, next);
  if (tooLarge) throw new Problem(400, [tooLarge]);
  const errors: ApiError[] = missingFields(body).map((field) =>
    error(field === 'seriesCode' ? 753 : 756, `${field} is mandatory to set`, field),
  );
  errors.push(...claimErrors(current, body), ...shapeErrors(current, body), ...takenErrors(taken));
  const base = decodeSeries(current, context.clusterZone);
  const saved = decodeSeries(next, context.clusterZone);
  const issues = validate(base, saved.values, context);
  const fieldsWithErrors = new Set(errors.map((one) => one.field));
  for (const issue of issues)
    if (issue.severity === 'error' && !fieldsWithErrors.has(issue.field))
      errors.push(error(issue.code, issue.message, issue.field));
  if (errors.length > 0) throw new Problem(400, errors);
  const lasting = new Set(validate(saved, saved.values, context).map(keyOf));
  return { all: issues, ofChange: issues.filter((issue) => !lasting.has(keyOf(issue))) };
}

/** A PUT can neither change nor omit the owner of a series that a campaign or programme has claimed. */
function claimErrors(current: JsonObject, body: JsonObject): ApiError[] {
  const owner = current['ownedBy'] ?? 'NONE';
  if (owner !== 'NONE') {
    const changed = CLAIM_KEYS.filter((key) => wireOf(current, key) !== undefined && body[key] !== current[key]);
    return changed.map((key) =>
      error(
        640,
        `can not change ${key}, once it is set, already claimed by : ${typeof owner === 'string' ? owner : JSON.stringify(owner)}`,
        key,
      ),
    );
  }
  const errors = CLAIM_KEYS.filter(
    (key) =>
      key !== 'campaignId' &&
      !IGNORED_UNLESS_CLAIMED.has(key) &&
      body[key] !== undefined &&
      current[key] !== undefined &&
      body[key] !== current[key],
  ).map((key) =>
    error(629, `${key} cannot be set by an update, only by a campaign or programme that claims the series`, key),
  );
  const campaign = wireOf(body, 'campaignId');
  const isInt32 = typeof campaign === 'number' && (campaign | 0) === campaign;
  if (campaign !== undefined && campaign !== current['campaignId'] && !isInt32)
    errors.push(error(629, 'campaignId must be a 32-bit whole number', 'campaignId'));
  return errors;
}

/**
 * Errors for shapes that decode but cannot be stored. Lists and ranges must be JSON in a string. A non-object in place
 * of an object would silently drop its fields.
 */
function shapeErrors(current: JsonObject, body: JsonObject): ApiError[] {
  const isNew = (key: string) => (body[key] ?? null) !== null && !dequal(body[key], current[key]);
  const objects = ['targetUserDetails', 'customPropertyMap'].filter((key) => isNew(key) && !isObject(body[key]));
  const texts = FIELD_KEYS.filter((key) => {
    const { type } = fieldOf(key).kind;
    return (type === 'ids' || type === 'range') && isNew(key) && typeof body[key] !== 'string';
  });
  return [
    ...objects.map((key) => error(629, `${key} must be an object`, key)),
    ...texts.map((key) => error(629, `${key} must be a string of JSON, such as "[10]"`, key)),
  ];
}

const MB = 1024 * 1024;
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value ?? null));
const inMb = (bytes: number) => `${(bytes / MB).toFixed(1)} MB`;

/** The error for a series that is too large, at the field that grows most. One that is stored already may stay as large. */
function sizeError(current: JsonObject, body: JsonObject, next: JsonObject): ApiError | null {
  const bytes = Math.max(bytesOf(body), bytesOf(next));
  if (bytes <= MAX_SERIES_MB * MB || bytes <= bytesOf(current)) return null;
  const fields = FIELD_KEYS.map((key) => {
    const size = bytesOf(wireOf(body, key));
    return { key, size, growth: size - bytesOf(wireOf(current, key)) };
  });
  const [largest] = fields.filter(({ growth }) => growth > 0).toSorted((a, b) => b.growth - a.growth);
  const share = largest ? ` This field has ${inMb(largest.size)} of them.` : '';
  const message = `The series would have ${inMb(bytes)}, and at most ${MAX_SERIES_MB} MB can be stored.${share}`;
  return apiError(629, message, largest?.key ?? null);
}

function takenErrors(taken: ReadonlySet<UniqueField>): ApiError[] {
  const errors: ApiError[] = [];
  if (taken.has('seriesCode')) errors.push(error(751, 'Another series has this code already.', 'seriesCode'));
  if (taken.has('genericCode')) errors.push(error(631, 'Another series has this common code already.', 'genericCode'));
  return errors;
}
