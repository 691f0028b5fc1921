import type { Framework } from '@tenantry/core'
import { cisM365v4 } from './frameworks/cis-m365-4.js'
import { cisM365v6 } from './frameworks/cis-m365-6.js'
import { cisM365v7 } from './frameworks/cis-m365-7.js'
import { eidsca } from './frameworks/eidsca.js'
import { iso27001 } from './frameworks/iso-27001.js'
import { maester } from './frameworks/maester.js'
import { mitreAttack } from './frameworks/mitre-attack.js'
import { nist80053r5 } from './frameworks/nist-800-53.js'
import { prowler } from './frameworks/prowler.js'
import { scuba } from './frameworks/scuba.js'
import { soc2 } from './frameworks/soc-2.js'

/** Every framework that controls of Microsoft 365 answer. */
export const m365Frameworks: readonly Framework[] = [
  scuba,
  cisM365v7,
  cisM365v6,
  cisM365v4,
  eidsca,
  nist80053r5,
  iso27001,
  soc2,
  mitreAttack,
  prowler,
  maester,
]
