import type { PackHead } from './packBuilder.js'
import type { YamlDocument, YamlValue } from './yamlDocument.js'

/** What the head of a TagPack or ActorPack says about the pack. @throws InputError `E_LABEL` */
export function yamlHead(yaml: YamlDocument, head: ReadonlyMap<string, YamlValue>): PackHead {
	const text = (field: string) => yaml.text(head.get(field), field)
	return {
		title: text('title'),
		source: text('source'),
		date: text('lastmod'),
		licence: text('licence') ?? text('license'),
		redistribute: redistributable(yaml, head.get('redistribute')),
	}
}

function redistributable(yaml: YamlDocument, value: YamlValue): boolean | null {
	const text = yaml.text(value, 'redistribute')
	if (text === null) return null
	if (text !== 'true' && text !== 'false') yaml.failAt(value, 'redistribute', 'true or false is expected here')
	return text === 'true'
}
