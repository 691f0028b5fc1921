import { defineControl } from '@tenantry/core'
import { teamsBroadcastPolicies } from '../../resources/teams-broadcast-policies.js'
import { judgeGlobal } from './reasoning.js'

export const eventsNotAlwaysRecorded = defineControl({
  id: 'teams-event-recording',
  title: 'Events are recorded only when their organizer wants it',
  area: 'Teams',
  severity: 'low',
  rationale: 'A recording that nobody asked for is kept by nobody with care.',
  licence: 'Teams',
  remediation: {
    steps: ['Run Set-CsTeamsMeetingBroadcastPolicy for Global with BroadcastRecordingMode UserOverride.'],
    link: 'https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamsmeetingbroadcastpolicy',
    impact: 'Organizers choose for each event.',
  },
  needs: { events: teamsBroadcastPolicies },
  evaluate: ({ events }) =>
    judgeGlobal({
      policies: events,
      property: 'BroadcastRecordingMode',
      expected: 'UserOverride or AlwaysDisabled',
      isGood: (value) => value !== 'AlwaysEnabled',
      good: 'Events are recorded only when their organizer wants it.',
      bad: 'always records events',
    }),
})
