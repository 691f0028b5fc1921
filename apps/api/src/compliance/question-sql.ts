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
 */
export function questionSql(
  condition: Condition,
  catalogue: Catalogue,
): { ctes: string; leaves: () => string; params: unknown[] } {
  const params: unknown[] = []
  const add = (value: unknown) => `$${params.push(value)}`
  const leaves = leavesOf(condition)
  const controls = leaves.flatMap((leaf) => {
    if ('control' in leaf) return [leaf.control]
    return 'scoreBelow' in leaf ? controlsOfScore(catalogue, leaf) : []
  })
  const asked = add([...new Set(controls)])
  const percents = new Map<Leaf, string>()
  for (const leaf of leaves) {
    if ('scoreBelow' in leaf) percents.set(leaf, percentOf(add(controlsOfScore(catalogue, leaf))))
  }
  const holds = (one: Condition): string => {
    if ('all' in one) return `(${one.all.map(holds).join(' and ')})`
    if ('any' in one) return `(${one.any.map(holds).join(' or ')})`
    if ('not' in one) return `(not ${holds(one.not)})`
    if ('control' in one) return standsSo(one, add)
    if ('scoreBelow' in one) return `(${percents.get(one)} < ${add(one.scoreBelow)}::numeric)`
    if ('lacksLicence' in one) return lacks(add(one.lacksLicence))
    if ('tag' in one) return `(${add(one.tag)}::text = any(t.tags))`
    return `exists (select from tenant_group_members m where m.tenant_id = t.id and m.group_id = ${add(one.groupId)}::uuid)`
  }
  return {
    ctes: `standing as materialized (${effectiveVerdicts(`v.control = any(${asked}::text[])`)}),
      judged as materialized (
        select t.id, t.name, t.slug, lower(t.name) as ordered, ${holds(condition)} as holds
        from tenants t where t.gone_at is null)`,
    leaves: () => `jsonb_build_array(${leaves.map((leaf) => howOf(leaf, percents, add)).join(', ')})`,
    params,
  }
}

/** A verdict that could not be had tells nothing, unless that is what was asked for. */
function standsSo(
  { control, standings, causes }: Extract<Leaf, { control: unknown }>,
  add: (value: unknown) => string,
): string {
  const others = standings.filter((one) => one !== 'notAssessed')
  const ofCause =
    causes && standings.includes('notAssessed') ? `coalesce(s.cause = any(${add(causes)}::text[]), false)` : 'true'
  return `(select case
      when s.standing <> 'notAssessed' then s.standing = any(${add(others)}::text[])
      ${standings.includes('notAssessed') ? `when ${ofCause} then true` : ''}
      ${others.length === 0 ? 'else false' : ''}
    end from standing s where s.tenant_id = t.id and s.control = ${add(control)}::text)`
}

function percentOf(controls: string): string {
  return `(select 100.0 * count(*) filter (where s.standing = 'pass')
      / nullif(count(*) filter (where s.standing in ('pass', 'fail')), 0)
    from standing s where s.tenant_id = t.id and s.control = any(${controls}::text[]))`
}

function lacks(licence: string): string {
  return `(case
      when exists (select from verdicts v where v.tenant_id = t.id and v.until is null and v.licence = ${licence}::text) then true
      when exists (select from verdicts v where v.tenant_id = t.id and v.until is null) then false
    end)`
}

function howOf(leaf: Leaf, percents: ReadonlyMap<Leaf, string>, add: (value: unknown) => string): string {
  if ('control' in leaf) {
    return `(select jsonb_build_object('standing', s.standing, 'cause', s.cause, 'reason', v.reason)
      from standing s left join verdicts v on v.tenant_id = s.tenant_id and v.control = s.control and v.until is null
      where s.tenant_id = t.id and s.control = ${add(leaf.control)}::text)`
  }
  if ('scoreBelow' in leaf) return `to_jsonb(round(${percents.get(leaf)}, 1))`
  if ('lacksLicence' in leaf) {
    return `(select jsonb_agg(v.control order by v.control) from verdicts v
      where v.tenant_id = t.id and v.until is null and v.licence = ${add(leaf.lacksLicence)}::text)`
  }
  return `'null'::jsonb`
}
