import { filledValues, formErrors, initialValues, type FormValues } from '@tenantry/ui'
import { computed, reactive, watch } from 'vue'
import { fieldMessages } from '../../api/problem.js'
import type { ConnectionInput, ProviderDetail } from '../../api/shapes.js'
import { setsByDefault } from './permission-sets.js'

const SET_BY_SERVER = /^(config|credential\.values)\./

/** What is being entered to connect, and what is wrong with it. Secrets stay in memory only; the rest survives a reload. */
export function useConnectForm(organizationId: string, provider: ProviderDetail, firstKind?: string) {
  const draftKey = (kind: string) => `tenantry.draft.${organizationId}.${provider.id}.${kind}`
  const state: FormState = reactive({
    kind: '',
    name: '',
    simulated: false,
    config: {},
    sets: [],
    credentialKind: '',
    credential: {},
    errors: {},
    ticked: [],
  })
  const kind = computed(() => provider.connectionKinds.find(({ id }) => id === state.kind))
  const credentialKinds = computed(() =>
    (kind.value?.credentials ?? []).flatMap((id) =>
      provider.credentialKinds.filter((candidate) => candidate.id === id),
    ),
  )
  const credentialKind = computed(() => credentialKinds.value.find(({ id }) => id === state.credentialKind))

  function chooseKind(id: string) {
    const chosen = provider.connectionKinds.find((candidate) => candidate.id === id)
    if (!chosen) return
    const draft = readDraft(draftKey(id))
    state.kind = id
    state.config = { ...initialValues(chosen.fields), ...draft.config }
    state.sets = draft.sets ?? setsByDefault(provider.permissionSets, id)
    state.ticked = draft.ticked ?? []
    state.errors = {}
    chooseCredential(draft.credentialKind ?? chosen.credentials.at(-1) ?? '')
  }
  function chooseCredential(id: string) {
    state.credentialKind = id
    state.credential = initialValues(credentialKind.value?.fields ?? [])
  }
  /** Enters whatever values have the names of fields. */
  function enter(values: Readonly<Record<string, string | null>>) {
    const own = (fields: readonly { name: string }[]) =>
      Object.fromEntries(fields.flatMap(({ name }) => (values[name] ? [[name, values[name]]] : [])))
    state.config = { ...state.config, ...own(kind.value?.fields ?? []) }
    state.credential = { ...state.credential, ...own(credentialKind.value?.fields ?? []) }
    state.errors = {}
  }
  /** Checks the form; true when it may be sent. */
  function check(): boolean {
    state.errors = {
      ...formErrors(kind.value?.fields ?? [], state.config),
      ...formErrors(credentialKind.value?.fields ?? [], state.credential),
    }
    return Object.keys(state.errors).length === 0
  }
  /** Puts the server's messages on the fields they are about. */
  function refuse(error: unknown) {
    state.errors = Object.fromEntries(
      Object.entries(fieldMessages(error)).map(([path, message]) => [path.replace(SET_BY_SERVER, ''), message]),
    )
  }
  /** Puts what a test found on the field it is about. */
  function blame(path: string, message: string) {
    state.errors = { ...state.errors, [path.replace(SET_BY_SERVER, '')]: message }
  }
  const input = (): ConnectionInput => ({
    ...(state.name.trim() && { name: state.name.trim() }),
    providerId: provider.id,
    kind: state.kind,
    config: filledValues(kind.value?.fields ?? [], state.config),
    sets: [...state.sets],
    simulated: state.simulated,
    credential: {
      kind: state.credentialKind,
      values: filledValues(credentialKind.value?.fields ?? [], state.credential),
    },
  })
  const forget = () => localStorage.removeItem(draftKey(state.kind))

  watch(
    () => [state.config, state.sets, state.ticked, state.credentialKind],
    () => {
      if (state.simulated || state.kind === '') return
      const { config, sets, ticked, credentialKind } = state
      localStorage.setItem(draftKey(state.kind), JSON.stringify({ config, sets, ticked, credentialKind }))
    },
    { deep: true },
  )
  chooseKind(firstKind ?? provider.connectionKinds[0]?.id ?? '')

  return {
    state,
    kind,
    credentialKinds,
    credentialKind,
    chooseKind,
    chooseCredential,
    enter,
    check,
    refuse,
    blame,
    input,
    forget,
  }
}

interface FormState {
  kind: string
  name: string
  simulated: boolean
  config: FormValues
  sets: readonly string[]
  credentialKind: string
  credential: FormValues
  errors: Record<string, string>
  ticked: string[]
}

interface Draft {
  config?: FormValues
  sets?: string[]
  ticked?: string[]
  credentialKind?: string
}

function readDraft(key: string): Draft {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Draft
  } catch {
    return {}
  }
}
