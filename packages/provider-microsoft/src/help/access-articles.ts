import type { HelpArticle } from '@tenantry/core'
import { exchangeAppOnlyPage, grantConsentPage, registerAppPage, rolesPage, signInActivityPage } from './links.js'

/** Why a call is refused or a value is missing although the app is consented to. */
export const accessArticles: readonly HelpArticle[] = [
  {
    id: 'refused-right-after-setup',
    title: 'Calls are refused right after the setup',
    words: ['403', 'forbidden', 'propagation', 'wait', 'Authorization_RequestDenied', 'Exchange'],
    explains: ['permission_propagating', 'role_propagating'],
    paragraphs: [
      'This is expected: a new grant or role needs 30 minutes to 2 hours to reach every service.',
      'The identity service knows a grant at once; the services behind it learn of it later. Exchange takes longest.',
      'Tenantry asks for a fresh token at each look and looks again by itself, so the state turns without you.',
    ],
    steps: [
      'Wait. The company shows how long it has been, how long it usually takes, and when the next look is.',
      'To look sooner, choose “Check now” or Re-verify. It does no harm, and does not make it faster.',
      'If it is still refused after a day, look at the permission and at the role in that tenant again.',
    ],
    links: [exchangeAppOnlyPage],
  },
  {
    id: 'four-causes-of-a-refusal',
    title: 'A refused call (403) has four causes',
    words: ['403', 'forbidden', 'insufficient privileges', 'Authorization_RequestDenied', 'access denied'],
    explains: ['permission_missing', 'role_missing', 'licence_missing'],
    paragraphs: [
      'Not consented, role not assigned, still spreading, or not licensed. Each shows as a state of its own here.',
      'Not consented: the permission is not in a fresh token. Have it granted.',
      'Role not assigned: the permission is in the token, and the service also wants a directory role. Exchange does. Assign it in that tenant.',
      'Still spreading: both are there, since minutes. Wait.',
      'Not licensed: the tenant lacks the product behind the data. Everything else keeps working.',
    ],
    links: [grantConsentPage, rolesPage],
  },
  {
    id: 'app-missing-in-role-picker',
    title: 'The app does not show in the role picker',
    words: ['assign role', 'service principal', 'enterprise application', 'Exchange Administrator', 'search'],
    explains: ['role_missing'],
    paragraphs: [
      'Search for its display name or its client ID.',
      'The picker lists people first and finds apps only when you search. It searches the display name from its beginning, and the client ID as a whole. An app shows only in tenants that have consented to it.',
    ],
    steps: [
      'Copy name and client ID from the page of the company or of the connection.',
      'Paste the client ID into the picker’s search field. If nothing is found, paste the display name.',
      'If still nothing is found, the tenant has not consented to the app yet.',
    ],
    links: [rolesPage],
  },
  {
    id: 'tenant-without-exchange',
    title: 'The tenant has no Exchange',
    words: ['no mailbox', 'licence', 'not required', 'EXCHANGE_S'],
    explains: ['service_absent'],
    paragraphs: [
      'No licence of the tenant contains Exchange Online, so there is nothing to reach. This is no failure.',
      'Users, passwords, groups and licences work without it. Should Exchange be expected, look at the tenant’s licences: a plan that has lapsed takes its mailboxes with it.',
    ],
  },
  {
    id: 'secret-value-or-id',
    title: 'The secret’s Value and its Secret ID',
    words: ['client secret', 'AADSTS7000215', 'invalid client secret', 'AADSTS7000222', 'expired'],
    explains: ['secret_invalid', 'secret_expired'],
    paragraphs: [
      'The Value is what is needed. It is shown once.',
      'The list of secrets has two columns that look alike. Secret ID is a name of the form 00000000-0000-0000-0000-000000000000 and opens nothing. Value is the secret; it is readable only right after it was made.',
      'If the Value is gone, make a new secret. Enter it with Update credentials: it is tested first, and the old one stays in force until the new one has passed.',
    ],
    links: [registerAppPage],
  },
  {
    id: 'how-long-a-secret-lives',
    title: 'How long a secret may live',
    words: ['rotation', 'expiry', '24 months', '12 months', '6 months', 'renew'],
    explains: ['secret_expired'],
    paragraphs: [
      'A secret has two clocks: when it ends, and how long it has been in use.',
      'Microsoft allows 24 months at most; after that nothing signs in any more. Good practice is to renew it after 6 months, and within 12. A certificate or a federated credential needs less care.',
    ],
  },
  {
    id: 'last-sign-in-not-available',
    title: 'The last sign-in is not available',
    words: ['signInActivity', 'AuditLog.Read.All', 'Entra ID P1', 'premium', 'never signed in'],
    explains: ['licence_missing'],
    paragraphs: [
      'Microsoft gives the last sign-in only with AuditLog.Read.All and a licence of Microsoft Entra ID P1.',
      'Where one of them is missing the users are read without it, and the column says which. It is never shown as “never signed in”.',
    ],
    links: [signInActivityPage],
  },
]
