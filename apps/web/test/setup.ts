import icons from '@nuxt/ui/runtime/vue/plugins/icons.js'
import { config, enableAutoUnmount } from '@vue/test-utils'
import { Storage } from 'happy-dom'
import { afterEach } from 'vitest'
import { installHttp } from './http.js'

// Node.js 25 and later bring storages of their own, and the environment leaves those where a browser's belong.
for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(globalThis, name, { configurable: true, value: new Storage() })
}

installHttp()
config.global.plugins = [icons]
enableAutoUnmount(afterEach)
