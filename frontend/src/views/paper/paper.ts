// What a helper has for paper and hands, fetched when it is opened.

export { default as PaperDesk } from './PaperDesk.svelte'
