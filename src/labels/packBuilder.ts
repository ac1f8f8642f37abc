import { checkAddress } from '../model/address.js'
import { type ChainFacts, chainFacts } from '../model/chains.js'
import { InputError } from '../model/errors.js'
import { accountId } from '../model/identifiers.js'
import { categoryTerm, isAuthorityList } from './categories.js'
import { claimDate } from './claimDate.js'
import type { Actor, LabelDefaults, LabelPack, Skipped, Tag } from './labelPack.js'

/** Longest text of one field, in UTF-16 code units: labels are names and short remarks; the limit is ours. */
const MAX_TEXT = 10_000
/** Skipped rows shown of each kind: enough to find the cause, the count says the rest. */
const MAX_EXAMPLES = 5
const MAX_EXAMPLE_LENGTH = 200

/** One row as written, with what its pack adds already filled in; null where nothing is said. */
export interface Claim {
	readonly line: number
	readonly chain: string | null
	readonly address: string
	readonly label: string | null
	readonly entity: string | null
	readonly actor: string | null
	readonly category: string | null
	readonly source: string | null
	readonly date: string | null
	readonly confidence: string | null
}

/** What a file says about itself. */
export interface PackHead {
	readonly title?: string | null
	readonly source?: string | null
	readonly date?: string | null
	readonly licence?: string | null
	readonly redistribute?: boolean | null
}

/**
 * Turns rows of any format into tags under one set of rules. A claim without a source, a broken date or an authority
 * list without a date stops the read; an address that is none on its chain, or a chain that is not known, is skipped and
 * counted, since published packs hold such rows.
 */
export class PackBuilder {
	readonly #tags: Tag[] = []
	readonly #skipped = new Map<string, { count: number; examples: { line: number; text: string }[] }>()
	readonly #file: string
	readonly #defaults: LabelDefaults
	readonly #chain: ChainFacts | undefined

	constructor(file: string, defaults: LabelDefaults = {}) {
		this.#file = file
		this.#defaults = defaults
		this.#chain = defaults.chain === undefined ? undefined : chainOfName(defaults.chain)
		if (defaults.chain !== undefined && !this.#chain) {
			this.fail('chain', 0, `unknown chain ${quoted(defaults.chain)} given for the whole pack`)
		}
	}

	/** @throws InputError `E_LABEL` (or the code given) with file, line and field; line 0 is the pack as a whole. */
	fail(field: string, line: number, message: string, code: 'E_LABEL' | 'E_LIMIT' = 'E_LABEL'): never {
		const place = line > 0 ? `${this.#file}, line ${line}` : this.#file
		throw new InputError(code, `${place}: ${field}: ${message}`, { details: { file: this.#file, line, field } })
	}

	/** Counts a row that is not taken. */
	skip(reason: string, line: number, text: string): void {
		const known = this.#skipped.get(reason) ?? { count: 0, examples: [] }
		known.count++
		if (known.examples.length < MAX_EXAMPLES) known.examples.push({ line, text: text.slice(0, MAX_EXAMPLE_LENGTH) })
		this.#skipped.set(reason, known)
	}

	add(claim: Claim): void {
		const { line } = claim
		const account = this.#account(claim)
		if (account === undefined) return
		const entityText = this.#text('entity', line, claim.entity, this.#defaults.entity)
		const label = this.#text('label', line, claim.label, this.#defaults.label) ?? entityText ?? ''
		const source = this.#text('source', line, claim.source, this.#defaults.source)
		if (source === null)
			this.fail('source', line, 'a label needs a source, in its row, its pack or beside the file name')
		const category = this.#text('category', line, claim.category, this.#defaults.category)
		const date = this.#date(line, claim.date)
		if (date === null && category !== null && isAuthorityList(category)) {
			this.fail('date', line, 'a list of an authority needs its date, since addresses are delisted again')
		}
		this.#tags.push({
			account,
			label,
			category: category === null ? null : categoryTerm(category),
			entityText,
			actor: this.#text('actor', line, claim.actor, undefined),
			source,
			date,
			confidence: this.#text('confidence', line, claim.confidence, this.#defaults.confidence),
		})
	}

	/** @throws InputError `E_LABEL` where the file holds rows and none of them tells its chain. */
	build(head: PackHead, actors: readonly Actor[] = []): LabelPack {
		const foreign = this.#skipped.get(NO_CHAIN)
		if (foreign && this.#tags.length === 0)
			this.fail('chain', foreign.examples[0]?.line ?? 0, `${NO_CHAIN}; give the chain`)
		const skipped: Skipped[] = [...this.#skipped].map(([reason, { count, examples }]) => ({ reason, count, examples }))
		const { title, source, licence, redistribute } = this.#defaults
		return {
			title: this.#text('title', 0, head.title ?? null, title) ?? 'untitled',
			source: this.#text('source', 0, head.source ?? null, source),
			date: this.#date(0, head.date ?? null),
			licence: this.#text('licence', 0, head.licence ?? null, licence),
			redistribute: head.redistribute ?? redistribute ?? null,
			tags: this.#tags,
			actors,
			skipped,
		}
	}

	/** A text checked for length and form, the default where it is missing; null where both are. */
	#text(field: string, line: number, text: string | null, fallback: string | undefined): string | null {
		const chosen = text === null || text === '' ? (fallback ?? '') : text
		this.checkText(field, line, chosen)
		return chosen === '' ? null : chosen
	}

	/** @throws InputError `E_LIMIT` for a text that is too long, `E_LABEL` for one with a lone surrogate. */
	checkText(field: string, line: number, text: string): void {
		if (text.length > MAX_TEXT)
			this.fail(field, line, `text of ${text.length} characters, at most ${MAX_TEXT}`, 'E_LIMIT')
		if (!text.isWellFormed()) this.fail(field, line, 'text with a lone surrogate')
	}

	#date(line: number, text: string | null): string | null {
		const chosen = text === null || text.trim() === '' ? (this.#defaults.date ?? '') : text
		if (chosen === '') return null
		return claimDate(chosen) ?? this.fail('date', line, `${quoted(chosen)} is not a date (YYYY-MM-DD)`)
	}

	#account({ line, chain: chainText, address: addressText }: Claim): string | undefined {
		const address = addressText.trim()
		if (address === '') return void this.skip('row without an address', line, '')
		const name = chainText?.trim() ?? ''
		const chain = name === '' ? (this.#chain ?? inferredChain(address)) : chainOfName(name)
		if (!chain) return void this.skip(name === '' ? NO_CHAIN : 'chain is not known', line, name === '' ? address : name)
		const check = checkAddress(chain, address)
		if ('address' in check) return accountId(chain.id, check.address)
		return void this.skip('not an address of its chain', line, `${address.slice(0, 80)}: ${check.fault}`)
	}
}

const NO_CHAIN = 'no chain is given and the address does not tell it'

/** Chain names are compared without regard to case (packs write `BTC`), CAIP-2 ids as they stand. */
function chainOfName(name: string): ChainFacts | undefined {
	return chainFacts(name) ?? chainFacts(name.toLowerCase())
}

/** Only forms that a person would read one way: a valid Bitcoin mainnet address, or 40 hexadecimal digits on Ethereum. */
function inferredChain(address: string): ChainFacts | undefined {
	if (/^0x[0-9a-fA-F]{40}$/.test(address)) return chainFacts('ethereum')
	const bitcoin = chainFacts('bitcoin')
	return bitcoin && !address.startsWith('script-') && 'address' in checkAddress(bitcoin, address) ? bitcoin : undefined
}

function quoted(text: string): string {
	return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}
