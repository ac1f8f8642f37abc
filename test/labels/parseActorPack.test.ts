import { expect, test } from 'vitest'
import { parseActorPack } from '../../src/labels/parseActorPack.js'
import { refused } from './refused.js'

test('reads actors with aliases of their own and of their context', () => {
	const text = `title: Actors
actors:
- id: '01'
  label: Zero One
  aliases: [z1, zo]
  categories:
  - exchange
  jurisdictions: []
  context:
    aliases:
    - zo
    - oh
    refs: [x]
- id: __proto__
  label: constructor
`
	const pack = parseActorPack(text, 'a.yaml')
	expect(pack.tags).toEqual([])
	expect(pack.actors).toEqual([
		{ id: '01', label: 'Zero One', aliases: ['z1', 'zo', 'oh'], categories: ['exchange'], jurisdictions: [] },
		{ id: '__proto__', label: 'constructor', aliases: [], categories: [], jurisdictions: [] },
	])
})

test.each([
	['id', 'actors:\n- label: x\n', 2],
	['label', 'actors:\n- id: x\n', 2],
	['aliases', 'actors:\n- id: x\n  label: y\n  aliases: z\n', 4],
	['id', 'actors:\n- {id: x, label: y}\n- {id: x, label: z}\n', 3],
	['actors', 'title: x\n', 1],
])('refuses %s: %j', (field, text, line) => {
	expect(refused(() => parseActorPack(text, 'a.yaml'))).toMatchObject({
		code: 'E_LABEL',
		details: { file: 'a.yaml', field, line },
	})
})

test('refuses an alias of a megabyte', () => {
	const text = `actors:\n- id: x\n  label: y\n  aliases: [${'z'.repeat(1_000_000)}]\n`
	expect(refused(() => parseActorPack(text, 'a.yaml'))).toMatchObject({
		code: 'E_LIMIT',
		details: { field: 'aliases' },
	})
})
