import type { Control } from '@tenantry/core'
import { strangersDoNotChat } from './teams/anonymous-chat.js'
import { strangersStayOut } from './teams/anonymous-join.js'
import { strangersStartNoMeetings } from './teams/anonymous-start.js'
import { ownAppsAllowedSingly } from './teams/apps-custom.js'
import { microsoftAppsAllowedSingly } from './teams/apps-microsoft.js'
import { otherAppsAllowedSingly } from './teams/apps-third-party.js'
import { mailIntoChannelsOff } from './teams/channel-email.js'
import { eventsNotAlwaysRecorded } from './teams/event-recording.js'
import { noChatWithUntrusted } from './teams/external-chat.js'
import { outsidersTakeNoControl } from './teams/external-control.js'
import { externalDomainsNamed } from './teams/external-domains.js'
import { foreignStorageOff } from './teams/file-storage.js'
import { strangersWaitInLobby } from './teams/lobby-anonymous-dialin.js'
import { callersWaitInLobby } from './teams/lobby-dialin.js'
import { colleaguesEnterDirectly } from './teams/lobby-internal.js'
import { organizersPresent } from './teams/presenters.js'
import { recordingOff } from './teams/recording-off.js'
import { concernsReported } from './teams/report-concern.js'
import { skypeBlocked } from './teams/skype-off.js'
import { trialTenantsBlocked } from './teams/trial-tenants.js'
import { unmanagedStartNoChat } from './teams/unmanaged-inbound.js'
import { unmanagedNotReached } from './teams/unmanaged-outbound.js'

/** Controls of Teams. */
export const teamsControls: readonly Control[] = [
  outsidersTakeNoControl,
  strangersStartNoMeetings,
  callersWaitInLobby,
  colleaguesEnterDirectly,
  recordingOff,
  eventsNotAlwaysRecorded,
  strangersStayOut,
  strangersDoNotChat,
  organizersPresent,
  noChatWithUntrusted,
  trialTenantsBlocked,
  skypeBlocked,
  unmanagedNotReached,
  strangersWaitInLobby,
  externalDomainsNamed,
  unmanagedStartNoChat,
  mailIntoChannelsOff,
  microsoftAppsAllowedSingly,
  otherAppsAllowedSingly,
  ownAppsAllowedSingly,
  foreignStorageOff,
  concernsReported,
]
