import { APIError } from 'better-auth/api';
import { and, eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { OIDC_CALLBACK } from '#contract/endpoint-access.ts';
import {
  DEFAULT_PREFERENCES,
  DEMO_PATH,
  type OidcAnswer,
  OIDC_PATH,
  SESSION_PATH,
  type SessionAnswer,
} from '#contract/account-endpoints.ts';
import { ROLES } from '#domain/permissions.ts';
import type { Database } from '../database/connect.ts';
import { credential, person, session } from '../database/schema.ts';
import { OIDC_PROVIDER } from './auth.ts';
import { authHeaders, type PersonRow } from './caller.ts';
import { demoPerson } from './demo-accounts.ts';
import { COMPANY_REASONS, type CompanyReason, type PasswordReason } from './audit-log.ts';
import { answerCookies } from './guard.ts';
import { hasAdministrator } from './administrators.ts';
import type { AccountServices } from './account-services.ts';
import { plainProblem, Problem } from '../http/problems.ts';
import { parseRequest } from '../http/parse-request.ts';

const signIn = z.strictObject({
  email: z.string().min(1, 'Write the e-mail address.').max(320),
  password: z.string().max(1000),
});
const demo = z.strictObject({ role: z.enum(ROLES) });
/** A path of ours: an address elsewhere would make the sign-in a springboard. */
const oidc = z.strictObject({
  returnTo: z
    .string()
    .max(2000)
    .regex(/^\/(?![/\\])[^\\\s]*$/, 'A path of this site, which starts with one slash.'),
});

/** Signing in and out. */
export function sessionRoutes(app: FastifyInstance, people: AccountServices): void {
  const { db, auth, limits, demoAllowed, note, now } = people;
  const personAt = async (request: FastifyRequest) =>
    request.headers.authorization === undefined ? await people.callerOf(request) : null;

  app.get(SESSION_PATH, async (request, reply): Promise<SessionAnswer> => {
    const caller = await personAt(request);
    if (caller) answerCookies(reply, caller);
    return caller?.person ? answerFor(people, request, caller.person.id) : sessionAnswer(people, request, null);
  });

  app.post(SESSION_PATH, async (request, reply): Promise<SessionAnswer> => {
    const { email, password } = parseRequest(signIn, request.body);
    await limits.count(email, request.ip);
    const before = await passwordOf(db, email);
    const refused = (reason: PasswordReason) =>
      note({ event: 'sign-in refused', by: 'password', person: before?.personId ?? null, reason });
    try {
      const { headers, response } = await auth.api.signInEmail({
        body: { email: email.trim(), password },
        headers: authHeaders(request),
        returnHeaders: true,
      });
      const isDemo = response.user.isDemo && !demoAllowed(request);
      if (isDemo || !(await isStill(db, before))) {
        await db.delete(session).where(eq(session.token, response.token));
        refused(isDemo ? 'demo account' : 'password changed meanwhile');
        throw wrong();
      }
      await limits.forget(email, request.ip);
      note({ event: 'signed in', person: response.user.id, by: 'password' });
      answerCookies(reply, { cookies: headers.getSetCookie() });
      return await answerFor(people, request, response.user.id);
    } catch (error) {
      if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
      const isOff = error.body?.code === 'switched_off';
      refused(isOff ? 'switched off' : before ? 'wrong password' : 'no such account');
      throw isOff ? switchedOff() : wrong();
    }
  });

  app.delete(SESSION_PATH, async (request, reply): Promise<SessionAnswer> => {
    const caller = await personAt(request);
    const { headers } = await auth.api.signOut({ headers: authHeaders(request), returnHeaders: true });
    if (caller) note({ event: 'signed out', person: caller.actor });
    answerCookies(reply, { cookies: headers.getSetCookie() });
    return sessionAnswer(people, request, null);
  });

  app.post(DEMO_PATH, async (request, reply): Promise<SessionAnswer> => {
    // A browser on this machine says which page it is on.
    const { origin, host } = request.headers;
    if (!demoAllowed(request) || origin !== `http://${host?.toLowerCase()}`)
      throw plainProblem(
        403,
        'Demo accounts exist only with sample data, and on the computer that the server runs on.',
      );
    const { role } = parseRequest(demo, request.body);
    return openSession(people, request, reply, { person: await demoPerson(db, role, now()), by: 'demo' });
  });

  app.post(OIDC_PATH, async (request, reply): Promise<OidcAnswer> => {
    if (people.company === null) throw plainProblem(404, 'No sign-in of a company is set up here.');
    const { returnTo } = parseRequest(oidc, request.body);
    // The provider sends browsers to our one address, and what was begun under another name is not known there.
    const { origin } = request.headers;
    if (origin !== undefined && origin !== people.origin)
      throw plainProblem(
        409,
        `The company’s sign-in comes back to ${people.origin}, which is not the address of this page. Open ${people.origin} and sign in there.`,
      );
    const { headers, response } = await people
      .company()
      .then((company) =>
        company.api.signInSocial({
          body: {
            provider: OIDC_PROVIDER,
            callbackURL: returnTo,
            errorCallbackURL: '/?signInError=company',
            disableRedirect: true,
          },
          headers: authHeaders(request),
          returnHeaders: true,
        }),
      )
      .catch((error: unknown) => {
        request.log.warn(
          `Sign-in: the company's provider cannot be used: ${error instanceof Error ? error.message : ''}`,
        );
        throw plainProblem(502, 'The company’s sign-in does not answer. Try again in a moment.');
      });
    answerCookies(reply, { cookies: headers.getSetCookie() });
    return { url: response.url ?? '' };
  });

  const noteSentBack = (reason: CompanyReason) => note({ event: 'sign-in refused', by: 'company', reason });
  app.get(OIDC_CALLBACK, async (request, reply) => {
    const company = await people.company?.().catch(() => null);
    if (!company) {
      noteSentBack('silent');
      return reply.redirect('/?signInError=company', 302);
    }
    const answer = await company.handler(
      new Request(new URL(request.url, people.origin), { headers: authHeaders(request) }),
    );
    answerCookies(reply, { cookies: answer.headers.getSetCookie() });
    const location = answer.headers.get('location');
    const to = location === null ? '/?signInError=company' : withinOurs(location, people.origin);
    const [, error] = /^\/\?signInError=(\w+)$/.exec(to) ?? [];
    if (error !== undefined) noteSentBack(COMPANY_REASONS.find((one) => one === error.toLowerCase()) ?? 'other');
    return reply.redirect(to, 302);
  });
}

/** The provider's answer decides what stands in the error, never where the browser goes. */
function withinOurs(address: string, origin: string): string {
  const url = new URL(address, origin);
  if (url.origin !== origin) return '/?signInError=company';
  // Its own page for errors is not served here.
  if (!url.searchParams.has('signInError') && !url.pathname.startsWith('/api/')) {
    const path = url.pathname + url.search + url.hash;
    return path.startsWith('//') ? '/' : path;
  }
  const error = url.searchParams.get('error') ?? '';
  return `/?signInError=${/^\w{1,60}$/.test(error) ? error : 'company'}`;
}

const switchedOff = () => plainProblem(403, 'This account is switched off. An administrator can switch it on again.');
const wrong = () => plainProblem(401, 'The e-mail address or the password is wrong.');

async function passwordOf(db: Database, email: string) {
  const [found] = await db
    .select({ id: credential.id, personId: credential.personId, password: credential.password })
    .from(credential)
    .innerJoin(person, eq(credential.personId, person.id))
    .where(and(eq(person.email, email.trim().toLowerCase()), eq(credential.providerId, 'credential')));
  return found;
}

/** Whether the password is the same as before it was compared, which takes a while: it may have been set anew meanwhile, to end all sessions. */
async function isStill(db: Database, before: Awaited<ReturnType<typeof passwordOf>>): Promise<boolean> {
  if (!before) return false;
  const [now] = await db
    .select({ password: credential.password })
    .from(credential)
    .where(eq(credential.id, before.id))
    .for('update');
  return now?.password === before.password;
}

/** Signs somebody in whose right to it was checked before. */
export async function openSession(
  people: AccountServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { person: personId, by }: { readonly person: string; readonly by: 'link' | 'demo' },
) {
  const { headers } = await people.auth.api.openSession({
    body: { personId },
    headers: authHeaders(request),
    returnHeaders: true,
  });
  people.note({ event: 'signed in', person: personId, by });
  answerCookies(reply, { cookies: headers.getSetCookie() });
  return answerFor(people, request, personId);
}

async function answerFor(people: AccountServices, request: FastifyRequest, personId: string): Promise<SessionAnswer> {
  const row = await people.db.query.person.findFirst({ where: (table) => eq(table.id, personId) });
  if (!row) throw Problem.one(409, 409, 'This account is gone.');
  return sessionAnswer(people, request, row);
}

async function sessionAnswer(
  { db, oidcName, demoAllowed }: AccountServices,
  request: FastifyRequest,
  row: PersonRow | null,
): Promise<SessionAnswer> {
  const ways = { oidc: oidcName, demo: demoAllowed(request), noAccounts: false };
  if (!row) {
    const noAccounts = !(await hasAdministrator(db));
    return { person: null, preferences: DEFAULT_PREFERENCES, ways: { ...ways, noAccounts } };
  }
  const { id, name, email, role, isDemo, preferences } = row;
  const [password] = await db
    .select({ id: credential.id })
    .from(credential)
    .where(and(eq(credential.personId, id), eq(credential.providerId, 'credential')));
  return {
    person: { id, name, email, role, isDemo, hasPassword: password !== undefined },
    preferences: { ...DEFAULT_PREFERENCES, ...preferences },
    ways,
  };
}
