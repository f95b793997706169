import { vitePreprocess } from '@sveltejs/vite-plugin-svelte'

export default {
  preprocess: vitePreprocess(),
  // One way to write state: runes, in every component.
  compilerOptions: { runes: true },
}
