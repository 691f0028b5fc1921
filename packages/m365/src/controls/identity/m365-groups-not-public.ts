import { defineControl, fail, pass } from '@tenantry/core'
import { publicGroups } from '../../parameters.js'
import { groups } from '../../resources/groups.js'

const CLOSED = ['Private', 'HiddenMembership']

export const groupsNotPublic = defineControl({
  id: 'm365-groups-not-public',
  title: 'Microsoft 365 groups are not open to everyone by accident',
  area: 'Microsoft 365',
  severity: 'medium',
  rationale: 'In a public group everyone reads every file, also those nobody thought of.',
  remediation: {
    steps: [
      'Ask the owners of the groups named here, and make them private.',
      'Name those that are meant to be public as exceptions.',
    ],
    link: 'https://learn.microsoft.com/microsoft-365/admin/create-groups/manage-groups',
    impact: 'People who are not members lose access.',
  },
  needs: { groups },
  parameters: { allowed: publicGroups },
  evaluate({ groups: all }, { allowed }) {
    const unified = all.filter(({ groupTypes }) => groupTypes?.includes('Unified'))
    const open = unified.filter(({ id, visibility }) => !CLOSED.includes(visibility ?? '') && !allowed.includes(id))
    if (open.length === 0) return pass(`None of ${unified.length} groups is public without leave.`)
    return fail(`${open.length} of ${unified.length} groups are public.`, {
      evidence: open.map(({ id, displayName, visibility }) => ({
        object: displayName ?? id,
        id,
        property: 'visibility',
        value: visibility ?? null,
        expected: 'Private',
        ok: false,
      })),
      wouldPassWith: { publicGroups: [...allowed, ...open.map(({ id }) => id)] },
    })
  },
})
