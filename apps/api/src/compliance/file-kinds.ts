const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04])
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])

/** Kinds of files that are kept as evidence: by media type, what tells that a content is of it. */
const kinds: Readonly<Record<string, (body: Buffer) => boolean>> = {
  'application/pdf': (body) => startsWith(body, Buffer.from('%PDF-')),
  'image/png': isPng,
  'image/jpeg': (body) => startsWith(body, JPEG),
  'text/plain': isText,
  'text/csv': isText,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': (body) =>
    isOffice(body, 'word/document.xml'),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': (body) => isOffice(body, 'xl/workbook.xml'),
}

/** Media types of files that are kept as evidence. */
export const evidenceTypes = Object.keys(kinds)

/** Why a file is not kept; undefined when it is. Its own first bytes decide, not what it is called. */
export function faultOfFile(type: string, body: Buffer): string | undefined {
  const isOfKind = kinds[type]
  if (!isOfKind) return `its content type is ${type === '' ? 'missing' : type.slice(0, 100)}`
  if (body.length === 0) return 'it is empty'
  return isOfKind(body) ? undefined : 'its content is not what its content type says'
}

/** Whether a content is a PNG picture. */
export function isPng(body: Buffer): boolean {
  return startsWith(body, PNG)
}

function startsWith(body: Buffer, magic: Buffer): boolean {
  return body.subarray(0, magic.length).equals(magic)
}

/** UTF-8 without control characters but tabs and ends of lines. */
function isText(body: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    // eslint-disable-next-line no-control-regex -- what is looked for
    return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)
  } catch {
    return false
  }
}

/** A zip that holds the part which makes it a document of this kind, and no macros. Names of entries stand there in the clear. */
function isOffice(body: Buffer, part: string): boolean {
  return (
    startsWith(body, ZIP) &&
    body.includes('[Content_Types].xml') &&
    body.includes(part) &&
    !body.includes('vbaProject.bin')
  )
}
