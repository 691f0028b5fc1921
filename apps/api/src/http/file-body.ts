import { applyDecorators } from '@nestjs/common'
import { defineError } from '@tenantry/core'
import type { Request } from 'express'
import { note, onHandler } from './documentation.js'

/** The file is larger than allowed. */
export const fileTooLarge = defineError({
  code: 'file_too_large',
  status: 413,
  title: 'The file is too large',
  why: (p: { limit: string }) => `A file may have at most ${p.limit} here.`,
  fix: () => 'Make it smaller, or send the part that matters.',
  example: { limit: '5 MB' },
})

/** The file is of a kind that is not kept. */
export const fileRefused = defineError({
  code: 'file_refused',
  status: 415,
  title: 'Files of this kind are not accepted',
  why: (p: { reason: string; accepted?: string }) => `The file was refused: ${p.reason}.`,
  fix: (p) => `Send ${p.accepted ?? 'another file'}, with the content type that it is of.`,
  example: { reason: 'its content is not what its type says', accepted: 'a PDF' },
})

/** Addresses under which a file is put as it is, instead of JSON. Their handlers read it, once the caller is admitted. */
const FILES = /\/(attachment|logo)$/

/** Whether a request brings a file. */
export function bringsFile({ method, path }: Request): boolean {
  return method === 'PUT' && FILES.test(path)
}

/** The operation takes a file of one of these media types as its body. */
export function TakesFile(...mediaTypes: string[]): MethodDecorator {
  return applyDecorators(onHandler((handler) => note(handler, { takes: mediaTypes })))
}

/** Reads the body of a request as it is. Throws `file_too_large` as soon as it is known to be. */
export async function readFile(request: Request, limit: { bytes: number; name: string }): Promise<Buffer> {
  if (Number(request.get('content-length') ?? 0) > limit.bytes) throw fileTooLarge({ limit: limit.name })
  const encoding = request.get('content-encoding') ?? 'identity'
  if (encoding !== 'identity') throw fileRefused({ reason: `it is sent as ${encoding.slice(0, 20)}` })
  if (request.readableEnded) throw fileRefused({ reason: 'it is sent as JSON' })
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const take = (chunk: Buffer) => {
      bytes += chunk.length
      chunks.push(chunk)
      if (bytes <= limit.bytes) return
      // The rest is passed over once the answer is out; ending the stream here would end the connection before that.
      request.off('data', take).pause()
      reject(fileTooLarge({ limit: limit.name }))
    }
    request
      .on('data', take)
      .once('end', () => resolve(Buffer.concat(chunks)))
      .once('error', reject)
  })
}
