import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { DOMAINS, LICENSED, rule, STANDARD, STRICT, UNLICENSED } from '../../../test/defender-sample.js'
import { linksChecked as control } from './safe-links.js'

const good = {
  Identity: 'Ours',
  EnableSafeLinksForEmail: true,
  EnableForInternalSenders: true,
  EnableSafeLinksForTeams: true,
  EnableSafeLinksForOffice: true,
}
const ours = (facts: object = {}) => rule('Ours', { SafeLinksPolicy: 'Ours', ...facts })
const builtIn = { ...good, Identity: 'Built-In Protection Policy', EnableForInternalSenders: false }

const links = (policies: object[], rules: object[] = [ours()], presets: object[] = []) => ({
  'exo:Get-SafeLinksPolicy': policies,
  'exo:Get-SafeLinksRule': rules,
  'exo:Get-EOPProtectionPolicyRule': presets,
})

describe(control.title, () => {
  it('passes by a policy for everybody', () => {
    expect(judge(control, links([good]))).toMatchObject({ verdict: 'pass' })
  })

  it('says so when it does not know of the licence', () => {
    expect(judge(control, links([good]))).toMatchObject({ warnings: [expect.stringContaining('was not read')] })
    expect(judge(control, { ...LICENSED, ...links([good]) })).toMatchObject({ warnings: [] })
  })

  it('passes by a preset, which has all of it', () => {
    expect(judge(control, links([], [], [rule(STANDARD)]))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    'EnableSafeLinksForEmail',
    'EnableForInternalSenders',
    'EnableSafeLinksForTeams',
    'EnableSafeLinksForOffice',
  ])('fails when %s is off', (property) => {
    expect(judge(control, links([{ ...good, [property]: false }]))).toMatchObject({ verdict: 'fail' })
  })

  it('fails by the built-in protection, which does not check mail from inside', () => {
    expect(judge(control, links([good, builtIn], [ours({ State: 'Disabled' })]))).toMatchObject({ verdict: 'fail' })
  })

  it('fails when the rule with the lowest priority names a worse policy', () => {
    const worse = { ...good, Identity: 'Worse', EnableSafeLinksForTeams: false }
    const rules = [ours({ Priority: 1 }), rule('Worse', { SafeLinksPolicy: 'Worse', Priority: 0 })]
    expect(judge(control, links([good, worse], rules))).toMatchObject({ verdict: 'fail' })
  })

  it('counts a rule for domains only where they are known to be all', () => {
    const rules = [ours({ RecipientDomainIs: ['example.com', 'example.onmicrosoft.com'] })]
    expect(judge(control, links([good, builtIn], rules))).toMatchObject({ verdict: 'fail' })
    expect(judge(control, { ...DOMAINS, ...links([good, builtIn], rules) })).toMatchObject({ verdict: 'pass' })
  })

  it('warns when people may click through warnings', () => {
    expect(
      judge(control, { ...LICENSED, ...links([{ ...good, AllowClickThrough: true, DisableUrlRewrite: true }]) }),
    ).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('click through'), expect.stringContaining('rewrite')],
    })
  })

  it('does not count a preset whose part with Defender is off', () => {
    const snapshot = { ...links([builtIn], [], [rule(STRICT)]), 'exo:Get-ATPProtectionPolicyRule': [] }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })

  it('fails for want of the licence', () => {
    expect(judge(control, { ...links([good]), ...UNLICENSED })).toMatchObject({
      verdict: 'fail',
      licence: expect.any(String),
    })
  })

  it.each(['exo:Get-SafeLinksPolicy', 'exo:Get-SafeLinksRule', 'exo:Get-EOPProtectionPolicyRule'])(
    'cannot be assessed without %s',
    (source) => {
      expect(judge(control, { ...LICENSED, ...links([good]), [source]: undefined })).toMatchObject({
        verdict: 'notAssessed',
      })
    },
  )

  it('fails in a tenant that has nothing', () => {
    expect(judge(control, links([], []))).toMatchObject({ verdict: 'fail' })
  })
})
