import icons from '@nuxt/ui/runtime/vue/plugins/icons.js'
import { config, enableAutoUnmount } from '@vue/test-utils'
import { afterEach } from 'vitest'
import { installHttp } from './http.js'

installHttp()
config.global.plugins = [icons]
enableAutoUnmount(afterEach)
