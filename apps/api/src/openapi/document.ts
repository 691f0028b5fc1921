import type { INestApplication } from '@nestjs/common'
import { MetadataScanner, ModulesContainer } from '@nestjs/core'
import {
  ApiBody,
  ApiConsumes,
  ApiExtension,
  ApiHeader,
  ApiOperation,
  ApiResponse,
  ApiSecurity,
  ApiTags,
  DocumentBuilder,
  SwaggerModule,
  type OpenAPIObject,
} from '@nestjs/swagger'
import type { DeclaredError } from '@tenantry/core'
import { z } from 'zod'
import { notesOf, tagsOf, type OperationNotes } from '../http/documentation.js'
import {
  databaseUnavailable,
  idempotencyKeyInUse,
  idempotencyKeyReused,
  internal,
  notFound,
  notPermitted,
  notSignedIn,
  tooManyRequests,
} from '../http/errors.js'
import { Problem } from '../http/problem.js'

const PROBLEM = { $ref: '#/components/schemas/Problem' }

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: false,
  schema: { type: 'string' as const, maxLength: 200 },
  description: 'The same request with the same key is done once and answered the same for a day.',
}

/** Writes the OpenAPI document of the running application. */
export function createDocument(app: INestApplication, version: string): OpenAPIObject {
  handOverNotes(app)
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Tenantry')
      .setVersion(version)
      .setDescription(
        'Everything the console does, for dashboards and scripts. `x-permission` names the permission an operation needs, `x-problems` the codes of its own errors. Errors are RFC 9457 problem documents; GET /api/v1/errors lists them all.',
      )
      .addSecurity('apiKey', { type: 'http', scheme: 'bearer', description: 'An API key.' })
      .addSecurity('session', {
        type: 'apiKey',
        in: 'cookie',
        name: 'tenantry_session',
        description: 'The session of the console. What changes something also needs the header `x-tenantry: 1`.',
      })
      .build(),
    {
      operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
      standardSchemaConverter: (schema, { schemaType }) =>
        schema instanceof z.ZodType ? toJsonSchema(schema, schemaType) : undefined,
    },
  )
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...toJsonSchema(Problem, 'output').components },
  }
  for (const [address, operations] of Object.entries(document.paths)) nameParameters(address, operations)
  return document
}

/** A handler need not look at every part of its address; whoever calls it has to fill in all of them. */
function nameParameters(address: string, operations: OpenAPIObject['paths'][string]): void {
  for (const operation of [operations.get, operations.post, operations.put, operations.patch, operations.delete]) {
    if (!operation) continue
    const known = (operation.parameters ??= [])
    for (const [, name = ''] of address.matchAll(/{(\w+)}/g)) {
      if (known.some((one) => 'in' in one && one.in === 'path' && one.name === name)) continue
      known.push({ name, in: 'path', required: true, schema: { type: 'string' } })
    }
  }
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const {
    $schema: _dialect,
    definitions,
    ...rest
  } = z.toJSONSchema(schema, {
    io,
    target: 'draft-7',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      delete jsonSchema.id
      if (jsonSchema.format) delete jsonSchema.pattern
    },
  })
  return { schema: rest as object, components: (definitions ?? {}) as Record<string, object> }
}

/** Gives the notes on each operation to the library, in the form it asks for: its decorators. */
function handOverNotes(app: INestApplication): void {
  const scanner = new MetadataScanner()
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue
      ApiTags(...tagsOf(metatype))(metatype)
      const prototype = metatype.prototype as object
      for (const name of scanner.getAllMethodNames(prototype)) {
        const descriptor = Object.getOwnPropertyDescriptor(prototype, name)
        if (!descriptor) continue
        const notes = notesOf(descriptor.value as object)
        for (const decorate of decoratorsOf(notes)) decorate(prototype, name, descriptor)
      }
    }
  }
}

function decoratorsOf(notes: OperationNotes): MethodDecorator[] {
  const { summary, description, answer, problems = [], permission, access, takes, idempotent = false } = notes
  if (!answer) return []
  const isPublic = access === 'public'
  return [
    ApiOperation({ ...(summary && { summary }), ...(description && { description }) }),
    ...(isPublic ? [] : [ApiSecurity('apiKey'), ApiSecurity('session')]),
    ...(permission ? [ApiExtension('x-permission', permission)] : []),
    ...(problems.length > 0
      ? [
          ApiExtension(
            'x-problems',
            problems.map(({ kind }) => kind.code),
          ),
        ]
      : []),
    ...(idempotent ? [ApiHeader(IDEMPOTENCY_KEY)] : []),
    ...(takes ? [ApiConsumes(...takes), ApiBody({ schema: { type: 'string', format: 'binary' } })] : []),
    ApiResponse({
      status: answer.status,
      description: answer.description ?? (answer.schema ? 'Done.' : 'Done; no content.'),
      ...(answer.schema && { standardSchema: answer.schema }),
      ...(answer.mediaType && { content: { [answer.mediaType]: { schema: { type: 'string' } } } }),
    }),
    ...problemResponses([
      ...problems,
      ...(idempotent ? [idempotencyKeyReused, idempotencyKeyInUse] : []),
      ...(isPublic ? [] : [notSignedIn]),
      ...(permission ? [notPermitted, notFound] : []),
      tooManyRequests,
      databaseUnavailable,
      internal,
    ]),
  ]
}

/** One response for each status, naming every code that comes with it. */
function problemResponses(errors: readonly DeclaredError[]): MethodDecorator[] {
  return [...new Set(errors.map(({ kind }) => kind.status))].map((status) => {
    const kinds = new Map(
      errors.filter(({ kind }) => kind.status === status).map(({ kind }) => [kind.code, kind.title]),
    )
    return ApiResponse({
      status,
      description: [...kinds].map(([code, title]) => `\`${code}\`: ${title}.`).join(' '),
      content: { 'application/problem+json': { schema: PROBLEM } },
    })
  })
}
