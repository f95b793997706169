// The facilitators' part of the application, fetched when somebody is one.

import type { DeskTools } from '../scene.svelte'

import DecisionTools from './DecisionTools.svelte'
import Desk from './Desk.svelte'
import IdeaTools from './IdeaTools.svelte'
import RoundTools from './RoundTools.svelte'
import ThemeTools from './ThemeTools.svelte'

export const tools: DeskTools = { DecisionTools, IdeaTools, RoundTools, ThemeTools }
export { Desk }
