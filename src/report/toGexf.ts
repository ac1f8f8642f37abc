import { write } from 'graphology-gexf'
import type { AbstractGraph } from 'graphology-types'
import type { TracedGraph } from '../graph/transactionGraph.js'
import { displayText } from '../model/displayText.js'

/** GEXF 1.2 of a traced graph, for Gephi and other viewers. Ids are kept whole; foreign text cannot break the XML. */
export function toGexf(graph: TracedGraph): string {
	return write(graph as unknown as AbstractGraph, {
		version: '1.2',
		formatNode: (key: string, attributes: Record<string, unknown>) => ({ label: displayText(key), attributes }),
		formatEdge: (_key: string, attributes: Record<string, unknown>) => ({ attributes: present(attributes) }),
	})
}

/** Attributes that have a value: GEXF knows no null. */
function present(attributes: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null))
}
