import type { Literal } from './filter-tokens.js'

export const COMPARISONS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
export const TEXT_FUNCTIONS = ['startswith', 'endswith', 'contains'] as const

export type Comparison = (typeof COMPARISONS)[number]
export type TextFunction = (typeof TEXT_FUNCTIONS)[number]

/** A way from the object, or from a range variable, to a value. */
export interface Path {
  /** The range variable it starts at; empty for the object itself. */
  variable: string
  /** Properties on the way as they are declared; a cast names a type of ours, `$count` the length of a collection. */
  steps: string[]
  /** Of the value it leads to. */
  type: string
  /** Without casts, and with `any` for each collection on the way: `assignedLicenses/any/skuId`. */
  name: string
}

/** A `$filter` that has been read, its names and types checked. */
export type Expression =
  | { kind: 'and' | 'or'; parts: Expression[] }
  | { kind: 'not'; inner: Expression }
  | { kind: 'compare'; operator: Comparison; path: Path; literal: Literal }
  | { kind: 'in'; path: Path; literals: Literal[] }
  | { kind: 'has'; path: Path; literal: Literal }
  | { kind: 'text'; function: TextFunction; path: Path; text: string }
  /** Whether the object, declared as one type, is of a type that derives from it. */
  | { kind: 'isof'; declared: string; type: string }
  | { kind: 'any' | 'all'; path: Path; variable: string; inner: Expression | undefined }
