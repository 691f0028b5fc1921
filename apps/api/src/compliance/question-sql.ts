import { controlsOf, type Catalogue } from '../assessments/catalogue.js'
import { effectiveVerdicts } from '../assessments/effective-verdicts.js'
import { partsOf, type Condition } from './questions.dto.js'

/** A condition about something, as opposed to one made of others. */
export type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>

/** The conditions that a question is made of in the end, in their order. */
export function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition || 'any' in condition || 'not' in condition) return partsOf(condition).flatMap(leavesOf)
  return [condition]
}

/** Ids of the controls that a score is of. */
export function controlsOfScore(
  catalogue: Catalogue,
  { framework, area }: { framework?: string | undefined; area?: string | undefined },
): string[] {
  const known = framework === undefined ? undefined : catalogue.frameworks.get(framework)?.framework
  const named = known && controlsOf(known)
  return [...catalogue.controls.values()]
    .filter(
      ({ control }) =>
        (framework === undefined || named?.has(control.id)) && (area === undefined || control.area === area),
    )
    .map(({ control }) => control.id)
}

/**
 * SQL of a question: `judged` has every tenant with `holds`: true, false, or null where what would tell was not assessed, by
 * the three-valued logic of SQL itself. `leaves` adds to it, for each condition, how it stands in a tenant `t`.
 *
 * `standing` has a row for each tenant, made in one pass over all verdicts: what is asked of each control and each score.
 */
export function questionSql(
  condition: Condition,
  catalogue: Catalogue,
): { ctes: string; leaves: () => string; params: unknown[] } {
  const params: unknown[] = []
  const add = (value: unknown) => `$${params.push(value)}`
  const columns: string[] = []
  const place = new Map<Leaf, number>()
  const leaves = leavesOf(condition)
  const controlsOfLeaf = (leaf: Leaf) =>
    'control' in leaf ? [leaf.control] : 'scoreBelow' in leaf ? controlsOfScore(catalogue, leaf) : []
  const asked = add([...new Set(leaves.flatMap(controlsOfLeaf))])
  for (const [index, leaf] of leaves.entries()) {
    place.set(leaf, index)
    if ('control' in leaf) {
      const here = `filter (where e.control = ${add(leaf.control)}::text)`
      columns.push(`max(e.standing) ${here} as standing${index}`, `max(e.cause) ${here} as cause${index}`)
    } else if ('scoreBelow' in leaf) {
      columns.push(`${percentOf(add(controlsOfLeaf(leaf)))} as percent${index}`)
    }
  }
  const holds = (one: Condition): string => {
    if ('all' in one) return `(${one.all.map(holds).join(' and ')})`
    if ('any' in one) return `(${one.any.map(holds).join(' or ')})`
    if ('not' in one) return `(not ${holds(one.not)})`
    if ('control' in one) return standsSo(one, place.get(one) ?? 0, add)
    if ('scoreBelow' in one) return `(s.percent${place.get(one)} < ${add(one.scoreBelow)}::numeric)`
    if ('lacksLicence' in one) return lacks(add(one.lacksLicence))
    if ('tag' in one) return `(${add(one.tag)}::text = any(t.tags))`
    return `exists (select from tenant_group_members m where m.tenant_id = t.id and m.group_id = ${add(one.groupId)}::uuid)`
  }
  return {
    ctes: `standing as materialized (
        select ${['e.tenant_id', ...columns].join(', ')}
        from (${effectiveVerdicts(`v.control = any(${asked}::text[])`)}) e group by e.tenant_id),
      judged as materialized (
        select t.id, t.name, t.slug, lower(t.name) as ordered, ${holds(condition)} as holds
        from tenants t left join standing s on s.tenant_id = t.id where t.gone_at is null)`,
    leaves: () => `jsonb_build_array(${leaves.map((leaf, index) => howOf(leaf, index, add)).join(', ')})`,
    params,
  }
}

/** A verdict that could not be had tells nothing, unless that is what was asked for. */
function standsSo(
  { standings, causes }: Extract<Leaf, { control: unknown }>,
  index: number,
  add: (value: unknown) => string,
): string {
  const others = standings.filter((one) => one !== 'notAssessed')
  const unassessed = standings.includes('notAssessed')
  const ofCause = unassessed && causes ? `coalesce(s.cause${index} = any(${add(causes)}::text[]), false)` : 'true'
  return `(case
      when s.standing${index} is null then null
      when s.standing${index} <> 'notAssessed' then s.standing${index} = any(${add(others)}::text[])
      ${unassessed ? `when ${ofCause} then true` : ''}
      ${others.length === 0 ? 'else false' : ''}
    end)`
}

function percentOf(controls: string): string {
  return `100.0 * count(*) filter (where e.standing = 'pass' and e.control = any(${controls}::text[]))
      / nullif(count(*) filter (where e.standing in ('pass', 'fail') and e.control = any(${controls}::text[])), 0)`
}

function lacks(licence: string): string {
  return `(case
      when t.id in (select v.tenant_id from verdicts v where v.until is null and v.licence = ${licence}::text) then true
      when exists (select from verdicts v where v.tenant_id = t.id and v.until is null) then false
    end)`
}

function howOf(leaf: Leaf, index: number, add: (value: unknown) => string): string {
  if ('control' in leaf) {
    return `jsonb_build_object('standing', s.standing${index}, 'cause', s.cause${index}, 'reason', (
      select v.reason from verdicts v where v.tenant_id = t.id and v.control = ${add(leaf.control)}::text and v.until is null))`
  }
  if ('scoreBelow' in leaf) return `to_jsonb(round(s.percent${index}, 1))`
  if ('lacksLicence' in leaf) {
    return `(select jsonb_agg(v.control order by v.control) from verdicts v
      where v.tenant_id = t.id and v.until is null and v.licence = ${add(leaf.lacksLicence)}::text)`
  }
  return `'null'::jsonb`
}
