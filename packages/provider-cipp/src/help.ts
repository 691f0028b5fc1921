import type { HelpArticle, ReferenceLink } from '@tenantry/core'

const API = {
  label: 'CIPP: setup and authentication of the API',
  href: 'https://docs.cipp.app/api-documentation/setup-and-authentication',
}
const TENANTS = { label: 'CIPP: adding tenants', href: 'https://docs.cipp.app/setup/installation/adding-tenants' }

/** Answers to what goes wrong between CIPP and us. */
export const help: readonly HelpArticle[] = [
  {
    id: 'secret-not-accepted',
    title: 'CIPP’s application secret is not accepted any more',
    words: ['Invalid client secret', 'expired', 'rotated', 'reset', 'AADSTS7000215', 'AADSTS7000222'],
    explains: ['secret_invalid', 'secret_expired'],
    paragraphs: [
      'The secret has expired, or someone has reset it in CIPP.',
      'CIPP makes the app registration of an API client in your partner tenant, and shows its secret once. Resetting it there ends the old one at once.',
    ],
    steps: [
      'Open the API client in CIPP and reset its secret, or add a new one to its app registration in Microsoft Entra.',
      'Here choose Update credentials, paste the new value, and save. It is tested first. A secret left blank keeps what is stored.',
    ],
    links: [API],
  },
  {
    id: 'which-address',
    title: 'Which address of CIPP to enter',
    words: ['base URL', 'API URL', 'azurewebsites.net', 'portal', 'static web app', 'custom domain'],
    explains: ['cipp_not_the_api', 'cipp_background_app', 'cipp_function_unknown'],
    paragraphs: [
      'The API URL that CIPP shows under Integrations › CIPP-API.',
      'In most installations the API lives at an address of its own, which often ends in azurewebsites.net. The address that technicians open leads to a sign-in page, and a program cannot get past it.',
      'A slash or /api at the end does not matter.',
    ],
    links: [API],
  },
  {
    id: 'bulk-grant-missing',
    title: '“Grant all pending via CIPP” is missing',
    words: ['bulk consent', 'button', 'grant all pending', 'connect CIPP'],
    explains: ['no_bulk_consent'],
    paragraphs: [
      'It appears in the list of companies once CIPP is connected, while companies are pending.',
      'Until CIPP is connected, the list offers to connect it. Owners and admins see the offer and the button; others ask one of them. While CIPP’s connection is switched off, the button is gone too.',
      'Each company can be granted by itself all the time, with CIPP or without.',
    ],
    steps: [
      'Connect CIPP under Settings › Integrations. Its connection has to be switched on.',
      'Open Companies. The button stands above the list while at least one company is pending.',
    ],
  },
  {
    id: 'queued-is-not-granted',
    title: 'Why a company is pending although CIPP reports success',
    words: ['queued', 'logbook', 'Deploying', 'Function Error', 'badge'],
    paragraphs: [
      'CIPP’s answer means that the work is queued. A company turns green when our own app has signed in there.',
      'A run therefore follows CIPP’s queue and then proves every company by itself. What CIPP could not reach ends as unreachable, with the reason, and can be granted one by one.',
    ],
  },
  {
    id: 'cipp-does-not-reach-a-tenant',
    title: 'Exchange is still pending after a look through CIPP',
    words: ['re-verify', 'working (cipp)', 'tenant list', 'excluded', 'clear tenant cache'],
    explains: ['tenant_not_managed', 'cipp_tenant_out_of_scope'],
    paragraphs: [
      'CIPP has to manage the tenant: it must be in CIPP’s list of tenants, and healthy there.',
      'The list is rebuilt every night at 23:00 UTC, so a customer that was added today may be missing. Tenants that were excluded in CIPP never show, and a custom role shows only the tenants it allows.',
      'Where CIPP is not to manage the tenant, assign the Exchange Administrator role to our app in it.',
    ],
    steps: [
      'Look for the tenant in CIPP’s own list of tenants.',
      'If it is missing, run Clear Tenant Cache in CIPP’s settings; if it is excluded, include it.',
      'Verify the tenant here again.',
    ],
    links: [TENANTS],
  },
  {
    id: 'cipp-needs-a-refresh',
    title: 'CIPP lost its own access to a tenant',
    words: ['CPV', 'refresh', 'AADSTS65001', 'invalid_grant', 'migration complete'],
    explains: ['cipp_refresh_needed', 'cipp_account_sign_in', 'cipp_exchange_role_missing'],
    paragraphs: [
      'CIPP works in customers’ tenants with an app and a service account of its own, and either may lose its access.',
      'A missing consent of CIPP’s app is mended by a refresh (CPV), which CIPP does every night at 00:00 UTC and for one tenant at once when it is asked. A service account that must sign in again needs a person in CIPP. A missing role needs the relationship (GDAP) extended.',
      'That a refresh or a migration reports success says little: the badge here follows a look into Exchange.',
    ],
    links: [TENANTS],
  },
  {
    id: 'cipp-refuses-the-client',
    title: 'CIPP refuses the API client',
    words: ['401', '403', 'Save Azure Configuration', 'EasyAuth', 'IP range', 'allowed applications'],
    explains: ['cipp_client_not_let_in', 'cipp_client_not_on_list', 'cipp_identifier_missing', 'cipp_address_refused'],
    paragraphs: [
      'Most often the Azure configuration was not saved in CIPP, or was saved minutes ago.',
      'The client must be enabled, and Save Azure Configuration pressed after that: only then the app service in front of CIPP takes its tokens. It needs 5 to 15 minutes.',
      'A client with MCP access is no API client any more: make another one.',
    ],
    links: [API],
  },
  {
    id: 'cipp-role-is-too-weak',
    title: 'Which role the API client needs in CIPP',
    words: ['editor', 'admin', 'readonly', 'custom role', 'permission'],
    explains: ['cipp_role_too_weak', 'cipp_permission_missing', 'cipp_function_blocked', 'cipp_role_unknown'],
    paragraphs: [
      'The role editor is enough for consent and Exchange; admin can also ask CIPP for a refresh.',
      'A custom role works with exactly the permissions that the connection lists. A role that does not exist refuses everything.',
    ],
    links: [API],
  },
]

/** Pages about CIPP that the setup leans on. */
export const references: readonly ReferenceLink[] = [
  { title: 'CIPP', text: 'How to make an API client and give it a role.', href: API.href },
]
