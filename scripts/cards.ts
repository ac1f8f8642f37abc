import { readFileSync, writeFileSync } from 'node:fs'
import type { Count, Measured } from '../src/heuristics/carded.js'
import { cards as shipped } from '../src/heuristics/cards/cards.js'
import type { Proportion } from '../src/model/cardFigures.js'
import type { HeuristicCard } from '../src/model/heuristicCard.js'
import { bridgeTable } from './cards/bridgeSets.js'
import { cardTable } from './cards/cardTable.js'
import { hasCardData, MIX_DATA, measureCards } from './cards/measureCards.js'
import { setCounts } from './cards/setCounts.js'

/**
 * Prints the cards of all heuristics. With the data beside the repository they are measured now and held against those
 * that ship; `--update YYYY-MM-DD` writes them, as measured on that day. Without the data: as last measured.
 */
const [flag, day] = process.argv.slice(2)
const FOLDER = 'src/heuristics/cards'

if (!hasCardData()) say([cardTable(shipped), '', `As last measured: ${MIX_DATA} is not here.`])
else {
	const today = flag === '--update' ? (day ?? '') : ''
	const measured = await measureCards(today)
	say([cardTable(measured), '', setCounts(MIX_DATA), '', bridgeTable(), ''])
	if (flag === '--update') {
		if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(today)) throw new Error('--update needs the day, YYYY-MM-DD')
		rewrite('cards', 'HeuristicCard', measured)
		rewrite('measured', 'Measured', measured.map(countsOf))
		say([`Written: ${FOLDER}. Format it with biome.`])
	} else {
		const dates = new Map(shipped.map((card) => [card.heuristic, card.measuredOn]))
		const same = measured.map((card) => ({ ...card, measuredOn: dates.get(card.heuristic) ?? '' }))
		const equal = JSON.stringify(same) === JSON.stringify(shipped)
		say([equal ? 'The shipped cards say the same.' : 'The shipped cards differ: npm run cards -- --update YYYY-MM-DD'])
		if (!equal) process.exitCode = 1
	}
}

/** Writes a table anew below the head of its file. */
function rewrite(name: string, type: string, rows: readonly object[]): void {
	const path = `${FOLDER}/${name}.ts`
	const [head] = readFileSync(path, 'utf8').split('export const')
	writeFileSync(path, `${head}export const ${name}: readonly ${type}[] = ${JSON.stringify(rows, null, '\t')}\n`)
}

function countsOf({ heuristic, version, measuredOn, precision, recall, falsePositives }: HeuristicCard): Measured {
	const count = (proportion: Proportion | null): Count =>
		proportion === null ? null : [proportion.hits, proportion.of]
	return {
		id: `${heuristic}/${version}`,
		on: measuredOn,
		right: count(precision),
		recall: count(recall),
		wrong: count(falsePositives),
	}
}

function say(lines: readonly string[]): void {
	process.stdout.write(`${lines.join('\n')}\n`)
}
