import vue from '@vitejs/plugin-vue'
import { defineProject } from 'vitest/config'
import { nuxtUi } from './nuxt-ui.js'

export default defineProject({
  plugins: [vue(), nuxtUi()],
  resolve: { dedupe: ['@nuxt/ui', 'vue', 'vue-router'] },
  test: { name: 'web', environment: 'happy-dom', include: ['test/**/*.test.ts'], setupFiles: ['./test/setup.ts'] },
})
