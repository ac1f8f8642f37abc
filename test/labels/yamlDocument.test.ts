import { describe, expect, test } from 'vitest'
import { MAX_YAML_LENGTH, YamlDocument } from '../../src/labels/yamlDocument.js'
import { refused } from './refused.js'

const read = (text: string) => refused(() => new YamlDocument(text, 'f.yaml'))

const bomb = `a: &a [x, x]\n${Array.from('bcdefghi', (name, i) => `${name}: &${name} [*${'abcdefgh'[i]}, *${'abcdefgh'[i]}]`).join('\n')}\n`

describe('limits', () => {
	test.each([
		['alias bomb', bomb],
		['an anchor alone', 'a: &x y\n'],
		['an alias as key', '*a : b\n'],
		['merge key', 'base: {a: b}\nt:\n  <<: {a: b}\n'],
		['brackets without end', '['.repeat(1_000_000)],
		['a deep list', `${'- '.repeat(100_000)}x`],
		['deep mappings', Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
		['deep explicit keys', `${'? '.repeat(100_000)}x`],
		['a text that is too long', `a: ${'x'.repeat(MAX_YAML_LENGTH)}`],
	])('%s', (_name, text) => {
		expect(read(text)).toMatchObject({ code: 'E_LIMIT', details: { file: 'f.yaml' } })
	})

	test('what looks like an anchor, an alias, a tag or a merge key inside a text is text', () => {
		const yaml = new YamlDocument('a: "*x"\nb: \'&y\'\nc: |\n  *z\n  !q\nd: R&D *\ne: "<<"\n"<<": f\ng: "[[["\n', 'f')
		const fields = yaml.fields(yaml.root, 'root')
		expect([...fields.keys()].map((key) => yaml.text(fields.get(key), key))).toEqual([
			'*x',
			'&y',
			'*z\n!q\n',
			'R&D *',
			'<<',
			'f',
			'[[[',
		])
	})
})

describe('not a pack', () => {
	test.each([
		['doubled key', 'a: 1\nb: 2\na: 3\n', 3],
		['doubled key deep inside', 'a:\n- b: 1\n  c: {d: 1, "d": 2}\n', 3],
		['doubled __proto__', '__proto__: 1\n__proto__: 2\n', 2],
		['a tag', 'a: !!binary aGk=\n', 1],
		['a custom tag', 'a: !evil x\n', 1],
		['a mapping as key', '? {a: b}\n: c\n', 1],
		['two documents', 'a: b\n---\nc: d\n', 2],
		['broken quotes (told where the text ends)', 'a: b\nc: "x\n', 3],
		['broken indentation', 'a:\n  b: c\n d: e\n', 3],
	])('%s', (_name, text, line) => {
		expect(read(text)).toMatchObject({ code: 'E_LABEL', details: { file: 'f.yaml', line } })
	})

	test('a doubled key is named with its line and column', () => {
		expect(read('a: 1\nbc: 2\nbc: 3\n').details).toEqual({ file: 'f.yaml', line: 3, column: 1, field: 'bc' })
	})
})

test('every scalar is text', () => {
	const yaml = new YamlDocument(
		'%YAML 1.1\n---\na: 0x1F\nb: yes\nc: 1_000\nd: 2021-04-21\ne: 1:30\nf: .inf\n0x2F: g\n',
		'f',
	)
	const fields = yaml.fields(yaml.root, 'root')
	expect([...fields].map(([key, value]) => [key, yaml.text(value, key)])).toEqual([
		['a', '0x1F'],
		['b', 'yes'],
		['c', '1_000'],
		['d', '2021-04-21'],
		['e', '1:30'],
		['f', '.inf'],
		['0x2F', 'g'],
	])
})

test('a plain null is absent, a quoted one is text', () => {
	const yaml = new YamlDocument('a: null\nb: ~\nc:\nd: "null"\ne: ""\n', 'f')
	const fields = yaml.fields(yaml.root, 'root')
	expect([...fields].map(([key, value]) => yaml.text(value, key))).toEqual([null, null, null, 'null', null])
})
