import type { Control } from '@tenantry/core'
import { conditionalAccessControls } from './controls/conditional-access.js'
import { defenderControls } from './controls/defender.js'
import { withEvidenceCut } from './controls/evidence.js'
import { fabricControls } from './controls/fabric.js'
import { powerPlatformControls } from './controls/power-platform.js'
import { sharePointControls } from './controls/sharepoint.js'
import { teamsControls } from './controls/teams.js'
import { purviewControls } from './controls/purview.js'
import { intuneControls } from './controls/intune.js'
import { licenceControls } from './controls/licences.js'
import { exchangeControls } from './controls/exchange.js'
import { identityControls } from './controls/identity.js'
import { privilegeControls } from './controls/privilege.js'

const controls: readonly Control[] = [
  ...conditionalAccessControls,
  ...defenderControls,
  ...exchangeControls,
  ...fabricControls,
  ...identityControls,
  ...intuneControls,
  ...licenceControls,
  ...powerPlatformControls,
  ...privilegeControls,
  ...purviewControls,
  ...sharePointControls,
  ...teamsControls,
]

/** Every control of Microsoft 365. */
export const m365Controls: readonly Control[] = controls.map(withEvidenceCut)
