import { defineControl, fail, notApplicable, notAssessed, pass } from '@tenantry/core'
import { servicePrincipals } from '../../resources/service-principals.js'
import { credentialName } from '../privilege/credentials.js'

const EXCHANGE_ONLINE = '00000002-0000-0ff1-ce00-000000000000'
/** Microsoft's script calls the application of one organization so. https://learn.microsoft.com/exchange/hybrid-deployment/deploy-dedicated-hybrid-app */
const DEDICATED = /^ExchangeServerApp-/i

export const hybridKeysRemoved = defineControl({
  id: 'exo-hybrid-legacy-sp-clean',
  title: 'Exchange servers have no key of the service itself',
  area: 'Exchange Online',
  severity: 'high',
  rationale:
    'With such a key whoever holds the Exchange server on premises acts as Exchange Online, and leaves no trace.',
  remediation: {
    steps: [
      'Set up the dedicated hybrid application, if Exchange servers still share calendars and photos with the cloud.',
      'Remove the keys: run ConfigureExchangeHybridApplication.ps1 -ResetFirstPartyServicePrincipalKeyCredentials',
    ],
    link: 'https://learn.microsoft.com/exchange/hybrid-deployment/deploy-dedicated-hybrid-app',
    impact: 'Servers that still use these keys no longer show free and busy times of people in the cloud.',
  },
  needs: { principals: servicePrincipals },
  evaluate({ principals }) {
    const exchange = principals.find(({ appId }) => appId === EXCHANGE_ONLINE)
    if (!exchange) return notApplicable('There is no Exchange Online.')
    if (!exchange.keyCredentials)
      return notAssessed('notRead', 'The keys of the service principal of Exchange Online were not read.')
    if (exchange.keyCredentials.length === 0) return pass('No Exchange server has a key of Exchange Online.')
    const dedicated = principals.some(({ displayName }) => DEDICATED.test(displayName ?? ''))
    return fail(
      dedicated
        ? 'The dedicated hybrid application is set up, and the old keys of Exchange Online still work.'
        : 'Exchange servers sign in with keys of Exchange Online itself.',
      {
        evidence: exchange.keyCredentials.map((key) => ({
          object: exchange.displayName ?? 'Office 365 Exchange Online',
          id: exchange.id,
          property: 'keyCredentials',
          value: `${credentialName(key)}, until ${key.endDateTime ?? 'ever'}`,
          expected: 'none',
          ok: false,
        })),
      },
    )
  },
})
