import { StreamableFile } from '@nestjs/common'
import type { Response } from 'express'

/** Answers with a file that browsers save and never show: its name in the header is safe, and its type is not guessed. */
export function attachmentAnswer(
  response: Response,
  { name, type, body }: { name: string; type: string; body: Buffer },
) {
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('content-security-policy', "sandbox; default-src 'none'")
  response.setHeader('cache-control', 'private, no-store')
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  return new StreamableFile(body, {
    type,
    length: body.length,
    disposition: `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
  })
}
