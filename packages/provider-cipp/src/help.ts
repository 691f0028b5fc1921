import type { HelpArticle, ReferenceLink } from '@tenantry/core'

const setupPage = {
  label: 'Set up API access to CIPP',
  href: 'https://docs.cipp.app/api-documentation/setup-and-authentication',
}
const documentation = { label: 'Documentation of CIPP', href: 'https://docs.cipp.app/' }

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
      'Here choose Update credentials, paste the new value, and save. It is tested first. A field left blank keeps what is stored.',
    ],
    links: [setupPage],
  },
  {
    id: 'which-address',
    title: 'Which address of CIPP to enter',
    words: ['base URL', 'API URL', 'azurewebsites.net', 'portal', 'static web app', 'custom domain'],
    explains: ['cipp_not_the_api', 'cipp_background_app', 'cipp_function_unknown'],
    paragraphs: [
      'The API URL that CIPP shows under Integrations, CIPP-API.',
      'In most installations the API lives at an address of its own, which often ends in azurewebsites.net. The address that technicians open leads to a sign-in page, and a program cannot get past it.',
      'A slash or /api at the end does not matter.',
    ],
    links: [setupPage],
  },
  {
    id: 'client-not-let-in',
    title: 'CIPP does not let the API client in',
    words: ['401', '403', 'Save Azure Configuration', 'enabled', 'IP range', 'allowed applications'],
    explains: ['cipp_client_not_let_in', 'cipp_client_not_on_list', 'cipp_identifier_missing', 'cipp_address_refused'],
    paragraphs: [
      'A new API client works only after Save Azure Configuration, and that takes up to 15 minutes.',
      'CIPP stands behind the sign-in of Azure. Saving an API client in CIPP does not yet tell Azure about it.',
    ],
    steps: [
      'In CIPP open Integrations, CIPP-API, and see that the client is enabled.',
      'Choose Save Azure Configuration and wait up to 15 minutes.',
      'If the client is limited to IP ranges, add the public address of this server.',
      'Test again.',
    ],
    links: [setupPage],
  },
  {
    id: 'role-of-the-client',
    title: 'Which role the API client needs',
    words: ['readonly', 'editor', 'admin', 'custom role', 'permission', 'Tenant.Application.ReadWrite'],
    explains: ['cipp_role_too_weak', 'cipp_permission_missing', 'cipp_function_blocked', 'cipp_role_unknown'],
    paragraphs: [
      'Editor or admin. With readonly neither consent nor mailboxes work.',
      'A custom role has to include CIPP.Core.Read, Tenant.Application.ReadWrite, Tenant.ApplicationTemplates.ReadWrite, Exchange.Mailbox.ReadWrite, Exchange.Group.ReadWrite and Identity.Group.ReadWrite, and must not be limited to fewer tenants than you onboard.',
    ],
    links: [setupPage],
  },
  {
    id: 'bulk-grant-missing',
    title: '“Grant all pending” is missing',
    words: ['Grant all pending via CIPP', 'bulk consent', 'button'],
    paragraphs: [
      'It appears in the list of companies once CIPP is connected, and while companies are pending.',
      'Only admins and owners see it. Until CIPP is connected, the list offers to connect it.',
    ],
    steps: ['Connect CIPP under Settings, Integrations.', 'Open Companies.'],
  },
  {
    id: 'mailboxes-still-pending',
    title: 'Exchange is still pending after Re-verify',
    words: ['Exchange', 'pending', 'working (cipp)', 'Tenants list', 'excluded', 'CPV refresh'],
    explains: ['tenant_not_managed', 'cipp_refresh_needed', 'cipp_exchange_role_missing', 'cipp_account_sign_in'],
    paragraphs: [
      'CIPP has to manage the tenant: it must be in its list of tenants, not excluded, and healthy.',
      'CIPP reads its list of tenants once a day, and refreshes its own permissions every night at 00:00 UTC. A tenant added today may not be known to it yet.',
    ],
    steps: [
      'In CIPP open the list of tenants and look for it. If it is missing, refresh the list or onboard it there.',
      'If it is there, run its access check, and refresh its permissions (CPV).',
      'Re-verify the company here.',
      'Or assign the Exchange Administrator role to our app in that tenant: then CIPP is not needed for it.',
    ],
    links: [documentation],
  },
  {
    id: 'queued-is-not-granted',
    title: 'Why a company is pending although CIPP reported success',
    words: ['queued', 'logbook', 'Deploying', 'Function Error', 'badge'],
    paragraphs: [
      'CIPP’s answer means that the work is queued. A company turns green when our own app has signed in there.',
      'A run therefore follows CIPP’s queue and then proves every company by itself. What CIPP could not reach ends as unreachable, with the reason, and can be consented to one by one.',
    ],
  },
]

export const references: readonly ReferenceLink[] = [
  { title: 'CIPP', text: 'The community’s portal for partners.', href: documentation.href },
]
