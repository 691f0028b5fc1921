import { defineControl, fail, pass } from '@tenantry/core'
import { emailTenantSettings } from '../../resources/protection-policies.js'

export const priorityAccountsProtected = defineControl({
  id: 'mdo-priority-accounts',
  title: 'Priority accounts have protection of their own',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'Mail to those whom attackers like best is looked at with what is known of attacks on people like them.',
  licence: 'Defender for Office 365 Plan 2',
  remediation: {
    steps: [
      'Open Settings › Email & collaboration › Priority account protection of the Defender portal and turn it on.',
      'Under User tags, give these people the tag Priority account.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/priority-accounts-turn-on-priority-account-protection',
    impact: 'None for people.',
  },
  needs: { settings: emailTenantSettings },
  evaluate({ settings }) {
    const on = settings.some(({ EnablePriorityAccountProtection }) => EnablePriorityAccountProtection === true)
    const evidence = settings.map(({ Identity, EnablePriorityAccountProtection }) => ({
      object: Identity ?? 'Settings of mail protection',
      property: 'EnablePriorityAccountProtection',
      value: EnablePriorityAccountProtection ?? null,
      expected: 'true',
      ok: EnablePriorityAccountProtection === true,
    }))
    return on
      ? pass('Protection of priority accounts is on.', {
          evidence,
          warnings: ['Who has the tag Priority account cannot be read: look whether anybody has.'],
        })
      : fail('Protection of priority accounts is off.', { evidence })
  },
})
