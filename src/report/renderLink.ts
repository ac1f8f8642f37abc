import type { WhyLinked } from '../whyLinked.js'

/** Why two accounts are linked, step by step, in plain text. Identifiers are whole. */
export function renderLink({ from, to, chain, refused, complete, lookups, transactions }: WhyLinked): string {
	const lines = [`from  ${from}`, `to    ${to}`, '']
	if (chain === null) lines.push('No evidence in what was read puts these two accounts under one control.')
	else if (chain.length === 0) lines.push('This is one account.')
	else
		lines.push(`${chain.length} ${chain.length === 1 ? 'step links' : 'steps link'} them, the fewest in what was read:`)
	for (const [i, step] of (chain ?? []).entries()) {
		lines.push('', `  step ${i + 1} of ${chain?.length}`)
		const fields = [
			['from', step.from],
			['to', step.to],
			['transaction', step.transaction],
			['rule', step.rule],
			['says', step.note],
			['confidence', `${step.confidence} (uncalibrated)`],
		] as const
		for (const [name, value] of fields) lines.push(`    ${name.padEnd(11)}  ${value}`)
	}
	if (chain !== null && chain.length > 0)
		lines.push(
			'',
			'Each step is an inference from the ledger. It names nobody, and it does not say who controls an account.',
		)
	if (chain === null && refused.length > 0) {
		lines.push('', 'Not joined:')
		for (const { rule, transaction, note } of refused) lines.push(`  ${rule} on ${transaction}: ${note}`)
	}
	const partial = complete ? '' : '; not everything that was asked for was answered, so that there may be more'
	lines.push('', `Read: ${transactions} transactions in ${lookups} look-ups${partial}.`)
	return `${lines.join('\n')}\n`
}
