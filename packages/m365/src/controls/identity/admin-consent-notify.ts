import { defineControl, notApplicable } from '@tenantry/core'
import { adminConsentRequestPolicy } from '../../resources/admin-consent-request-policy.js'
import { judgeSettings } from '../settings.js'

const MOST_DAYS = 30

export const requestsAnswered = defineControl({
  id: 'entra-admin-consent-notify',
  title: 'Requests for consent reach somebody in time',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'A request that nobody is told of ends unanswered.',
  remediation: {
    steps: [
      'Open Enterprise apps › Consent and permissions › Admin consent settings of the Microsoft Entra admin center.',
      'Choose reviewers, turn on mails and reminders, and let requests end within 30 days.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-admin-consent-workflow',
    impact: 'Reviewers get more mail.',
  },
  needs: { policy: adminConsentRequestPolicy },
  evaluate({ policy }) {
    if (policy.isEnabled === false) return notApplicable('People cannot ask for consent at all.')
    const days = policy.requestDurationInDays
    const reviewers = policy.reviewers?.length
    return judgeSettings(
      [
        {
          property: 'notifyReviewers',
          value: policy.notifyReviewers,
          expected: 'true',
          ok: policy.notifyReviewers === true,
        },
        {
          property: 'remindersEnabled',
          value: policy.remindersEnabled,
          expected: 'true',
          ok: policy.remindersEnabled === true,
        },
        {
          property: 'requestDurationInDays',
          value: days,
          expected: `${MOST_DAYS} or less`,
          ok: (days ?? Infinity) <= MOST_DAYS,
        },
        { property: 'reviewers', value: reviewers, expected: 'at least one', ok: (reviewers ?? 0) > 0 },
      ],
      'Requests for consent reach reviewers in time.',
      'Requests for consent may stay unanswered.',
    )
  },
})
