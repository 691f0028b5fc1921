import type { HelpArticle, ReferenceLink } from '@tenantry/core'

const API = {
  label: 'CIPP: setup and authentication of the API',
  href: 'https://docs.cipp.app/api-documentation/setup-and-authentication',
}
const TENANTS = { label: 'CIPP: adding tenants', href: 'https://docs.cipp.app/setup/installation/adding-tenants' }

export const help: readonly HelpArticle[] = [
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
    words: ['401', '403', 'Save Azure Configuration', 'EasyAuth', 'invalid client secret', 'portal', 'API URL'],
    explains: [
      'cipp_client_not_let_in',
      'cipp_client_not_on_list',
      'cipp_not_the_api',
      'cipp_identifier_missing',
      'cipp_address_refused',
      'cipp_background_app',
    ],
    paragraphs: [
      'Most often the Azure configuration was not saved in CIPP, or was saved minutes ago.',
      'The client must be enabled, and Save Azure Configuration pressed after that: only then the app service in front of CIPP takes its tokens. It needs 5 to 15 minutes.',
      'A web page in place of data means that the address is the one technicians open. The API URL is under CIPP › Integrations › CIPP-API.',
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

export const references: readonly ReferenceLink[] = [
  { title: 'CIPP', text: 'How to make an API client and give it a role.', href: API.href },
]
