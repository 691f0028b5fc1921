/**
 * Rules of a harbour, as somebody keeps them outside of the platform.
 * @type {import('@tenantry/core').MakeControlPack}
 */
export default function harbourPack({ core, z, resources }) {
  const permanent = core.defineParameter({
    id: 'permanentBerths',
    name: 'Permanent berths',
    help: 'Berths that are let for good.',
    schema: z.array(z.string()),
    default: [],
  })

  const about = { area: 'Harbour', rationale: 'Ships have to find a place.' }
  const remediation = { steps: ['Ask the harbour master.'], impact: 'A ship has to leave.' }

  const berthsFree = core.defineControl({
    ...about,
    id: 'harbour-berths-free',
    title: 'Every berth is free',
    severity: 'critical',
    remediation,
    needs: { berths: resources['marina.berths'] },
    parameters: { permanent },
    evaluate: ({ berths }, parameters) => {
      const taken = berths.filter(({ id, taken: isTaken }) => isTaken && !parameters.permanent.includes(id))
      const evidence = berths.map(({ id, name, taken: isTaken }) => ({
        object: name,
        id,
        property: 'taken',
        value: isTaken,
        ok: !isTaken,
      }))
      if (taken.length === 0) return core.pass('Every berth is free.', { evidence })
      return core.fail(`${taken.map(({ name }) => name).join(', ')} taken.`, {
        evidence,
        wouldPassWith: { permanentBerths: [...parameters.permanent, ...taken.map(({ id }) => id)] },
      })
    },
  })

  const feesFair = core.defineControl({
    ...about,
    id: 'harbour-fees-fair',
    title: 'A day costs at most 25',
    severity: 'high',
    remediation,
    needs: { fees: resources['marina.fees'] },
    evaluate: ({ fees }) => {
      // What nobody foresaw.
      if (fees.day === 'on request') throw new TypeError('fees.day is not a number')
      return fees.day <= 25 ? core.pass('It is cheap.') : core.fail(`A day costs ${fees.day}.`)
    },
  })

  const lit = core.defineControl({
    ...about,
    id: 'harbour-lit',
    title: 'Every berth is lit',
    severity: 'low',
    remediation,
    needs: { lights: resources['marina.lights'] },
    evaluate: ({ lights }) => (lights.length > 0 ? core.pass('It is lit.') : core.notApplicable('There is no berth.')),
  })

  const tideKnown = core.defineControl({
    ...about,
    id: 'harbour-tide-known',
    title: 'The tide is known',
    severity: 'low',
    remediation,
    needs: { tide: resources['marina.tide'] },
    evaluate: () => core.pass('It is known.'),
  })

  const drill = core.defineManualControl({
    ...about,
    id: 'harbour-drill',
    title: 'The crew has practised a rescue',
    severity: 'medium',
    remediation,
    instructions: ['Ask to see the log of the last drill.'],
    because: 'A drill leaves no trace that a program could read.',
  })

  return {
    id: 'harbour-rules',
    name: 'Rules of the harbour',
    version: '1.2.0',
    controls: [berthsFree, feesFair, lit, tideKnown, drill],
    frameworks: [
      {
        id: 'harbour-code',
        name: 'Harbour code',
        version: '2026',
        publisher: 'The harbour',
        url: 'https://harbour.example/code',
        reference: 'harbour',
        requirements: [
          { id: 'HC.1', title: 'Ships find a place', controls: ['harbour-berths-free', 'harbour-fees-fair'] },
          { id: 'HC.2', controls: ['marina-quiet'] },
          { id: 'HC.3', level: 'SHOULD', controls: ['harbour-drill'] },
        ],
      },
    ],
  }
}
