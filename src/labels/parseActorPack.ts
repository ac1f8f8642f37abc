import type { Actor, LabelDefaults, LabelPack } from './labelPack.js'
import { PackBuilder } from './packBuilder.js'
import { YamlDocument, type YamlValue } from './yamlDocument.js'
import { yamlHead } from './yamlHead.js'

/**
 * Reads a GraphSense ActorPack (YAML): parties with id, label, aliases, categories and jurisdictions. Aliases stand on the
 * actor or in its `context`; both are read.
 * @param where file name for error messages
 * @throws InputError `E_LABEL` with file, line and field; `E_LIMIT`
 */
export function parseActorPack(text: string, where: string, defaults: LabelDefaults = {}): LabelPack {
	return actorPackOf(new YamlDocument(text, where), where, defaults)
}

/** As `parseActorPack`, from a document already read. */
export function actorPackOf(yaml: YamlDocument, where: string, defaults: LabelDefaults): LabelPack {
	const head = yaml.fields(yaml.root, 'pack')
	const builder = new PackBuilder(where, defaults)
	if (!head.has('actors')) builder.fail('actors', 1, 'an ActorPack has a list of actors')
	const lines = new Map<string, number>()
	const actors = yaml.items(head.get('actors'), 'actors').map((item) => {
		const actor = actorOf(yaml, builder, item)
		const line = yaml.lineOf(item)
		const before = lines.get(actor.id)
		if (before !== undefined) builder.fail('id', line, `this id stands in line ${before} already`)
		lines.set(actor.id, line)
		return actor
	})
	return builder.build(yamlHead(yaml, head), actors)
}

function actorOf(yaml: YamlDocument, builder: PackBuilder, item: YamlValue): Actor {
	const fields = yaml.fields(item, 'actors')
	const line = yaml.lineOf(item)
	const needed = (field: string): string => {
		const text = yaml.text(fields.get(field), field) ?? builder.fail(field, line, 'an actor has one')
		builder.checkText(field, line, text)
		return text
	}
	const list = (of: ReadonlyMap<string, YamlValue>, field: string): string[] => {
		const value = of.get(field)
		if (yaml.isAbsent(value)) return []
		const texts = yaml.items(value, field).flatMap((entry) => yaml.text(entry, field) ?? [])
		for (const text of texts) builder.checkText(field, line, text)
		return texts
	}
	const context = fields.get('context')
	const inContext = yaml.isMapping(context) ? list(yaml.fields(context, 'context'), 'aliases') : []
	return {
		id: needed('id'),
		label: needed('label'),
		aliases: [...new Set([...list(fields, 'aliases'), ...inContext])],
		categories: list(fields, 'categories'),
		jurisdictions: list(fields, 'jurisdictions'),
	}
}
