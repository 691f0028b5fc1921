import type { Framework } from '@tenantry/core'
import { m365Controls } from './controls.js'
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

/** Every framework that controls of Microsoft 365 answer. */
export const m365Frameworks: readonly Framework[] = [
  scuba,
  cisM365v7,
  cisM365v6,
  cisM365v4,
  eidsca,
  nist80053r5,
  iso27001,
  mitreAttack,
  prowler,
  maester,
].map(withKnownControls)

/** Leaves out what no control answers yet. */
function withKnownControls(framework: Framework): Framework {
  const known = new Set(m365Controls.map(({ id }) => id))
  const requirements = framework.requirements.flatMap((requirement) => {
    const controls = requirement.controls.filter((id) => known.has(id))
    return controls.length === 0 ? [] : [{ ...requirement, controls }]
  })
  return { ...framework, requirements }
}
