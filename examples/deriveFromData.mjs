// Derives from the data sets of the two thefts, beside a checkout (see the README of each example), what the examples keep
// of them: `labels.csv`, and `poison.case.json` with the truth file as its expectations. The same bytes on every run.

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'

const DATA = new URL('../../shared/data/evm/cases/', import.meta.url)
const SOURCE = 'AnonymousMFTracer/dataset 371b2ef28fb00766aaad8b43b37e407cd7f2989e'

/** The data's kinds that name a service, with our term. All other kinds (and the swap router) get no label. */
const CATEGORIES = {
	exchange: 'exchange',
	bridge: 'defi_bridge',
	swap: 'instant_swapper',
	custody: 'custody',
	gambling: 'gambling',
	mixer: 'mixing_service',
}

const CASES = [
	{ data: 'atomic', example: 'atomic-wallet', labels: 'labels.csv' },
	{ data: 'lifi', example: 'lifi', labels: 'expected-endpoints.csv' },
]

/** The truth counts 3 steps by way of a bridge account, where our walk stops; the way around it has 4. */
const OTHER_HOPS = { '0x21d836f0c01f96c3bee36a47a3c8f0d6c4887427': 4 }

/** Writes both examples' derived files. */
export function deriveFromData() {
	for (const { data, example, labels } of CASES) {
		const folder = new URL(`${example}/`, import.meta.url)
		const rows = (name) => parse(readFileSync(new URL(`${data}/${name}`, DATA)), { columns: true })
		// The data set has no date of its own: its last transfer is the earliest day on which the labels can have been given.
		const last = Math.max(...rows('transfers.csv').map(({ time }) => Number(time)))
		const date = new Date(last * 1000).toISOString().slice(0, 10)
		writeFileSync(new URL('labels.csv', folder), labelsFrom(rows(labels), date))
		const primary = JSON.parse(readFileSync(new URL('case.json', folder), 'utf8'))
		writeFileSync(new URL('poison.case.json', folder), layOut(poisonOf(primary, rows('expected-endpoints.csv'))))
	}
}

function labelsFrom(rows, date) {
	const lines = rows
		.filter(({ kind }) => Object.hasOwn(CATEGORIES, kind))
		.map(({ chain, address, label, entity, kind }) =>
			[chain, address, label, entity, CATEGORIES[kind], SOURCE, date, ''].map(cell).join(','),
		)
		.sort()
	return `chain,address,label,entity,category,source,date,confidence\n${lines.join('\n')}\n`
}

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** The same trace under poison, every service an endpoint; what the truth lists beside services are loose ends. */
function poisonOf(primary, truth) {
	const isService = ({ kind }) => Object.hasOwn(CATEGORIES, kind)
	// With several seeds poison counts the same transfer once for each, so that only the least figure is known beforehand.
	const bound = primary.seeds.length === 1 ? 'exactly' : 'atLeast'
	return {
		...primary,
		name: `${primary.name}, poison`,
		description: `${primary.description} Every address at which the data set ends is expected, with its inflow and steps.`,
		options: { ...primary.options, method: 'poison', endpointCategories: Object.values(CATEGORIES) },
		expect: {
			status: 'complete',
			endpoints: truth.filter(isService).map(({ chain, address, in_usd6, hops }) => ({
				account: `${chain}:${address}`,
				asset: 'usd',
				inflow: in_usd6,
				hops: OTHER_HOPS[address] ?? Number(hops),
			})),
			looseEnds: truth
				.filter((row) => !isService(row))
				.map(({ chain, address, in_usd6 }) => ({
					stop: 'endOfSource',
					at: `${chain}:${address}`,
					asset: 'usd',
					[bound]: in_usd6,
				})),
		},
	}
}

/** JSON with tabs, lists and objects of plain values on one line where they fit: as the formatter leaves it. */
function layOut(value) {
	const flat = /^(\t*)([^\n]*)([{[])\n([^{}[\]]*)\n\t*([}\]],?)$/gm
	const single = /^(\t*)([^\n]*)(\[)\n\t*(\{[^\n]*\})\n\t*(\],?)$/gm
	const join = (whole, tabs, head, open, body, close) => {
		const space = open === '{' ? ' ' : ''
		const line = `${head}${open}${space}${body.replaceAll(/\n\t*/g, ' ').trim()}${space}${close}`
		return 2 * tabs.length + line.length <= 120 ? tabs + line : whole
	}
	return `${JSON.stringify(value, null, '\t').replace(flat, join).replace(single, join)}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) deriveFromData()
