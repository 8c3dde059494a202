import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

/** The provider's claims about a person. */
interface Employee {
  readonly email: string;
  readonly email_verified: boolean;
  readonly name?: string;
}

export interface Company {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The person at the browser; null: the person cancels the sign-in. */
  signedIn: { readonly subject: string; readonly employee: Employee } | null;
  close(): Promise<void>;
}

/** Starts a real OpenID provider on a free port. It signs in `signedIn` without a password. */
export async function openCompany(redirectUri: string, name = '127.0.0.1'): Promise<Company> {
  const client = { clientId: 'coupon-desk', clientSecret: 'a secret of the tests' };
  const server = createServer((request, response) => void handle?.(request, response));
  let handle:
    | ((
        request: Parameters<ReturnType<Provider['callback']>>[0],
        response: Parameters<ReturnType<Provider['callback']>>[1],
      ) => Promise<void>)
    | undefined;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const issuer = `http://${name}:${typeof address === 'object' ? address?.port : ''}`;
  const employees = new Map<string, Employee>();
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri] }],
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key of the tests'] },
    findAccount: (_context, subject) => ({
      accountId: subject,
      claims: async () => ({ sub: subject, ...employees.get(subject) }),
    }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
  });
  const company: Company = {
    issuer,
    ...client,
    signedIn: null,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const answer = provider.callback();
  handle = async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    const { signedIn } = company;
    if (!signedIn) {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
    } else if (prompt.name === 'login') {
      employees.set(signedIn.subject, signedIn.employee);
      await provider.interactionFinished(request, response, { login: { accountId: signedIn.subject } });
    } else {
      const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) });
      grant.addOIDCScope('openid email profile');
      await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
    }
  };
  return company;
}
