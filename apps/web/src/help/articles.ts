/** A help article. Plain data, so that it can be searched, and linked from where the trouble shows. */
export interface Article {
  id: string
  title: string
  summary: string
  /** Other words people search for. */
  words: readonly string[]
  paragraphs: readonly string[]
  steps?: readonly string[]
  links?: readonly { label: string; href: string }[]
  /** Codes of errors after which this article helps. */
  errors?: readonly string[]
}

const consentPage = {
  label: 'Grant tenant-wide admin consent',
  href: 'https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent',
}
const delegationPage = {
  label: 'Granular delegated admin privileges',
  href: 'https://learn.microsoft.com/partner-center/customers/gdap-introduction',
}

export const articles: readonly Article[] = [
  {
    id: 'consent-button-greyed-out',
    title: 'An Application Administrator cannot grant consent',
    summary: 'Registering an app and consenting to its permissions are two powers.',
    words: ['grant admin consent', 'Cloud Application Administrator', 'greyed out', 'Azure AD'],
    errors: ['consent_missing', 'permission_missing'],
    paragraphs: [
      'Application Administrators and Cloud Application Administrators may register apps and add credentials. They may not consent to application permissions of Microsoft Graph: the button is greyed out for them, or the page answers that approval is needed.',
      'A Privileged Role Administrator or a Global Administrator of the same tenant can.',
    ],
    steps: [
      'Send that person the link to the API permissions page of the app; the guide of the connection has it.',
      'They choose “Grant admin consent for …” and confirm.',
      'Test the connection again. A new grant is in the next token.',
    ],
    links: [consentPage],
  },
  {
    id: 'grants-stay-in-their-tenant',
    title: 'Consent and roles do not carry over to other tenants',
    summary: 'What was granted in the partner tenant holds there and nowhere else.',
    words: ['propagate', 'customer tenant', 'multi-tenant', 'MSP'],
    errors: ['app_not_found', 'consent_missing'],
    paragraphs: [
      'An app has one registration and, in each tenant that consented to it, one enterprise application of its own. Permissions and directory roles hang on that one. Granting them in the partner tenant therefore changes nothing in any customer’s tenant.',
      'Each customer tenant is consented to by itself, and directory roles are assigned in each by itself.',
    ],
    links: [
      consentPage,
      {
        label: 'Consent, for users and for admins',
        href: 'https://learn.microsoft.com/entra/identity/enterprise-apps/user-admin-consent-overview',
      },
    ],
  },
  {
    id: 'delegation-lacks-the-role',
    title: 'The delegation to you lacks the role that may consent',
    summary: 'A GDAP relationship grants exactly the roles it lists.',
    words: ['GDAP', 'Global Administrator', 'Privileged Role Administrator', 'template', 'relationship'],
    errors: ['consent_missing'],
    paragraphs: [
      'Through granular delegated admin privileges you may do what the roles of the relationship allow. Many templates leave out Global Administrator and Privileged Role Administrator, and without one of them nobody on your side can consent for the customer.',
    ],
    steps: [
      'Either an administrator of the customer opens the consent link and approves.',
      'Or you propose a new relationship that includes Privileged Role Administrator, the customer approves it, and a group of yours gets that role.',
    ],
    links: [delegationPage],
  },
  {
    id: 'refused-right-after-setup',
    title: 'Calls are refused right after the setup',
    summary: 'A new grant or role needs 30 minutes to 2 hours to reach every service.',
    words: ['403', 'forbidden', 'propagation', 'wait', 'Authorization_RequestDenied'],
    errors: ['permission_propagating'],
    paragraphs: [
      'This is expected. The identity service knows a grant at once; the services behind it learn of it later. Exchange takes longest.',
      'Tenantry asks for a fresh token at each test and repeats the check on its schedule, so the state turns by itself. If it has not after a day, look at the permission and the role again.',
    ],
  },
  {
    id: 'app-missing-in-role-picker',
    title: 'The app does not show in the role picker',
    summary: 'Search for its display name or its client ID.',
    words: ['assign role', 'service principal', 'enterprise application', 'Exchange Administrator'],
    paragraphs: [
      'The picker lists people first and finds apps only when you search. It searches the display name from its beginning, and the client ID as a whole. An app shows only in tenants that have consented to it.',
    ],
    steps: [
      'Copy name and client ID from the page of the connection.',
      'Paste the client ID into the picker’s search field. If nothing is found, paste the display name.',
      'If still nothing is found, the tenant has not consented to the app yet.',
    ],
  },
  {
    id: 'secret-value-or-id',
    title: 'The secret’s Value and its Secret ID',
    summary: 'The Value is what is needed. It is shown once.',
    words: ['client secret', 'AADSTS7000215', 'invalid client secret', 'AADSTS7000222', 'expired'],
    errors: ['secret_invalid', 'secret_expired'],
    paragraphs: [
      'The list of secrets has two columns that look alike. Secret ID is a name of the form 00000000-0000-0000-0000-000000000000 and opens nothing. Value is the secret; it is readable only right after it was made.',
      'If the Value is gone, make a new secret. Enter it with Update credentials: it is tested first, and the old one stays in force until the new one has passed.',
    ],
  },
  {
    id: 'why-a-state-is-not-known',
    title: 'Why something is “not known”',
    summary: 'What could not be read is never shown as empty or as well.',
    words: ['unknown', 'hatched', 'grey', 'missing data'],
    errors: ['service_unavailable', 'not_reachable', 'timed_out', 'throttled'],
    paragraphs: [
      'When the provider fails, is throttling, or a permission is missing, the true state cannot be told. Tenantry then says “not known”, hollow and hatched, with the reason. The last known data stays on screen with its age.',
    ],
  },
  {
    id: 'keyboard',
    title: 'Keyboard',
    summary: 'Everything can be reached without a mouse.',
    words: ['shortcuts', 'hotkeys', 'Ctrl K'],
    paragraphs: [
      'Ctrl K (or ⌘ K) searches pages, connections, settings and help. / goes to the search field of the page. In tables j and k or the arrow keys move, Enter opens. Esc closes what is open.',
    ],
  },
]

/** The provider’s own pages that the setup leans on. */
export const references: readonly { title: string; text: string; href: string }[] = [
  {
    title: 'App registration',
    text: 'How an app gets its identity.',
    href: 'https://learn.microsoft.com/entra/identity-platform/quickstart-register-app',
  },
  { title: 'Admin consent', text: 'Who may grant permissions, and how.', href: consentPage.href },
  {
    title: 'Exchange Online',
    text: 'App-only access and the role it needs.',
    href: 'https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2',
  },
  { title: 'Roles and GDAP', text: 'What partners may do in customers’ tenants.', href: delegationPage.href },
  { title: 'CIPP', text: 'The community portal for partners.', href: 'https://docs.cipp.app/' },
]
