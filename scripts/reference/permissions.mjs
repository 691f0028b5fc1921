import { builtPlugins } from './built.mjs'
import { code, opening, table } from './markdown.mjs'

/** What each provider asks for, why, and what it never touches. */
export async function permissionsPage() {
  const plugins = await builtPlugins()
  return [
    opening(
      'Permissions of providers',
      'Each feature is a permission set. Switch on what you use, grant what it lists, and no more. A wider permission that you have granted already counts for the narrower ones it includes.',
    ),
    ...plugins.map(chapter),
  ].join('\n\n')
}

function chapter(plugin) {
  return [
    `## ${plugin.name}`,
    plugin.description,
    '### Features',
    table(
      ['Feature', 'What works', 'Switched on', 'Kinds of connection', 'Licence needed'],
      plugin.permissionSets.map((set) => [
        set.name,
        set.feature,
        set.required ? 'always' : set.byDefault ? 'by default' : 'on request',
        kindsOf(plugin, set),
        set.licence ?? '',
      ]),
    ),
    '### Permissions',
    table(
      ['Feature', 'Permission', 'API', 'Risk', 'Changes things', 'Why'],
      plugin.permissionSets.flatMap((set) =>
        set.permissions.map(({ name, resource, risk, write, why }) => [
          set.name,
          code(name),
          resource,
          risk,
          write ? 'yes' : 'no',
          why,
        ]),
      ),
    ),
    '### What includes what',
    'Directly; steps add up.',
    table(
      ['Permission', 'Includes'],
      Object.entries(plugin.lattice).map(([wide, narrow]) => [code(wide), narrow.map(code).join(', ')]),
    ),
    '### What is read',
    table(
      ['Data', 'Exactly', 'Feature'],
      plugin.dataCategories.map(({ name, reads, set }) => [name, reads, setName(plugin, set)]),
    ),
    '### What is never touched',
    plugin.forbiddenCalls.map(({ what }) => `- ${what}`).join('\n'),
    '### Who may do what',
    'From the setup guides. Each of these roles is enough on its own, the least privileged first.',
    ...plugin.connectionKinds.map(
      ({ name, guide }) =>
        `**${name}**\n\n${table(
          ['Step', 'Enough', 'Not enough'],
          guide.steps.map(({ title, who }) => [
            title,
            who.enough.map((id) => roleName(plugin, id)).join(', '),
            (who.notEnough ?? []).map((id) => roleName(plugin, id)).join(', '),
          ]),
        )}`,
    ),
  ].join('\n\n')
}

function kindsOf(plugin, { kinds }) {
  return kinds === undefined
    ? 'all'
    : kinds.map((id) => plugin.connectionKinds.find((kind) => kind.id === id).name).join(', ')
}

const setName = (plugin, id) => plugin.permissionSets.find((set) => set.id === id)?.name
const roleName = (plugin, id) => plugin.roles.find((role) => role.id === id)?.name
