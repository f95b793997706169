// Wires the room; no logic here.

import { mount } from 'svelte'

import Room from './views/room/Room.svelte'

const target = document.getElementById('room')
if (target) mount(Room, { target, props: { title: document.title } })
