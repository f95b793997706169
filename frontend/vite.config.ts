// Builds what the server serves: the live application, and the styles of the plain pages.
// There is no index.html here: the server's templates read the manifest for the hashed names.

import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  base: '/static/build/',
  publicDir: false,
  plugins: [svelte(), svelteTesting()],
  css: {
    preprocessorOptions: {
      scss: {
        // Sass compresses, since Vite's own minifiers refuse valid CSS that GOV.UK Frontend keeps
        // for old browsers.
        style: 'compressed',
        loadPaths: ['node_modules/govuk-frontend/dist'],
        // What GOV.UK Frontend itself still uses of old Sass is not ours to mend.
        quietDeps: true,
      },
    },
  },
  build: {
    outDir: '../codesign/web/static/build',
    emptyOutDir: true,
    manifest: true,
    cssMinify: false,
    // Residents bring old phones. Those with an older Safari or Firefox that Svelte 5 works in can be
    // updated to these, and a Mac whose Safari cannot has Firefox. These know private fields, which
    // would be spelt out as WeakMaps for the others.
    target: ['chrome87', 'firefox90', 'safari15'],
    rolldownOptions: {
      // How long each plugin took is of no use to who only wants to run it.
      checks: { bundlerTimings: false },
      input: ['src/main.ts', 'src/styles/pages.scss'],
      output: {
        // What the room cannot do without is one file: that compresses better than a dozen, and does
        // not grow where a part that is fetched later shares something of it. The plain pages' style
        // is none of it.
        codeSplitting: {
          groups: [{ name: 'room', tags: ['$initial'], test: /^(?!.*pages\.scss)/ }],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['fake-indexeddb/auto', 'gallery/freshPage.ts'],
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 15_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
})
