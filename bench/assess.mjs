import { byHand } from './assess/by-hand.mjs'
import { snapshotOf } from './assess/tenants.mjs'
import { inRepository } from '../scripts/root.mjs'

const TENANTS = 1000
/** So many are made; the others are these again. */
const DIFFERENT = 100
/** A company that a service provider looks after. */
const COMPANY = { people: 50, applications: 20 }
const SMALL = { people: 1_000, applications: 500 }
const LARGE = { people: 100_000, applications: 100_000 }

/** Ten controls over snapshots of a thousand tenants, from their text to verdicts with reasons: ours, and a loop written by hand. */
export default async function open() {
  const { assess, factsOfFile } = await import(inRepository('packages/core/dist/index.js'))
  const { m365Controls } = await import(inRepository('packages/m365/dist/index.js'))
  const now = new Date('2026-11-21T12:00:00Z')
  const resources = resourcesOf(m365Controls)
  const texts = Array.from({ length: DIFFERENT }, (_, seed) =>
    JSON.stringify(snapshotOf(resources, COMPANY.people, COMPANY.applications, seed)),
  )
  const ten = m365Controls.filter(({ id }) => id in byHand)
  const judge = (controls, snapshot) => {
    const facts = factsOfFile(snapshot, now)
    return controls.map((control) => assess(control, facts))
  }
  mustAgree(ten, texts[0], judge)

  const ours = (tenants, controls = ten) =>
    perSecond(tenants * controls.length, () => {
      for (let tenant = 0; tenant < tenants; tenant += 1) judge(controls, JSON.parse(texts[tenant % DIFFERENT]))
    })
  const rules = ten.map(({ id }) => byHand[id])

  return {
    unit: 'controls/s',
    ours: () => ours(TENANTS).rate,
    baseline: () =>
      perSecond(TENANTS * rules.length, () => {
        for (let tenant = 0; tenant < TENANTS; tenant += 1) {
          const snapshot = JSON.parse(texts[tenant % DIFFERENT])
          rules.map((rule) => rule(snapshot))
        }
      }).rate,
    notes: () => {
      ours(100, m365Controls)
      const hundred = ours(100, m365Controls)
      const thousand = ours(TENANTS, m365Controls)
      return {
        rules: ten.length,
        controls: m365Controls.length,
        allControlsOfThousandTenantsSeconds: rounded(thousand.milliseconds / 1000),
        rateOfThousandToRateOfHundredTenants: rounded(thousand.rate / hundred.rate),
        smallMilliseconds: millisecondsFor(SMALL),
        largeMilliseconds: millisecondsFor(LARGE),
        peakRssMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
      }
    },
    close: () => undefined,
  }

  /** All controls over one tenant that is in memory, as it is after it was read from the store. */
  function millisecondsFor({ people, applications }) {
    const snapshot = snapshotOf(resources, people, applications)
    const from = cpu()
    judge(m365Controls, snapshot)
    return Math.round(cpu() - from)
  }
}

function resourcesOf(controls) {
  const all = controls.flatMap(({ needs = {}, wants = {} }) => [...Object.values(needs), ...Object.values(wants)])
  return [...new Map(all.map((resource) => [resource.source, resource])).values()]
}

/** Otherwise the two would not be compared at the same. */
function mustAgree(controls, text, judge) {
  const snapshot = JSON.parse(text)
  judge(controls, snapshot).forEach(({ verdict }, index) => {
    const { id } = controls[index]
    const other = byHand[id](snapshot).verdict
    if (verdict !== other) throw new Error(`${id}: ours says ${verdict}, the one by hand ${other}.`)
  })
}

/** By the time that one core worked, so that whatever else the machine does counts little. */
function perSecond(count, work) {
  const from = cpu()
  work()
  const milliseconds = cpu() - from
  return { rate: (1000 * count) / milliseconds, milliseconds }
}

function cpu() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function rounded(value) {
  return Math.round(value * 100) / 100
}
