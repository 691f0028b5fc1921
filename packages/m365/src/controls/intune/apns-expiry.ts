import { defineControl, fail, notAssessed, pass } from '@tenantry/core'
import { intuneAppleCertificate } from '../../resources/intune-apple-certificate.js'

const LEAST_DAYS = 30
const DAY = 24 * 60 * 60 * 1000

export const appleCertificateFresh = defineControl({
  id: 'intune-apns-expiry',
  title: 'The Apple push certificate is valid for at least another month',
  area: 'Intune',
  severity: 'medium',
  rationale: 'When it ends, every Apple device is out of reach and must be enrolled anew.',
  licence: 'Intune',
  remediation: {
    steps: [
      'Open Devices › Enrollment › Apple › Apple MDM Push Certificate of the Intune admin center.',
      'Renew it with the Apple account that made it.',
    ],
    link: 'https://learn.microsoft.com/intune/intune-service/enrollment/apple-mdm-push-certificate-get',
    impact: 'None, if the same account renews it.',
  },
  needs: { certificate: intuneAppleCertificate },
  evaluate({ certificate: { appleIdentifier, expirationDateTime } }, _, takenAt) {
    const end = Date.parse(expirationDateTime ?? '')
    if (Number.isNaN(end)) return notAssessed('notRead', 'The end of the certificate is not among what was read.')
    const days = Math.floor((end - takenAt.getTime()) / DAY)
    const ok = days > LEAST_DAYS
    const evidence = [
      {
        object: appleIdentifier ?? 'Apple push certificate',
        property: 'expirationDateTime',
        value: expirationDateTime,
        expected: `more than ${LEAST_DAYS} days away`,
        ok,
      },
    ]
    if (ok) return pass(`The certificate is good for ${days} days.`, { evidence })
    return fail(days < 0 ? 'The certificate has ended.' : `The certificate ends in ${days} days.`, { evidence })
  },
})
