import { defineControl } from '@tenantry/core'
import { GLOBAL_ADMINISTRATOR } from '../../privileged-roles.js'
import { roleAssignments } from '../../resources/role-assignments.js'
import { roleDefinitions } from '../../resources/role-definitions.js'
import { rolePolicies } from '../../resources/role-management-policies.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeRules, rolesLookedAt } from './role-rules.js'

export const otherActivationsTold = defineControl({
  id: 'entra-privileged-activation-alert',
  title: 'Somebody is told when another privileged role becomes active',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'These roles open nearly as much as the widest one.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Open Identity Governance › Privileged Identity Management › Microsoft Entra roles › Settings of the Microsoft Entra admin center.',
      'Open each other privileged role › Notifications, and add a mailbox for activations.',
    ],
    link: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
    impact: 'The mailbox gets a mail for each.',
  },
  needs: { skus: subscribedSkus, policies: rolePolicies },
  wants: { assignments: roleAssignments, definitions: roleDefinitions },
  evaluate: ({ definitions, ...facts }) =>
    judgeRules(facts, {
      roles: rolesLookedAt(definitions).filter((role) => role !== GLOBAL_ADMINISTRATOR),
      ids: ['Notification_Admin_EndUser_Assignment'],
      isGood: (rule) => (rule.notificationRecipients?.length ?? 0) > 0,
      property: 'notificationRecipients',
      expected: 'at least one address',
      good: 'Somebody is told when another privileged role becomes active.',
      bad: 'becomes active without anyone being told',
      absent: 'warning',
    }),
})
