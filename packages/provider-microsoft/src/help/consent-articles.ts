import type { HelpArticle } from '@tenantry/core'
import { consentOverviewPage, delegationPage, grantConsentPage, signInErrorsPage } from './links.js'

/** Who may consent, where a grant holds, and what a partner's delegation adds. */
export const consentArticles: readonly HelpArticle[] = [
  {
    id: 'consent-button-greyed-out',
    title: 'An Application Administrator cannot grant consent',
    words: ['grant admin consent', 'Cloud Application Administrator', 'greyed out', 'approval needed', 'Azure AD'],
    explains: ['consent_missing', 'consent_refused', 'permission_missing'],
    paragraphs: [
      'Registering an app and consenting to its permissions are two powers.',
      'Application Administrators and Cloud Application Administrators may register apps and add credentials. They may not consent to application permissions of Microsoft Graph: the button is greyed out for them, or the page answers that approval is needed.',
      'A Privileged Role Administrator or a Global Administrator of the same tenant can.',
    ],
    steps: [
      'Send that person the consent link, or the link to the API permissions page of the app; the guide of the connection has it.',
      'They choose “Grant admin consent for …” and confirm.',
      'Verify again. A new grant is in the next token.',
    ],
    links: [grantConsentPage, consentOverviewPage],
  },
  {
    id: 'grants-stay-in-their-tenant',
    title: 'Consent and roles do not carry over to other tenants',
    words: ['propagate', 'customer tenant', 'multi-tenant', 'MSP', 'enterprise application', 'service principal'],
    explains: ['consent_missing', 'app_not_found', 'role_missing'],
    paragraphs: [
      'What was granted in the partner tenant holds there and nowhere else.',
      'An app has one registration and, in each tenant that consented to it, one enterprise application of its own. Permissions and directory roles hang on that one. Granting them in the partner tenant therefore changes nothing in any customer’s tenant.',
      'Each customer tenant is consented to by itself, and directory roles are assigned in each by itself.',
    ],
    steps: [
      'Open the company’s Onboarding and grant consent there; an administrator of that tenant can do it by a handover link.',
      'Then assign the directory role in that tenant, to the enterprise application that the consent has made.',
      'Verify the company again. Only what is found in its own tenant counts.',
    ],
    links: [grantConsentPage, consentOverviewPage],
  },
  {
    id: 'delegation-lacks-the-role',
    title: 'The delegation to you lacks the role that may consent',
    words: ['GDAP', 'Global Administrator', 'Privileged Role Administrator', 'template', 'relationship'],
    explains: ['consent_refused'],
    paragraphs: [
      'A GDAP relationship grants exactly the roles it lists.',
      'Many templates leave out Global Administrator and Privileged Role Administrator, and without one of them nobody on your side can consent for the customer. The list of companies shows which relationships lack both, before anyone tries.',
    ],
    steps: [
      'Either hand the consent link to an administrator of the customer, who approves without an account here.',
      'Or propose a new relationship that includes Privileged Role Administrator. The customer approves it, and a group of yours gets that role.',
    ],
    links: [delegationPage],
  },
  {
    id: 'what-admin-agents-gives',
    title: 'What Admin Agents gives the app, and what it does not',
    words: ['Partner Center', 'AdminAgents', 'Authorization_IdentityNotFound', 'GDAP', 'roles'],
    explains: ['app_not_found'],
    paragraphs: [
      'Membership of Admin Agents opens Partner Center to the app. It gives no role in any customer’s tenant.',
      'When the app works by itself it signs in to each customer’s tenant with an identity of its own, and that identity exists once someone has consented there. Before that, Microsoft Graph answers Authorization_IdentityNotFound.',
      'GDAP roles belong to people of yours, not to the app. They matter for who may consent on the customer’s behalf.',
    ],
    links: [delegationPage],
  },
  {
    id: 'error-page-after-consent',
    title: 'The consent ended on an error page',
    words: ['AADSTS500113', 'redirect URI', 'reply address', 'landed on an error'],
    paragraphs: [
      'Without a redirect URI the browser has nowhere to return to: Microsoft shows AADSTS500113 after the consent itself has succeeded.',
      'Nothing is lost. Come back to the company here: the grant is proved by signing in to that tenant, and the page keeps looking for it.',
    ],
    steps: [
      'To be brought back next time, open Authentication of the app registration and add a platform of the kind Web.',
      'Enter the address of this console followed by /api/v1/consent-returns.',
    ],
    links: [grantConsentPage, signInErrorsPage],
  },
]
