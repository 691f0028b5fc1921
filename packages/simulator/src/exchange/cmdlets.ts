import { purviewCmdlets } from '../purview/cmdlets.js'
import type { Cmdlet } from './cmdlet.js'
import { configurationCmdlets } from './configuration-cmdlets.js'
import { distributionGroupCmdlets } from './groups/distribution-groups.js'
import { groupMemberCmdlets } from './groups/group-members.js'
import { otherGroupCmdlets } from './groups/other-groups.js'
import { configurationKinds } from './kinds.js'
import { mailFlowCmdlets } from './organization/mail-flow.js'
import { organizationCmdlets } from './organization/organization.js'
import { threatCmdlets } from './protection/threat-settings.js'
import { principalCmdlets } from './rbac/principal-cmdlets.js'
import { roleAssignmentCmdlets } from './rbac/role-assignment-cmdlets.js'
import { folderCmdlets } from './recipients/folders.js'
import { inboxRuleCmdlets } from './recipients/inbox-rules.js'
import { mailboxAccessCmdlets } from './recipients/mailbox-access.js'
import { mailboxCmdlets } from './recipients/mailbox-cmdlets.js'
import { mailboxSettingCmdlets } from './recipients/mailbox-settings.js'
import { sendAsCmdlets } from './recipients/send-as.js'

/** Everything that Exchange Online runs here. */
export const exchangeCmdlets: readonly Cmdlet[] = [
  ...mailboxCmdlets,
  ...mailboxAccessCmdlets,
  ...sendAsCmdlets,
  ...folderCmdlets,
  ...mailboxSettingCmdlets,
  ...inboxRuleCmdlets,
  ...distributionGroupCmdlets,
  ...groupMemberCmdlets,
  ...otherGroupCmdlets,
  ...organizationCmdlets,
  ...mailFlowCmdlets,
  ...threatCmdlets,
  ...principalCmdlets('exchange'),
  ...roleAssignmentCmdlets,
  ...configurationCmdlets(configurationKinds),
]

/** Everything that Security & Compliance runs here. */
export const complianceCmdlets: readonly Cmdlet[] = [...purviewCmdlets, ...principalCmdlets('compliance')]
