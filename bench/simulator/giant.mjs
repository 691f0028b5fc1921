import { tokenOf } from './cloud.mjs'

const MEMBER_LISTS = 10_000
const AT_ONCE = 8

/** Pages through everybody, and reads the members of ten thousand groups. */
export async function walkGiant(ready) {
  const authorization = `Bearer ${await tokenOf(ready)}`
  const read = async (url) => {
    const answer = await fetch(url, { headers: { authorization } })
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const from = performance.now()
  let users = 0
  for (let url = `${ready.graph}/v1.0/users?$top=999`; url;) {
    const page = await read(url)
    users += page.value.length
    url = page['@odata.nextLink']
  }
  const groups = []
  for (let url = `${ready.graph}/v1.0/groups?$top=999&$select=id`; url && groups.length < MEMBER_LISTS + 10;) {
    const page = await read(url)
    groups.push(...page.value)
    url = page['@odata.nextLink']
  }
  // The first ten are of everybody and of whole departments.
  const waiting = groups.slice(10, MEMBER_LISTS + 10)
  let members = 0
  const readLists = async () => {
    for (let group = waiting.pop(); group; group = waiting.pop()) {
      const page = await read(`${ready.graph}/v1.0/groups/${group.id}/members?$top=999&$select=id`)
      members += page.value.length
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, readLists))
  return { users, memberLists: MEMBER_LISTS, members, seconds: Math.round((performance.now() - from) / 1000) }
}
