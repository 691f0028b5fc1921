import { describe, expect, it } from 'vitest'
import { ALL_DOMAINS, STANDARD, STRICT } from '../../../test/defender-sample.js'
import type { ProtectionRule } from '../../resources/protection-rules.js'
import {
  isForEveryone,
  type NamedPolicy,
  policiesForEveryone,
  policiesForSome,
  presetIsForEveryone,
  presetNamed,
  type Protection,
} from './in-force.js'

const DOMAINS = ALL_DOMAINS.map((DomainName) => ({ DomainName }))

function rule(Identity: string, facts: Partial<ProtectionRule> = {}): ProtectionRule {
  return {
    Identity,
    State: 'Enabled',
    MalwareFilterPolicy: Identity,
    SentTo: [],
    SentToMemberOf: [],
    RecipientDomainIs: [],
    ExceptIfSentTo: [],
    ExceptIfSentToMemberOf: [],
    ExceptIfRecipientDomainIs: [],
    ...facts,
  }
}

function protection(facts: Partial<Protection<NamedPolicy>>): Protection<NamedPolicy> {
  return {
    policies: [{ Identity: `${STRICT}1` }, { Identity: `${STANDARD}2` }, { Identity: 'Ours' }, { Identity: 'Default' }],
    rules: [],
    presets: [],
    ruleNames: 'MalwareFilterPolicy',
    domains: DOMAINS,
    ...facts,
  }
}

const inForce = (facts: Partial<Protection<NamedPolicy>>) =>
  policiesForEveryone(protection(facts)).map(({ tier, policy }) => `${tier}: ${policy.Identity}`)

describe('whom a rule reaches', () => {
  it('is everybody without any condition', () => {
    expect(isForEveryone(rule('Ours'), DOMAINS)).toBe(true)
  })

  it('is everybody when it names all domains, however they are written', () => {
    expect(
      isForEveryone(rule('Ours', { RecipientDomainIs: ['EXAMPLE.com ', ...ALL_DOMAINS, 'more.com'] }), DOMAINS),
    ).toBe(true)
  })

  it('is unknown when it names domains and nobody knows which there are', () => {
    expect(isForEveryone(rule('Ours', { RecipientDomainIs: ALL_DOMAINS }), undefined)).toBeUndefined()
  })

  it.each([
    ['one domain of two', { RecipientDomainIs: ['example.com'] }],
    ['people', { SentTo: ['ada@example.com'] }],
    ['a group, even with all domains', { SentToMemberOf: ['Board'], RecipientDomainIs: ALL_DOMAINS }],
    ['all but one', { ExceptIfSentTo: ['ada@example.com'] }],
    ['all but a group', { ExceptIfSentToMemberOf: ['Board'] }],
    ['all but a domain', { ExceptIfRecipientDomainIs: ['example.com'] }],
  ])('is not everybody when it is for %s', (_, facts) => {
    expect(isForEveryone(rule('Ours', facts), DOMAINS)).toBe(false)
  })
})

describe('a preset', () => {
  it.each([
    ['Strict Preset Security Policy1764024331779', 'strict'],
    ['standard preset security policy', 'standard'],
    ['Some Preset Security Policy', undefined],
    [null, undefined],
  ])('is told by its name: %s', (name, preset) => {
    expect(presetNamed(name)).toBe(preset)
  })

  it('is for everybody although somebody is excepted, which is for a warning to say', () => {
    expect(presetIsForEveryone([rule(STRICT, { ExceptIfSentTo: ['ada@example.com'] })], 'strict')).toBe(true)
  })

  it.each([
    ['it is off', { State: 'Disabled' }],
    ['its state is no text', { State: false }],
    ['it names people', { SentTo: ['ada@example.com'] }],
    ['it names domains, be they all', { RecipientDomainIs: ALL_DOMAINS }],
  ])('is not when %s', (_, facts) => {
    expect(presetIsForEveryone([rule(STRICT, facts)], 'strict')).toBe(false)
  })
})

describe('policies for everybody', () => {
  it('come strict, standard, own ones by priority, default', () => {
    expect(
      inForce({
        policies: [...protection({}).policies, { Identity: 'Second' }],
        presets: [rule(STANDARD), rule(STRICT)],
        rules: [rule('Second', { Priority: 1 }), rule('Ours', { Priority: 0 })],
      }),
    ).toEqual([`strict: ${STRICT}1`, `standard: ${STANDARD}2`, 'custom: Ours', 'custom: Second', 'default: Default'])
  })

  it('leave out what is off or only for some', () => {
    const facts = {
      presets: [rule(STRICT, { SentTo: ['ada@example.com'] }), rule(STANDARD, { State: 'Disabled' })],
      rules: [rule('Ours', { RecipientDomainIs: ['example.com'] })],
    }
    expect(inForce(facts)).toEqual(['default: Default'])
    expect(policiesForSome(protection(facts)).map(({ Identity }) => Identity)).toEqual([`${STRICT}1`, 'Ours'])
  })

  it('count rules for domains of unknown reach only where that is asked for', () => {
    const facts = { rules: [rule('Ours', { RecipientDomainIs: ALL_DOMAINS })], domains: undefined }
    expect(inForce(facts)).toEqual(['default: Default'])
    expect(inForce({ ...facts, trustDomains: true })).toEqual(['custom: Ours', 'default: Default'])
  })

  it('end with the built-in protection unless somebody is excepted from it', () => {
    const policies = [{ Identity: 'Built-In Protection Policy' }]
    expect(inForce({ policies })).toEqual(['builtIn: Built-In Protection Policy'])
    expect(inForce({ policies, builtIn: [rule('ATP Built-In Protection Rule')] })).toHaveLength(1)
    expect(inForce({ policies, builtIn: [rule('Built-in', { ExceptIfSentTo: ['ada@example.com'] })] })).toEqual([])
    expect(inForce({ policies, builtIn: [] })).toEqual([])
  })

  it('are none where a rule names a policy that is not there', () => {
    expect(inForce({ policies: [], rules: [rule('Gone')], presets: [rule(STRICT)] })).toEqual([])
  })
})
