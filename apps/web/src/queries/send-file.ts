import { call } from '../api/problem.js'

/** Puts a file where it belongs, as it is. */
export async function sendFile(address: string, file: File, type: string): Promise<void> {
  const answer = await fetch(address, {
    method: 'PUT',
    headers: { 'content-type': type, 'x-tenantry': '1' },
    body: file,
  })
  await call(
    Promise.resolve(
      answer.ok ? { data: undefined, response: answer } : { error: await answer.json(), response: answer },
    ) as Promise<{ data?: undefined; error?: unknown; response: Response }>,
  )
}
