import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases.js'
import { buildGraph, type TracedGraph } from '../../src/graph/transactionGraph.js'
import { InputError } from '../../src/model/errors.js'
import { toGexf } from '../../src/report/toGexf.js'
import { toJunit } from '../../src/report/toJunit.js'
import { trace } from '../../src/trace.js'

interface Tag {
	readonly name: string
	readonly attributes: Readonly<Record<string, string>>
}

/** Every tag and text of a document that a strict parser accepts. */
function parse(xml: string): { readonly tags: readonly Tag[]; readonly texts: readonly string[] } {
	const tags: Tag[] = []
	const texts: string[] = []
	const parser = new SaxesParser()
	parser.on('error', (error) => {
		throw error
	})
	parser.on('opentag', ({ name, attributes }) => tags.push({ name, attributes: attributes as Record<string, string> }))
	parser.on('text', (text) => texts.push(text))
	parser.write(xml).close()
	return { tags, texts }
}

const HOSTILE = '<a b="c">&amp; \u0000\u001b]52;c;x\u0007\u202e\ufffe\ud800 ]]> \' =1+1'

describe('toGexf', () => {
	it('holds every node and edge of a traced graph under its whole id', async () => {
		const { graph } = await trace((await openCase('fixtures/mainnet-2015')).options)
		if (graph === undefined) throw new Error('no graph')
		const { tags } = parse(toGexf(graph))
		const nodes = tags.filter(({ name }) => name === 'node').map(({ attributes }) => attributes.id)
		const edges = tags.filter(({ name }) => name === 'edge').map(({ attributes }) => attributes.id)
		expect(nodes).toEqual(graph.nodes())
		expect(edges).toEqual(graph.edges())
	})

	it('stays strict XML whatever an adapter calls its accounts', () => {
		const graph: TracedGraph = buildGraph([])
		graph.addNode(HOSTILE, { kind: 'account' })
		graph.addNode('eip155:1/0x1', { kind: 'transaction' })
		const edge = { asset: HOSTILE, amount: '1', height: null, atSeconds: 0, taint: '0' }
		graph.addDirectedEdgeWithKey(`${HOSTILE}:in`, HOSTILE, 'eip155:1/0x1', edge)
		const xml = toGexf(graph)
		const { tags } = parse(xml)
		expect(tags.filter(({ name }) => name === 'node')).toHaveLength(2)
		expect(tags.map(({ name }) => name)).not.toContain('a')
		expect(xml).not.toMatch(/[\u0000\u001b\u202e\ufffe]/)
		expect(tags.find(({ name }) => name === 'node')?.attributes.label).toContain('\\u{202e}')
	})
})

describe('toJunit', () => {
	const passed = { path: 'a/case.json', name: 'fine', failures: [], error: null }
	const failed = { path: 'b/case.json', name: HOSTILE, failures: ['amount: expected 1, got 2', HOSTILE], error: null }
	const error = new InputError('E_PATH', `no such case: ${HOSTILE}`)
	const broken = { path: HOSTILE, name: 'broken', failures: [error.message], error }

	it('says which case failed and which could not be opened, as strict XML', () => {
		const xml = toJunit({ cases: [passed, failed, broken], passed: 1, failed: 2 })
		const { tags, texts } = parse(xml)
		expect(tags.map(({ name }) => name)).toEqual([
			'testsuites',
			'testsuite',
			'testcase',
			'testcase',
			'failure',
			'testcase',
			'error',
		])
		expect(tags[0]?.attributes).toEqual({ name: 'fundtrail', tests: '3', failures: '1', errors: '1' })
		expect(tags.at(-1)?.attributes.type).toBe('E_PATH')
		expect(texts.join('')).toContain('amount: expected 1, got 2\n<a b="c">&amp; \\u{0}\\u{1b}]52')
		expect(xml).not.toMatch(/[\u0000\u001b\u202e\ufffe]/)
	})

	it('is a document also where nothing was checked', () => {
		expect(parse(toJunit({ cases: [], passed: 0, failed: 0 })).tags).toHaveLength(2)
	})
})
