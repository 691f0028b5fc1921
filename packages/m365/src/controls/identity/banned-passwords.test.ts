import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { ownWordsBanned as control } from './banned-passwords.js'

const settings = (displayName: string, values: Record<string, string>) => [
  { displayName, values: Object.entries(values).map(([name, value]) => ({ name, value })) },
]
const tenant = (values?: Record<string, string>) => ({
  '/groupSettings': values ? settings('Password Rule Settings', values) : [],
})

describe(control.title, () => {
  it.each([
    ['the list holds words', tenant({ EnableBannedPasswordCheck: 'True', BannedPasswordList: 'contoso\tseattle' })],
  ])('passes when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['the list is off', tenant({ EnableBannedPasswordCheck: 'false', BannedPasswordList: 'contoso' })],
    ['the list is empty', tenant({ EnableBannedPasswordCheck: 'true', BannedPasswordList: '' })],
    ['nothing was ever set', tenant()],
  ])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })
})
