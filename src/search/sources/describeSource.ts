import type { ChainAdapter, SourceDescription } from '../../chains/adapter.js'
import { checkAnswers } from './checkAnswers.js'

/** What a source says that it holds, held against what the adapter interface promises. */
export async function describeSource(
	adapter: ChainAdapter,
	name: string,
	signal: AbortSignal | undefined,
): Promise<SourceDescription> {
	let described: SourceDescription
	try {
		described = await adapter.describe({ signal })
	} catch (error) {
		throw signal?.aborted === true ? error : checkAnswers.failure(error, name)
	}
	return checkAnswers.description(described, name)
}
