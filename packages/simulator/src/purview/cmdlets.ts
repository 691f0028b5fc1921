import type { Cmdlet } from '../exchange/cmdlet.js'
import { configurationCmdlets } from '../exchange/configuration-cmdlets.js'
import { purviewKinds } from './kinds.js'

/** What Security & Compliance runs of its own. */
export const purviewCmdlets: readonly Cmdlet[] = configurationCmdlets(purviewKinds)
