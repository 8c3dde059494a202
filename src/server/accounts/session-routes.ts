import { APIError } from 'better-auth/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DEFAULT_PREFERENCES } from '#contract/endpoint-constants.ts';
import { type SessionAnswer, sessionEndpoints } from '#contract/session-endpoints.ts';
import {
  endSessionByToken,
  findPassword,
  findPerson,
  hasAdministrator,
  hasPassword,
  isPasswordUnchanged,
  type PersonRow,
} from './account-store.ts';
import { OIDC_PROVIDER } from './auth.ts';
import { authHeaders } from './caller.ts';
import { demoPerson } from './demo-accounts.ts';
import { COMPANY_REASONS, type CompanyReason, type PasswordReason } from './audit-log.ts';
import { answerCookies } from './guard.ts';
import type { AccountServices } from './account-services.ts';
import { plainProblem, Problem } from '../http/problems.ts';
import { route } from '../http/route.ts';

/** The caller by cookie: a token has no session. */
const sessionCaller = async ({ findCaller }: AccountServices, request: FastifyRequest) =>
  request.headers.authorization === undefined ? await findCaller(request) : null;

export interface PageSession {
  readonly personId: string;
  readonly answer: SessionAnswer;
  /** Cookies to send with the page, if the session was renewed. */
  readonly cookies: readonly string[];
}

/** The session of a page; null without one. */
export async function pageSession(services: AccountServices, request: FastifyRequest): Promise<PageSession | null> {
  const caller = await sessionCaller(services, request);
  if (!caller?.person) return null;
  const { id } = caller.person;
  return { personId: id, answer: await sessionAnswerFor(services, request, id), cookies: caller.cookies };
}

