import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { inRepository } from '../root.mjs'
import { code, opening, table } from './markdown.mjs'

const SOURCE = 'apps/api/src/config/config.ts'

/** The environment variables, from the schema that reads them and the comments on it. */
export function configurationPage() {
  return [
    opening(
      'Configuration',
      'Environment variables, read once at start. A wrong value stops the start with one line for each. A variable set to nothing counts as not set.',
    ),
    table(
      ['Variable', 'Meaning', 'Values', 'Default'],
      variables().map(({ name, meaning, values, initial }) => [
        code(name),
        meaning,
        values.map(code).join(', '),
        initial === undefined ? '' : code(initial),
      ]),
    ),
  ].join('\n\n')
}

function variables() {
  const text = readFileSync(inRepository(SOURCE), 'utf8')
  const file = ts.createSourceFile(SOURCE, text, ts.ScriptTarget.Latest, true)
  return schemaOf(file).properties.map((property) => {
    const name = property.name.getText()
    const meaning = ts.getTextOfJSDocComment(ts.getJSDocCommentsAndTags(property)[0]?.comment)
    if (!meaning) throw new Error(`${SOURCE} says nothing about ${name}.`)
    const choices = argumentOf(property.initializer, 'enum')
    const initial = argumentOf(property.initializer, 'default')
    return {
      name,
      meaning: meaning.replaceAll(/\s+/g, ' '),
      values: choices && ts.isArrayLiteralExpression(choices) ? choices.elements.map(plain) : [],
      initial: initial && plain(initial),
    }
  })
}

/** The object that is given to `z.object` under the name `environment`. */
function schemaOf(file) {
  const declarations = file.statements
    .filter(ts.isVariableStatement)
    .flatMap((s) => [...s.declarationList.declarations])
  const found = declarations.find(({ name }) => name.getText() === 'environment')
  return found.initializer.arguments[0]
}

/** The argument of the call of this name somewhere in a chain of calls. */
function argumentOf(node, method) {
  for (let call = node; call && ts.isCallExpression(call); call = call.expression.expression) {
    if (ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === method) return call.arguments[0]
  }
  return undefined
}

/** A literal as a person would write it in an environment; nothing for an empty one. */
function plain(literal) {
  if (ts.isArrayLiteralExpression(literal)) return literal.elements.map(plain).join(',') || undefined
  return literal.text.replaceAll('_', '') === '' ? undefined : literal.text
}
