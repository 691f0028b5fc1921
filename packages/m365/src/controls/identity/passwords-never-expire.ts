import { defineControl, fail, pass } from '@tenantry/core'
import { domains } from '../../resources/domains.js'
import type { z } from 'zod'

/** How Graph says never. */
const NEVER = 2_147_483_647

type Domain = z.output<typeof domains.schema>[number]

/** A domain below another takes over what its longest root says. */
function validityOf(domain: Domain, all: readonly Domain[]): number | null {
  const own = domain.passwordValidityPeriodInDays ?? null
  if (own !== null || domain.isRoot === true) return own
  const [root] = all
    .filter(({ id, isRoot }) => isRoot === true && domain.id.toLowerCase().endsWith(`.${id.toLowerCase()}`))
    .toSorted((a, b) => b.id.length - a.id.length)
  return root?.passwordValidityPeriodInDays ?? null
}

export const passwordsDoNotExpire = defineControl({
  id: 'entra-passwords-never-expire',
  title: 'Passwords do not expire by themselves',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'People who must change often count up the last digit; a password is changed when it was seen.',
  remediation: {
    steps: [
      'Open Settings › Org settings › Security & privacy › Password expiration policy of the Microsoft 365 admin center.',
      'Set passwords to never expire.',
    ],
    link: 'https://learn.microsoft.com/microsoft-365/admin/manage/set-password-expiration-policy',
    impact: 'None.',
  },
  needs: { domains },
  evaluate({ domains: all }) {
    const managed = all.filter(
      ({ isVerified, authenticationType }) => isVerified === true && authenticationType !== 'Federated',
    )
    const federated = all.filter(({ authenticationType }) => authenticationType === 'Federated')
    const warnings =
      federated.length > 0
        ? [`Passwords of ${federated.map(({ id }) => id).join(', ')} live elsewhere, and are not judged.`]
        : []
    if (managed.length === 0) return fail('No verified domain has its passwords here.', { warnings })
    const found = managed.map((domain) => ({ domain, days: validityOf(domain, managed) }))
    const expiring = found.filter(({ days }) => days !== null && days !== NEVER)
    const evidence = found.map(({ domain, days }) => ({
      object: domain.id,
      id: domain.id,
      property: 'passwordValidityPeriodInDays',
      value: days,
      expected: 'never',
      ok: days === null || days === NEVER,
    }))
    return expiring.length === 0
      ? pass('Passwords do not expire.', { evidence, warnings })
      : fail(
          `Passwords expire in ${expiring.map(({ domain, days }) => `${domain.id} after ${days} days`).join(', ')}.`,
          { evidence, warnings },
        )
  },
})
