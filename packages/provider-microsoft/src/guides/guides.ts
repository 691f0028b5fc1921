import type { SetupGuide } from '@tenantry/core'
import { addCredential, copyIds, enterHere, grantConsent, registerApp, requestPermissions } from './steps.js'

/** How a company connects its one tenant. */
export const singleTenantGuide: SetupGuide = {
  creates: [
    'An app registration in your tenant',
    'A credential for it',
    'Application permissions, granted by an administrator',
  ],
  needs: ['Access to the Microsoft Entra admin center', 'Someone who may grant admin consent'],
  steps: [
    registerApp({
      name: 'Tenantry',
      why: 'the name appears in your sign-in logs.',
      accounts: 'Accounts in this organizational directory only',
    }),
    copyIds('Tenant ID'),
    requestPermissions,
    grantConsent,
    addCredential('24 months at most; renew it every 6 to 12 months'),
    enterHere,
  ],
}

/** How a managed service provider connects its partner tenant. */
export const partnerGuide: SetupGuide = {
  creates: [
    'A multi-tenant app registration in your partner tenant',
    'A credential for it',
    'Application permissions, granted in your own tenant first',
  ],
  needs: [
    'Access to the Microsoft Entra admin center of your partner tenant',
    'Someone who may grant admin consent there',
    'Someone who may manage users in Partner Center',
  ],
  steps: [
    registerApp({
      name: 'Tenantry',
      why: 'the name appears in the role pickers and sign-in logs of all your customers.',
      accounts: 'Accounts in any organizational directory (Multitenant)',
      comesBack: true,
    }),
    copyIds('Partner tenant ID'),
    addCredential('24 months at most; renew it every 6 to 12 months'),
    requestPermissions,
    grantConsent,
    {
      id: 'adminAgents',
      title: 'Add the app to Admin Agents',
      instructions: [
        'In Partner Center open Settings, Account settings, User management, Admin Agents.',
        'Choose Add member (in some versions Assign to role), search for the app by its name or client ID, and Add.',
      ],
      link: { label: 'Partner Center', href: 'https://partner.microsoft.com/dashboard/home' },
      copy: [{ label: 'Client ID', value: '{clientId}' }],
      warning: 'This cannot be verified from here. Tick it when it is done.',
      note: 'Admin Agents lets the app act through Partner Center. It gives no Entra role in any customer’s tenant.',
      who: { enough: ['partnerCenterAdministrator', 'globalAdministrator'] },
    },
    {
      ...enterHere,
      note: 'Consent and roles do not carry over from one tenant to another: each customer tenant is granted by itself, afterwards.',
    },
  ],
}
