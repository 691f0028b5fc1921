/**
 * What Acme asks of its customers beyond the published baselines.
 * @type {import('@tenantry/core').MakeControlPack}
 */
export default function acme({ core, z, resources }) {
  const inviters = core.defineParameter({
    id: 'acmeInviters',
    name: 'Who may invite guests',
    help: 'The settings of “Guest invite restrictions” that are fine.',
    schema: z.array(z.string()),
    default: ['adminsAndGuestInviters', 'none'],
  })

  const policy = z.looseObject({ allowInvitesFrom: z.string().nullish() })

  const guestsInvitedByFew = core.defineControl({
    id: 'acme-guests-invited-by-few',
    title: 'Guests are invited by few',
    area: 'Acme',
    severity: 'high',
    rationale: 'Every guest can read what groups share. Acme wants to know who lets them in.',
    remediation: {
      steps: ['Open Entra admin center › External Identities › External collaboration settings.', 'Limit who invites.'],
      impact: 'Members ask the service desk before they share with outsiders.',
    },
    needs: { authorization: resources['entra.authorizationPolicy'] },
    parameters: { inviters },
    evaluate: ({ authorization }, { inviters: fine }) => {
      const { allowInvitesFrom: from } = policy.parse(authorization)
      if (from == null) return core.notAssessed('error', 'The answer does not say who may invite guests.')
      const evidence = [
        { object: 'Authorization policy', property: 'allowInvitesFrom', value: from, ok: fine.includes(from) },
      ]
      return fine.includes(from)
        ? core.pass('Only chosen people invite guests.', { evidence })
        : core.fail(`Guests are invited by “${from}”.`, { evidence })
    },
  })

  const yearlyVisit = core.defineManualControl({
    id: 'acme-yearly-visit',
    title: 'Somebody of Acme has visited within a year',
    area: 'Acme',
    severity: 'low',
    rationale: 'What people do on site is in no setting.',
    remediation: { steps: ['Make an appointment.'], impact: 'Half a day.' },
    instructions: ['Look up the last visit in the calendar.'],
    because: 'Calendars are not read.',
  })

  return {
    id: 'acme',
    name: 'Acme’s own controls',
    version: '1.0.0',
    controls: [guestsInvitedByFew, yearlyVisit],
    frameworks: [
      {
        id: 'acme-baseline',
        name: 'Acme baseline',
        version: '2026.1',
        publisher: 'Acme',
        url: 'https://acme.example/baseline',
        reference: 'acme',
        requirements: [
          { id: 'A1', title: 'We know who lets guests in', controls: ['acme-guests-invited-by-few'] },
          { id: 'A2', title: 'Old sign-in protocols are off', controls: ['entra-legacy-auth-blocked'] },
          { id: 'A3', controls: ['acme-yearly-visit'] },
        ],
      },
    ],
  }
}
