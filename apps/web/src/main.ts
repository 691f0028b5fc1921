import './styles/main.css'
import icons from '@nuxt/ui/runtime/vue/plugins/icons.js'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './App.vue'
import { queryClient } from './queries/client.js'
import { router } from './router.js'

createApp(App).use(icons).use(VueQueryPlugin, { queryClient }).use(router).mount('#app')
