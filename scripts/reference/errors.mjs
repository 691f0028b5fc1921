import { readdirSync } from 'node:fs'
import { inRepository } from '../root.mjs'
import { built, builtPlugins } from './built.mjs'
import { code, opening, table } from './markdown.mjs'

const API = 'apps/api/dist'

/** The error catalogue: every kind of error that the code declares, with example sentences. */
export async function errorsPage() {
  const { sharedErrors } = await built('packages/core/dist/index.js')
  const plugins = await builtPlugins()
  const chapters = [
    ['From a provider', sharedErrors],
    ...plugins.filter(({ errors }) => errors.length > 0).map(({ name, errors }) => [`From ${name} alone`, errors]),
    ['From Tenantry itself', await errorsOfTheApi()],
  ].map(([title, errors]) => [title, errors.map((error) => error.describe())])
  return [
    opening(
      'Errors',
      'Every failure says what happened, why, and what to do next. Over the API it is an RFC 9457 problem document with the `code` below, which never changes its meaning. The sentences here are examples; real ones name the tenant, app or permission concerned.',
      '*Health* is what a connection becomes when a check ends with the error; without one, the error says nothing about the connection. *Retryable* means that the same request may succeed later without any change.',
    ),
    ...chapters.flatMap(([title, entries]) => [`## ${title}`, overview(entries), ...entries.map(section)]),
  ].join('\n\n')
}

/** Whatever the API's modules declare in files named for it. */
async function errorsOfTheApi() {
  const files = readdirSync(inRepository(API), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /(^|[./])errors\.js$/.test(path))
  const modules = await Promise.all(files.map((path) => built(`${API}/${path}`)))
  const declared = modules.flatMap((module) => Object.values(module)).filter((value) => value?.describe && value.kind)
  return [...new Map(declared.map((error) => [error.kind.code, error])).values()].sort((a, b) =>
    a.kind.code < b.kind.code ? -1 : 1,
  )
}

function overview(entries) {
  return table(
    ['Code', 'Title', 'Status', 'Health', 'Retryable'],
    entries.map(({ code: name, title, status, health, retryable }) => [
      `[${code(name)}](#${name})`,
      title,
      status,
      health ?? '',
      retryable ? 'yes' : '',
    ]),
  )
}

function section({ code: name, title, why, fix, learnMore }) {
  return [
    `### ${name}`,
    `**${title}.** ${why}`,
    `What to do: ${fix}`,
    ...(learnMore ? [`The provider’s page: <${learnMore}>`] : []),
  ].join('\n\n')
}
