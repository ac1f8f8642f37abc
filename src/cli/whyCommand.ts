import { openCase } from '../cases.js'
import { canonicalJson } from '../model/canonicalJson.js'
import { renderLink } from '../report/renderLink.js'
import { whyLinked } from '../whyLinked.js'
import { type ExitCode, exitCodes } from './exitCodes.js'
import { interrupt } from './interrupt.js'
import { writeText } from './writeText.js'

export interface WhyFlags {
	readonly json?: boolean
	readonly lookups?: number
	readonly allowOutside?: boolean
}

/** `fundtrail why`: the shortest chain of evidence between two accounts, from the sources and labels of a case. */
export async function whyCommand(path: string, a: string, b: string, flags: WhyFlags): Promise<ExitCode> {
	const { signal, release } = interrupt(process)
	try {
		const { options } = await openCase(path, { allowOutside: flags.allowOutside ?? false, signal })
		const { sources, labels } = options
		const answer = await whyLinked(a, b, {
			sources,
			signal,
			...(labels === undefined ? {} : { labels }),
			...(flags.lookups === undefined ? {} : { lookups: flags.lookups }),
		})
		await writeText(process.stdout, flags.json === true ? `${canonicalJson(answer)}\n` : renderLink(answer))
		if (signal.aborted) return exitCodes.interrupted
		return answer.complete ? exitCodes.complete : exitCodes.partial
	} finally {
		release()
	}
}
