import { defineControl } from '@tenantry/core'
import { teamsMeetingPolicies } from '../../resources/teams-meeting-policies.js'
import { judgeGlobal } from './reasoning.js'

export const strangersWaitInLobby = defineControl({
  id: 'teams-lobby-anonymous-dialin',
  title: 'Strangers and people who dial in wait in the lobby',
  area: 'Teams',
  severity: 'medium',
  rationale: 'A lobby is the moment in which somebody looks who is there.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Meetings › Meeting policies of the Teams admin center, policy Global.',
      'Set Who can bypass the lobby to anything but Everyone, and turn off People dialing in can bypass the lobby.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/settings-policies-reference',
    impact: 'Somebody lets them in.',
  },
  needs: { policies: teamsMeetingPolicies },
  evaluate({ policies }) {
    const everyone = judgeGlobal({
      policies,
      property: 'AutoAdmittedUsers',
      expected: 'not Everyone',
      isGood: (value) => value !== 'Everyone',
      good: 'Strangers wait in the lobby.',
      bad: 'lets everyone past the lobby',
    })
    const callers = judgeGlobal({
      policies,
      property: 'AllowPSTNUsersToBypassLobby',
      expected: 'false',
      isGood: (value) => value === false,
      good: 'Strangers and people who dial in wait in the lobby.',
      bad: 'lets people who dial in past the lobby',
    })
    const both = [everyone, callers]
    const decisive =
      both.find(({ verdict }) => verdict === 'fail') ?? both.find(({ verdict }) => verdict === 'notAssessed') ?? callers
    return {
      ...decisive,
      evidence: both.flatMap(({ evidence }) => evidence),
      warnings: both.flatMap(({ warnings }) => warnings),
    }
  },
})
