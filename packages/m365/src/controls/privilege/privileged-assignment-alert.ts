import { defineControl } from '@tenantry/core'
import { roleAssignments } from '../../resources/role-assignments.js'
import { roleDefinitions } from '../../resources/role-definitions.js'
import { rolePolicies } from '../../resources/role-management-policies.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeRules, rolesLookedAt } from './role-rules.js'

export const assignmentsTold = defineControl({
  id: 'entra-privileged-assignment-alert',
  title: 'Somebody is told when a privileged role is given',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Giving a role is what an attacker does to stay.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Open Identity Governance › Privileged Identity Management › Microsoft Entra roles › Settings of the Microsoft Entra admin center.',
      'Open each privileged role › Notifications, and add a mailbox for assigned and for eligible members.',
    ],
    link: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
    impact: 'The mailbox gets a mail for each.',
  },
  needs: { skus: subscribedSkus, policies: rolePolicies },
  wants: { assignments: roleAssignments, definitions: roleDefinitions },
  evaluate: ({ definitions, ...facts }) =>
    judgeRules(facts, {
      roles: rolesLookedAt(definitions),
      ids: ['Notification_Admin_Admin_Assignment', 'Notification_Admin_Admin_Eligibility'],
      isGood: (rule) => (rule.notificationRecipients?.length ?? 0) > 0,
      property: 'notificationRecipients',
      expected: 'at least one address',
      good: 'Somebody is told when a privileged role is given.',
      bad: 'is given without anyone being told',
      absent: 'warning',
    }),
})
