import { write } from 'graphology-gexf'
import type { AbstractGraph } from 'graphology-types'
import type { TracedGraph } from '../graph/transactionGraph.js'
import { displayText } from '../model/displayText.js'

/** GEXF 1.2 of a traced graph, for Gephi and other viewers. Ids are kept whole; foreign text cannot break the XML. */
export function toGexf(graph: TracedGraph): string {
	const xml = write(graph as unknown as AbstractGraph, {
		version: '1.2',
		formatNode: (key: string, attributes: Record<string, unknown>) => ({ label: displayText(key), attributes }),
		formatEdge: (_key: string, attributes: Record<string, unknown>) => ({ attributes: present(attributes) }),
	})
	// Ids come from any adapter: a character that XML cannot hold, or that moves text, becomes a visible escape there too.
	return xml.replace(/[^\t\n\r\x20-\x7e]+/gu, displayText)
}

/** Attributes that have a value: GEXF knows no null. */
function present(attributes: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null))
}
