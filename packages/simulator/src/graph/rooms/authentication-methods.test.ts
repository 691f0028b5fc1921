import { describe, expect, it } from 'vitest'
import { useCompany } from '../../../test/people.js'

const company = useCompany()
const { get, call } = company

const MOBILE = '3179e48a-750b-4051-897c-87b9720928f7'
const methods = async (id: string) => (await get(`/users/${id}/authentication/methods`)).body.value
const types = async (id: string) => (await methods(id)).map((method) => method['@odata.type'])
const beta = (path: string) => `${company.simulator.graph}/beta${path}`

describe('authentication methods', () => {
  it('name their types in the list of all, and are found in the collection of their kind', async () => {
    const details = (
      await get('/reports/authenticationMethods/userRegistrationDetails?$filter=isMfaRegistered eq true&$top=5')
    ).body.value
    for (const { id, methodsRegistered } of details) {
      expect((await types(String(id)))[0]).toBe('#microsoft.graph.passwordAuthenticationMethod')
      const app = (methodsRegistered as string[]).includes('microsoftAuthenticatorPush')
      const own = (await get(`/users/${String(id)}/authentication/microsoftAuthenticatorMethods`)).body.value
      expect(own.length > 0).toBe(app)
    }
  })

  it('never show a password or the secret of a token', async () => {
    const id = await company.person()
    const [password] = (await get(`/users/${id}/authentication/passwordMethods`)).body.value
    expect(password).toMatchObject({ id: '28c10230-6103-485e-b985-444c60001490', password: null })
  })

  it('let no app reset a password through them: that is for administrators who are signed in', async () => {
    const id = await company.person()
    const path = `/users/${id}/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword`
    expect((await call('POST', path, {})).status).toBe(403)
  })

  it('take a phone once of each kind, with a number that can be called', async () => {
    const id = await company.person()
    const add = (phoneNumber: string, phoneType: string) =>
      call('POST', `/users/${id}/authentication/phoneMethods`, { phoneNumber, phoneType })
    expect((await add('0151 123', 'mobile')).status).toBe(400)
    expect((await add('+49 1511234567', 'alternateMobile')).status).toBe(400)
    expect((await add('+49 1511234567', 'pager')).status).toBe(400)
    const { status, body } = await add('+49 1511234567', 'MOBILE')
    expect([status, body]).toMatchObject([201, { id: MOBILE, phoneType: 'mobile' }])
    expect((await add('+49 1511234567', 'mobile')).status).toBe(400)
    const changed = await call('PATCH', `/users/${id}/authentication/phoneMethods/${MOBILE}`, {
      phoneNumber: '+31 612345678',
    })
    expect(changed.body).toMatchObject({ phoneNumber: '+31 612345678', phoneType: 'mobile' })
  })

  it('lose the default one last', async () => {
    const id = await company.person()
    await call('POST', `/users/${id}/authentication/phoneMethods`, {
      phoneNumber: '+49 1511234567',
      phoneType: 'mobile',
    })
    const pass = await call('POST', `/users/${id}/authentication/temporaryAccessPassMethods`, { isUsableOnce: true })
    const drop = (collection: string, method: string) =>
      call('DELETE', `/users/${id}/authentication/${collection}/${method}`)
    expect((await drop('phoneMethods', MOBILE)).status).toBe(400)
    expect((await drop('temporaryAccessPassMethods', String(pass.body['id']))).status).toBe(204)
    expect((await drop('phoneMethods', MOBILE)).status).toBe(204)
    expect((await drop('phoneMethods', MOBILE)).status).toBe(404)
    expect(await types(id)).toEqual(['#microsoft.graph.passwordAuthenticationMethod'])
  })

  it('are told apart by permission: one kind alone, or all', async () => {
    const id = await company.person()
    await company.without('UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All')
    expect((await get(`/users/${id}/authentication/methods`)).status).toBe(403)
  })
})

