import type { Question, Standing, UnknownCause } from '../../api/shapes.js'

/** A part of a question as the form holds it. */
export type QuestionPart =
  | { kind: 'control'; control: string; stands: string }
  | { kind: 'score'; area: string; below: number }
  | { kind: 'licence'; licence: string }
  | { kind: 'tag'; tag: string }

export const partKinds = [
  { label: 'A control', value: 'control' },
  { label: 'A score', value: 'score' },
  { label: 'Lacks a licence', value: 'licence' },
  { label: 'Has a tag', value: 'tag' },
] as const

const EVERYWHERE = '–'
const causes: readonly string[] = ['notPermitted', 'notLicensed', 'notRead', 'error'] satisfies UnknownCause[]

export function emptyPart(kind: QuestionPart['kind']): QuestionPart {
  if (kind === 'control') return { kind, control: '', stands: 'fail' }
  if (kind === 'score') return { kind, area: EVERYWHERE, below: 60 }
  return kind === 'licence' ? { kind, licence: '' } : { kind, tag: '' }
}

type Condition = Question['definition']

/** The parts as the server takes them; undefined while one of them says nothing yet. */
export function definitionOf(match: 'all' | 'any', parts: readonly QuestionPart[]): Condition | undefined {
  const conditions: Condition[] = []
  for (const part of parts) {
    const condition = conditionOf(part)
    if (!condition) return undefined
    conditions.push(condition)
  }
  if (conditions.length === 1) return conditions[0]
  return match === 'all' ? { all: conditions } : { any: conditions }
}

function conditionOf(part: QuestionPart): Condition | undefined {
  switch (part.kind) {
    case 'control': {
      if (part.control === '') return undefined
      if (!causes.includes(part.stands)) return { control: part.control, standings: [part.stands as Standing] }
      return { control: part.control, standings: ['notAssessed'], causes: [part.stands as UnknownCause] }
    }
    case 'score':
      if (!Number.isFinite(part.below)) return undefined
      return { scoreBelow: part.below, ...(part.area !== EVERYWHERE && { area: part.area }) }
    case 'licence':
      return part.licence === '' ? undefined : { lacksLicence: part.licence }
    default:
      return part.tag.trim() === '' ? undefined : { tag: part.tag.trim() }
  }
}
