import type { SetupGuide, SetupRole } from '@tenantry/core'

const DOCS = 'https://docs.cipp.app/api-documentation/setup-and-authentication'

export const roles: readonly SetupRole[] = [
  { id: 'cippAdmin', name: 'CIPP admin', note: 'A role in CIPP itself: admin or superadmin.' },
  { id: 'cippEditor', name: 'CIPP editor', note: 'May work with tenants, and not change CIPP’s settings.' },
]

const admins = { enough: ['cippAdmin'], notEnough: ['cippEditor'] }

export const guide: SetupGuide = {
  creates: ['An API client in CIPP: an app registration in your partner tenant, with a role in CIPP'],
  needs: ['A working CIPP that manages your customers’ tenants', 'The role admin in CIPP'],
  steps: [
    {
      id: 'client',
      title: 'Make an API client in CIPP',
      instructions: [
        'In CIPP open Integrations › CIPP-API (in older versions Application Settings › API Integration) and choose Add Application.',
        'Name it Tenantry and give it the role admin. The role editor is enough, if CIPP is never to be asked for a refresh.',
        'Leave MCP access off and the IP ranges empty, or add the public address of this server to them.',
      ],
      link: { label: 'How CIPP describes it', href: DOCS },
      copy: [{ label: 'Name', value: 'Tenantry' }],
      note: 'A custom role works too, with exactly these permissions.',
      showsPermissions: true,
      who: admins,
    },
    {
      id: 'save',
      title: 'Save the Azure configuration',
      instructions: [
        'Switch the client on (Enabled).',
        'Choose Save Azure Configuration. Only this lets the client through the front door of CIPP; it takes 5 to 15 minutes.',
      ],
      warning: 'Forgotten often: without it every call is refused, although all values are right.',
      who: admins,
    },
    {
      id: 'values',
      title: 'Copy the four values',
      instructions: [
        'Copy the API URL, the tenant ID, the application ID and the application secret into the form.',
        'The secret is shown once. If it is gone, reset it there.',
      ],
      warning: 'The API URL is not always the address that technicians open.',
      provenBy: 'authentication',
      who: admins,
    },
    {
      id: 'role',
      title: 'See that the role is enough',
      instructions: ['The test below says which permission the role lacks, if one is missing.'],
      provenBy: 'permissions',
      who: admins,
    },
    {
      id: 'tenants',
      title: 'See your customers',
      instructions: [
        'The test counts the tenants that CIPP manages. A tenant that is missing here cannot be reached through CIPP.',
        'CIPP rebuilds its list every night at 23:00 UTC; Clear Tenant Cache in its settings does so at once.',
      ],
      provenBy: 'apiCalls',
      who: { enough: ['cippEditor', 'cippAdmin'] },
    },
  ],
}
