import type { LabelDefaults, LabelPack } from './labelPack.js'
import { PackBuilder } from './packBuilder.js'
import { YamlDocument, type YamlValue } from './yamlDocument.js'
import { yamlHead } from './yamlHead.js'

/** Fields that a tag takes from the head of its pack where it has none of its own. */
const INHERITED = [
	'label',
	'source',
	'currency',
	'network',
	'category',
	'abuse',
	'concepts',
	'actor',
	'confidence',
	'lastmod',
] as const

/**
 * Reads a GraphSense TagPack (YAML). Fields of the head hold for every tag that does not override them. `network` names the
 * chain, `currency` does where no network is given. The category is `category`, else the first of `concepts`, else `abuse`.
 * Tags on transactions and on chains that are not known are skipped and counted. Source: graphsense-tagpack-tool schema.
 * @param where file name for error messages
 * @throws InputError `E_LABEL` with file, line and field; `E_LIMIT`
 */
export function parseTagPack(text: string, where: string, defaults: LabelDefaults = {}): LabelPack {
	return tagPackOf(new YamlDocument(text, where), where, defaults)
}

/** As `parseTagPack`, from a document already read. */
export function tagPackOf(yaml: YamlDocument, where: string, defaults: LabelDefaults): LabelPack {
	const head = yaml.fields(yaml.root, 'pack')
	const builder = new PackBuilder(where, defaults)
	if (!head.has('tags')) builder.fail('tags', 1, 'a TagPack has a list of tags')
	const inherited = new Map(INHERITED.map((name) => [name, head.get(name)] as const))
	for (const item of yaml.items(head.get('tags'), 'tags')) {
		addTag(yaml, builder, yaml.fields(item, 'tags'), yaml.lineOf(item), inherited, defaults)
	}
	return builder.build(yamlHead(yaml, head))
}

type Field = (typeof INHERITED)[number]

function addTag(
	yaml: YamlDocument,
	builder: PackBuilder,
	own: ReadonlyMap<string, YamlValue>,
	line: number,
	inherited: ReadonlyMap<Field, YamlValue>,
	defaults: LabelDefaults,
): void {
	const text = (field: Exclude<Field, 'concepts'>) =>
		yaml.text(own.get(field), field) ?? yaml.text(inherited.get(field), field)
	const concepts = own.get('concepts') ?? inherited.get('concepts')
	const address = yaml.text(own.get('address'), 'address')
	if (address === null) {
		const transaction = yaml.text(own.get('tx_hash'), 'tx_hash')
		if (transaction === null) builder.fail('address', line, 'a tag has an address')
		builder.skip('tag on a transaction', line, transaction)
		return
	}
	const chain = text('network') ?? text('currency')
	if (chain === null && defaults.chain === undefined)
		builder.fail('currency', line, 'a tag has a currency or a network')
	const label = text('label')
	if (label === null && defaults.label === undefined) builder.fail('label', line, 'a tag has a label')
	builder.add({
		line,
		chain,
		address,
		label,
		entity: null,
		actor: text('actor'),
		category: text('category') ?? firstConcept(yaml, concepts) ?? text('abuse'),
		source: text('source'),
		date: text('lastmod'),
		confidence: text('confidence'),
	})
}

/** `concepts` is a list; older packs write a single text. */
function firstConcept(yaml: YamlDocument, concepts: YamlValue): string | null {
	const [first] = yaml.isList(concepts) ? yaml.items(concepts, 'concepts') : [concepts]
	return yaml.text(first, 'concepts')
}
