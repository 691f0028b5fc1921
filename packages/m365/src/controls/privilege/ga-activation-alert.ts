import { defineControl } from '@tenantry/core'
import { GLOBAL_ADMINISTRATOR } from '../../privileged-roles.js'
import { roleAssignments } from '../../resources/role-assignments.js'
import { rolePolicies } from '../../resources/role-management-policies.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeRules } from './role-rules.js'

export const globalActivationTold = defineControl({
  id: 'entra-ga-activation-alert',
  title: 'Somebody is told when a Global Administrator becomes active',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'At night, it is a mail that wakes somebody up.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Open Identity Governance › Privileged Identity Management › Microsoft Entra roles › Settings of the Microsoft Entra admin center.',
      'Open Global Administrator › Notifications, and add a mailbox for activations.',
    ],
    link: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
    impact: 'The mailbox gets a mail for each.',
  },
  needs: { skus: subscribedSkus, policies: rolePolicies },
  wants: { assignments: roleAssignments },
  evaluate: ({ ...facts }) =>
    judgeRules(facts, {
      roles: [GLOBAL_ADMINISTRATOR],
      ids: ['Notification_Admin_EndUser_Assignment'],
      isGood: (rule) => (rule.notificationRecipients?.length ?? 0) > 0,
      property: 'notificationRecipients',
      expected: 'at least one address',
      good: 'Somebody is told when a Global Administrator becomes active.',
      bad: 'becomes active without anyone being told',
      absent: 'warning',
    }),
})