/** Signing in and out. */
export function sessionRoutes(app: FastifyInstance, services: AccountServices): void {
  const { db, auth, limits, demoAllowed, note, now } = services;

  route(app, sessionEndpoints.getSession, async ({ request, reply }) => {
    const caller = await sessionCaller(services, request);
    if (caller) answerCookies(reply, caller);
    return caller?.person
      ? sessionAnswerFor(services, request, caller.person.id)
      : sessionAnswer(services, request, null);
  });

  route(app, sessionEndpoints.signIn, async ({ body: { email, password }, request, reply }) => {
    await limits.count(email, request);
    const stored = await findPassword(db, email);
    const logRefusal = (reason: PasswordReason) =>
      note({ event: 'sign-in refused', by: 'password', person: stored?.personId ?? null, reason }, request);
    try {
      const { headers, response } = await auth.api.signInEmail({
        body: { email: email.trim(), password },
        headers: authHeaders(request),
        returnHeaders: true,
      });
      const isForbiddenDemo = response.user.isDemo && !(await demoAllowed(request));
      // Comparing is slow, and a password reset meanwhile has ended all sessions, so a sign-in with the old one fails.
      if (isForbiddenDemo || !stored || !(await isPasswordUnchanged(db, stored))) {
        await endSessionByToken(db, response.token);
        logRefusal(isForbiddenDemo ? 'demo account' : 'password changed meanwhile');
        throw wrongCredentials();
      }
      await limits.forget(email, request);
      note({ event: 'signed in', person: response.user.id, by: 'password' });
      answerCookies(reply, { cookies: [...headers.getSetCookie(), services.knownBrowsers.cookieFor(email)] });
      return await sessionAnswerFor(services, request, response.user.id);
    } catch (error) {
      if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
      const isSwitchedOff = error.body?.code === 'switched_off';
      logRefusal(isSwitchedOff ? 'switched off' : stored ? 'wrong password' : 'no such account');
      throw isSwitchedOff ? accountSwitchedOff() : wrongCredentials();
    }
  });

  route(app, sessionEndpoints.signOut, async ({ request, reply }) => {
    const caller = await sessionCaller(services, request);
    const { headers } = await auth.api.signOut({ headers: authHeaders(request), returnHeaders: true });
    if (caller) note({ event: 'signed out', person: caller.actor });
    answerCookies(reply, { cookies: headers.getSetCookie() });
    return sessionAnswer(services, request, null);
  });

  route(app, sessionEndpoints.signInAsDemo, async ({ body: { role }, request, reply }) => {
    if (await hasAdministrator(db))
      throw plainProblem(
        403,
        'This server has an administrator, so there are no demo accounts any more. Sign in with your own account, or ask an administrator for an invitation.',
      );
    // Browsers send the origin of their page with every POST.
    const { origin, host } = request.headers;
    if (!(await demoAllowed(request)) || origin !== `http://${host?.toLowerCase()}`)
      throw plainProblem(
        403,
        'Demo accounts work only with sample data, and only in a browser on the computer that runs the server.',
      );
    return openSession(services, request, reply, { person: await demoPerson(db, role, now()), by: 'demo' });
  });

  route(app, sessionEndpoints.startCompanySignIn, async ({ body: { returnTo }, request, reply }) => {
    if (services.company === null) throw plainProblem(404, 'Company sign-in is not configured.');
    // The provider redirects to our configured origin, where a browser from another origin has no cookie.
    const { origin } = request.headers;
    if (origin !== undefined && origin !== services.origin)
      throw plainProblem(
        409,
        `The company’s sign-in returns to ${services.origin}, which is not the address of this page. Open ${services.origin} and sign in there.`,
      );
    const { headers, response } = await services
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

  const logRefusal = (request: FastifyRequest, reason: CompanyReason) =>
    note({ event: 'sign-in refused', by: 'company', reason }, request);
  route(app, sessionEndpoints.finishCompanySignIn, async ({ request, reply }) => {
    const company = await services.company?.().catch(() => null);
    if (!company) {
      logRefusal(request, 'silent');
      return reply.redirect('/?signInError=company', 302);
    }
    const answer = await company.handler(
      new Request(new URL(request.url, services.origin), { headers: authHeaders(request) }),
    );
    answerCookies(reply, { cookies: answer.headers.getSetCookie() });
    const location = answer.headers.get('location');
    const target = location === null ? '/?signInError=company' : safeRedirect(location, services.origin);
    const [, error] = /^\/\?signInError=(\w+)$/.exec(target) ?? [];
    if (error !== undefined) logRefusal(request, COMPANY_REASONS.find((one) => one === error.toLowerCase()) ?? 'other');
    return reply.redirect(target, 302);
  });
}

/** The provider's answer may set the error code, but never the redirect target outside this site. */
function safeRedirect(address: string, origin: string): string {
  const url = new URL(address, origin);
  if (url.origin !== origin) return '/?signInError=company';
  // better-auth's own error page is not served.
  if (!url.searchParams.has('signInError') && !url.pathname.startsWith('/api/')) {
    const path = url.pathname + url.search + url.hash;
    return path.startsWith('//') ? '/' : path;
  }
  const error = url.searchParams.get('error') ?? '';
  return `/?signInError=${/^\w{1,60}$/.test(error) ? error : 'company'}`;
}

const accountSwitchedOff = () =>
  plainProblem(403, 'This account is switched off. An administrator can switch it on again.');
const wrongCredentials = () => plainProblem(401, 'The e-mail address or the password is wrong.');

/** Opens a session for a person. The caller has authorised it. */
export async function openSession(
  services: AccountServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { person: personId, by }: { readonly person: string; readonly by: 'link' | 'demo' },
) {
  const { headers } = await services.auth.api.openSession({
    body: { personId },
    headers: authHeaders(request),
    returnHeaders: true,
  });
  services.note({ event: 'signed in', person: personId, by });
  const answer = await sessionAnswerFor(services, request, personId);
  const marks = by === 'link' && answer.person ? [services.knownBrowsers.cookieFor(answer.person.email)] : [];
  answerCookies(reply, { cookies: [...headers.getSetCookie(), ...marks] });
  return answer;
}

async function sessionAnswerFor(
  services: AccountServices,
  request: FastifyRequest,
  personId: string,
): Promise<SessionAnswer> {
  const account = await findPerson(services.db, personId);
  if (!account) throw Problem.one(409, 409, 'This account no longer exists.');
  return sessionAnswer(services, request, account);
}

async function sessionAnswer(
  { db, oidcName, demoAllowed }: AccountServices,
  request: FastifyRequest,
  account: PersonRow | null,
): Promise<SessionAnswer> {
  const ways = { oidc: oidcName, demo: await demoAllowed(request), noAccounts: false };
  if (!account) {
    const noAccounts = !(await hasAdministrator(db));
    return { person: null, preferences: DEFAULT_PREFERENCES, ways: { ...ways, noAccounts } };
  }
  const { id, name, email, role, isDemo, preferences } = account;
  return {
    person: { id, name, email, role, isDemo, hasPassword: await hasPassword(db, id) },
    preferences: { ...DEFAULT_PREFERENCES, ...preferences },
    ways,
  };
}
