import type { HelpArticle, ReferenceLink } from '@tenantry/core'
import { accessArticles } from './access-articles.js'
import { consentArticles } from './consent-articles.js'
import { delegationPage, exchangeAppOnlyPage, grantConsentPage, registerAppPage } from './links.js'

export const help: readonly HelpArticle[] = [...consentArticles, ...accessArticles]

export const references: readonly ReferenceLink[] = [
  { title: 'App registration', text: 'How an app gets its identity.', href: registerAppPage.href },
  { title: 'Admin consent', text: 'Who may grant permissions, and how.', href: grantConsentPage.href },
  { title: 'Exchange Online', text: 'App-only access and the role it needs.', href: exchangeAppOnlyPage.href },
  { title: 'Roles and GDAP', text: 'What partners may do in customers’ tenants.', href: delegationPage.href },
]
