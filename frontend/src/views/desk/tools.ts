// What a facilitator may do to a thing where it stands in the room: there while the desk is.

import type { DeskTools } from '../scene.svelte'

import DecisionTools from './DecisionTools.svelte'
import Destroy from './Destroy.svelte'
import IdeaTools from './IdeaTools.svelte'
import RoundTools from './RoundTools.svelte'
import ThemeTools from './ThemeTools.svelte'

export const tools: DeskTools = { DecisionTools, Destroy, IdeaTools, RoundTools, ThemeTools }
