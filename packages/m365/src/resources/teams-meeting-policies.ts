import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/microsoftteams/get-csteamsmeetingpolicy */
export const teamsMeetingPolicies = defineResource({
  id: 'teams.meetingPolicies',
  name: 'Meeting policies of Teams',
  service: 'Teams',
  source: 'teams:Get-CsTeamsMeetingPolicy',
  schema: z.array(
    z.looseObject({
      /** `Global`, or `Tag:` and a name. */
      Identity: z.string(),
      AllowExternalParticipantGiveRequestControl: z.boolean().nullish(),
      AllowAnonymousUsersToStartMeeting: z.boolean().nullish(),
      AllowAnonymousUsersToJoinMeeting: z.boolean().nullish(),
      AllowPSTNUsersToBypassLobby: z.boolean().nullish(),
      AutoAdmittedUsers: z.string().nullish(),
      AllowCloudRecording: z.boolean().nullish(),
      MeetingChatEnabledType: z.string().nullish(),
      DesignatedPresenterRoleMode: z.string().nullish(),
      AllowExternalNonTrustedMeetingChat: z.boolean().nullish(),
    }),
  ),
  key: 'Identity',
  label: 'Identity',
})