describe('a temporary access pass', () => {
  const add = (id: string, facts: Record<string, unknown> = {}) =>
    call('POST', `/users/${id}/authentication/temporaryAccessPassMethods`, { isUsableOnce: true, ...facts })

  it('shows its value in the answer that makes it, and never again', async () => {
    const id = await company.person()
    const { status, body } = await add(id)
    expect([status, body]).toMatchObject([
      201,
      { temporaryAccessPass: expect.stringMatching(/^\w{8}$/), isUsable: true },
    ])
    const [again] = (await get(`/users/${id}/authentication/temporaryAccessPassMethods`)).body.value
    expect(again).toMatchObject({ id: body['id'], temporaryAccessPass: null, isUsable: true })
  })

  it('ends with its lifetime', async () => {
    const id = await company.person()
    await add(id, { lifetimeInMinutes: 60 })
    company.simulator.advanceClock(59 * 60)
    const read = async () => (await get(`/users/${id}/authentication/temporaryAccessPassMethods`)).body.value[0]
    expect(await read()).toMatchObject({ isUsable: true, methodUsabilityReason: 'EnabledByPolicy' })
    company.simulator.advanceClock(61)
    await company.without()
    expect(await read()).toMatchObject({ isUsable: false, methodUsabilityReason: 'Expired' })
  })

  it('is refused a second time, for a guest, and outside the policy’s lifetimes', async () => {
    const [id, guest] = [await company.person(), (await company.find("userType eq 'Guest'"))[0]!]
    expect((await add(id, { lifetimeInMinutes: 5 })).status).toBe(400)
    expect((await add(id, { lifetimeInMinutes: 43_200 })).status).toBe(400)
    expect((await add(guest)).status).toBe(400)
    expect((await add(id)).status).toBe(201)
    expect((await add(id)).status).toBe(400)
  })

  it('is refused where the policy does not allow it', async () => {
    const id = await company.person()
    const off = await call(
      'PATCH',
      '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass',
      { '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration', state: 'disabled' },
    )
    expect(off.status).toBe(204)
    expect((await add(id)).status).toBe(400)
  })
})

describe('per-user multifactor authentication', () => {
  it('is read and set in beta alone', async () => {
    const id = await company.person()
    const path = `/users/${id}/authentication/requirements`
    expect((await get(path)).status).toBe(400)
    expect((await get(beta(path))).body).toMatchObject({ perUserMfaState: 'disabled' })
    expect((await call('PATCH', beta(path), { perUserMfaState: 'enforced' })).status).toBe(204)
    expect((await get(beta(path))).body).toMatchObject({ perUserMfaState: 'enforced' })
    expect((await call('PATCH', beta(path), { perUserMfaState: 'sometimes' })).status).toBe(400)
  })
})

describe('the registration report', () => {
  const report = '/reports/authenticationMethods/userRegistrationDetails'

  it('follows what people register, and leaves out who cannot sign in', async () => {
    const id = await company.person()
    const own = async () => (await get(`${report}/${id}`)).body
    expect(await own()).toMatchObject({ isMfaRegistered: false, methodsRegistered: [], userType: 'member' })
    await call('POST', `/users/${id}/authentication/phoneMethods`, {
      phoneNumber: '+49 1511234567',
      phoneType: 'mobile',
    })
    expect(await own()).toMatchObject({
      isMfaRegistered: true,
      methodsRegistered: ['mobilePhone'],
      userPreferredMethodForSecondaryAuthentication: 'sms',
    })
    await call('PATCH', `/users/${id}`, { accountEnabled: false })
    expect((await get(`${report}/${id}`)).status).toBe(404)
  })

  it('knows administrators', async () => {
    const admins = (await get(`${report}?$filter=isAdmin eq true&$top=999`)).body.value.map(({ id }) => id)
    const { value } = (
      await get(
        "/roleManagement/directory/roleAssignments?$filter=roleDefinitionId eq '62e90394-69f5-4237-9190-012177145e10'",
      )
    ).body
    expect(admins).toEqual(expect.arrayContaining(value.map(({ principalId }) => principalId)))
  })
})
