/**
 * Every sentence that a customer's administrator reads, in one place, since they may read another language than the
 * console's own people.
 */
export interface HandoverTexts {
  title: (tenant: string) => string
  lead: (organization: string, provider: string) => string
  facts: { asks: string; tenant: string; until: string; who: string; app: string; appId: string }
  whoNeeded: (roles: string) => string
  whatHeading: string
  whatText: string
  reads: string
  changes: string
  risk: Record<'low' | 'medium' | 'high', string>
  there: string
  open: (provider: string) => string
  opensBeside: string
  waiting: (provider: string) => string
  waitingBlind: (provider: string) => string
  openAgain: string
  proving: { title: string; text: (organization: string) => string }
  done: { title: string; text: (organization: string, tenant: string) => string }
  refused: { title: string; text: string }
  otherTenant: { title: string; text: (tenant: string) => string }
  tooLate: { title: string; text: string }
  gone: { title: string }
  safety: (organization: string) => string
  returned: { title: string; text: string }
  notReturned: { title: string; text: string }
}

const english: HandoverTexts = {
  title: (tenant) => `Consent for ${tenant}`,
  lead: (organization, provider) =>
    `${organization} asks for permission to work in your organization at ${provider}. You decide; nothing happens before you accept on ${provider}’s own page.`,
  facts: {
    asks: 'Who asks',
    tenant: 'For',
    until: 'The link works until',
    who: 'Who may consent',
    app: 'The app',
    appId: 'Its ID',
  },
  whoNeeded: (roles) => `${roles}. Other administrators’ roles are not enough.`,
  whatHeading: 'What you would allow',
  whatText: 'These are all of them, and the dialog of the next page names the same.',
  reads: 'reads only',
  changes: 'reads and changes',
  risk: { low: 'low risk', medium: 'medium risk', high: 'high risk' },
  there: 'allowed already',
  open: (provider) => `Continue at ${provider}`,
  opensBeside: 'It opens in a tab of its own. Keep this one: it shows how it went.',
  waiting: (provider) => `Waiting for you at ${provider}. What you do there shows here by itself.`,
  waitingBlind: (provider) =>
    `Waiting for you at ${provider}. Its page may end with an error about a missing reply address; the consent counts all the same. Come back here afterwards.`,
  openAgain: 'Open the page again',
  proving: {
    title: 'Thank you, we are checking',
    text: (organization) =>
      `${organization} signs in to see that the permission is there. That takes seconds to minutes; you need not wait.`,
  },
  done: {
    title: 'Done',
    text: (organization, tenant) => `${organization} now has what it needs in ${tenant}. You can close this page.`,
  },
  refused: {
    title: 'Nothing was allowed',
    text: 'The page was left without accepting, or the account that signed in may not accept. You can try again with another account.',
  },
  otherTenant: {
    title: 'That was another organization',
    text: (tenant) =>
      `The account that signed in does not belong to ${tenant}. Sign in with an administrator of ${tenant}.`,
  },
  tooLate: { title: 'That took longer than an hour', text: 'Please begin again.' },
  gone: { title: 'This link cannot be used' },
  safety: (organization) =>
    `You can take it back at any time, under Enterprise applications. If you do not know ${organization}, close this page.`,
  returned: { title: 'Thank you', text: 'You can close this tab. The page you came from shows how it went.' },
  notReturned: {
    title: 'Nothing was allowed',
    text: 'You can close this tab. The page you came from says what to do next.',
  },
}

const languages: Readonly<Record<string, HandoverTexts>> = { en: english }

/** The texts in the first of the visitor's languages that there are any in. */
export function handoverTexts(wanted: readonly string[] = navigator.languages): HandoverTexts {
  for (const language of wanted) {
    const found = languages[language.split('-')[0] ?? '']
    if (found) return found
  }
  return english
}
