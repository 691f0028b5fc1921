import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Attestation, ManualItem, ManualPage } from '../src/compliance/manual-work.dto.js'
import { type Coast, inDays, startCoast } from './support/coast.js'
import { createOrganization, join, type TestPerson } from './support/people.js'

const PDF = Buffer.from('%PDF-1.7\nWe looked.\n')
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

let coast: Coast
let grace: TestPerson
let auditor: TestPerson
let tenantId: string
let count = 0

beforeAll(async () => {
  coast = await startCoast()
  grace = await join(coast.api, coast.owner, 'operator', 'Grace')
  auditor = await join(coast.api, coast.owner, 'auditor', 'Mary')
})
afterAll(() => coast.api.close())
beforeEach(async () => {
  const [id = ''] = await coast.tenants(`Rock ${(count += 1)}`)
  tenantId = id
})

const send = (body: object = {}, person = grace) =>
  person.browser.post(`${coast.base}/attestations`).send({
    control: 'keeper-awake',
    tenantIds: [tenantId],
    verdict: 'pass',
    statement: 'Knocked, and was answered.',
    validUntil: inDays(180),
    ...body,
  })
const attest = async (body: object = {}): Promise<Attestation> => (await send(body).expect(201)).body as Attestation
const withdraw = (id: string) => grace.browser.post(`${coast.base}/attestations/${id}/withdraw`).send({})
const attach = (id: string, body: Buffer, type = 'application/pdf', name = 'proof.pdf', person = grace) =>
  person.browser
    .put(`${coast.base}/attestations/${id}/attachment?name=${encodeURIComponent(name)}`)
    .set('content-type', type)
    .send(body)
const items = async (query = ''): Promise<ManualItem[]> =>
  (await coast.get<z.output<typeof ManualPage>>(`/compliance/manual?tenantId=${tenantId}&limit=200${query}`)).items
const item = async (control = 'keeper-awake') => (await items()).find((one) => one.control.id === control)

/** Puts a file without saying how large it is, and answers with the status. */
async function inPieces(id: string, body: Buffer): Promise<number> {
  const { body: made } = await coast.owner.browser
    .post(`${coast.base}/api-keys`)
    .send({ name: `Pieces ${count}`, role: 'operator' })
    .expect(201)
  const { key } = made as { key: string }
  const pieces = Array.from({ length: 64 }, (_, at) =>
    body.subarray((at * body.length) / 64, ((at + 1) * body.length) / 64),
  )
  const { status } = await fetch(`${coast.api.url}${coast.base}/attestations/${id}/attachment`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/pdf' },
    body: new ReadableStream({
      pull: (controller) => {
        const piece = pieces.shift()
        if (piece) controller.enqueue(piece)
        else controller.close()
      },
    }),
    duplex: 'half',
  })
  return status
}

describe('The file of an attestation', () => {
  it('is kept as it is, with its hash, and only ever given to be saved', async () => {
    const { id } = await attest()
    const { body } = await attach(id, PDF, 'application/pdf', '../Wächter "wach".pdf').expect(200)
    const sha256 = createHash('sha256').update(PDF).digest('hex')
    expect(body).toMatchObject({
      attachment: {
        name: 'Wächter wach.pdf',
        type: 'application/pdf',
        bytes: PDF.length,
        sha256,
        addedBy: { name: 'Grace' },
      },
    })
    const answer = await auditor.browser.get(`${coast.base}/attestations/${id}/attachment`).buffer(true).expect(200)
    expect(answer.body).toEqual(PDF)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="W_chter wach.pdf"; filename*=UTF-8''W%C3%A4chter%20wach.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    })
    expect(await item()).toMatchObject({ attestation: { attachment: { name: 'Wächter wach.pdf' } } })
    expect(await coast.logged('attestation.fileAttached')).toMatchObject({ details: { sha256 } })
  })

  it('is evidence: the same again changes nothing, another one is refused', async () => {
    const { id } = await attest()
    await attach(id, PDF).expect(200)
    await attach(id, PDF).expect(200)
    const { body } = await attach(id, Buffer.from('%PDF-1.7\nAnother.')).expect(409)
    expect(body).toMatchObject({ code: 'attachment_kept' })
    const second = await attest()
    await withdraw(second.id).expect(200)
    await attach(second.id, PDF).expect(409)
  })

  it.each([
    ['PNG', 'image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])],
    ['JPEG', 'image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0])],
    ['text', 'text/plain; charset=utf-8', Buffer.from('Geklopft – er war wach.\n')],
    ['CSV', 'text/csv', Buffer.from('hour,awake\n3,yes\n')],
    ['Word', DOCX, Buffer.from('PK\u0003\u0004 [Content_Types].xml word/document.xml')],
  ])('may be %s', async (_kind, type, body) => {
    const { id } = await attest()
    await attach(id, body, type).expect(200)
  })

  it.each([
    ['a page that calls itself a PDF', 'application/pdf', Buffer.from('<html><script>alert(1)</script>')],
    ['a page', 'text/html', Buffer.from('<html></html>')],
    ['a picture that can hold scripts', 'image/svg+xml', Buffer.from('<svg/>')],
    ['a program that calls itself a text', 'text/plain', Buffer.from([0x4d, 0x5a, 0x00, 0x03])],
    ['JSON', 'application/json', Buffer.from('{}')],
    [
      'a document with macros',
      DOCX,
      Buffer.from('PK\u0003\u0004 [Content_Types].xml word/document.xml word/vbaProject.bin'),
    ],
    ['a zip that is no document', DOCX, Buffer.from('PK\u0003\u0004 evil.exe')],
    ['nothing', 'text/plain', Buffer.alloc(0)],
  ])('may not be %s', async (_kind, type, body) => {
    const { id } = await attest()
    expect((await attach(id, body, type).expect(415)).body).toMatchObject({ code: 'file_refused' })
    await grace.browser.get(`${coast.base}/attestations/${id}/attachment`).expect(404)
  })

  it('has at most 5 MB, whether it says so or not', async () => {
    const { id } = await attest()
    const most = Buffer.concat([PDF, Buffer.alloc(5 * 1024 * 1024 - PDF.length)])
    const refused = await attach(id, Buffer.concat([most, Buffer.from('!')])).expect(413)
    expect(refused.body).toMatchObject({ code: 'file_too_large' })
    expect(await inPieces(id, Buffer.concat([most, Buffer.alloc(3 * 1024 * 1024)]))).toBe(413)
    await attach(id, most).expect(200)
  })

  it('is attached by those who may attest, and seen by nobody of another organization (S-15)', async () => {
    const { id } = await attest()
    await attach(id, PDF, 'application/pdf', 'x.pdf', auditor).expect(403)
    await attach(id, PDF).expect(200)
    const elsewhere = await createOrganization(coast.owner, `Else ${count}`)
    const foreign = `/api/v1/organizations/${elsewhere}/attestations/${id}`
    await coast.owner.browser.get(foreign).expect(404)
    await coast.owner.browser.get(`${foreign}/attachment`).expect(404)
    await coast.owner.browser.put(`${foreign}/attachment`).set('content-type', 'application/pdf').send(PDF).expect(404)
  })
})
