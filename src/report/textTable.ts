/** A column of a table: its title, and on which side its cells stand. */
export interface TextColumn {
	readonly title: string
	readonly align: 'left' | 'right'
}

/**
 * Lines of a table in plain text, columns two spaces apart. Nothing is cut or wrapped, so that identifiers stay whole.
 * Foreign text belongs in the last column, whose width nothing depends on.
 */
export function textTable(
	columns: readonly TextColumn[],
	rows: readonly (readonly string[])[],
	indent = '',
): readonly string[] {
	const lines = [columns.map(({ title }) => title), ...rows]
	const widths = columns.map((_, i) => lines.reduce((width, line) => Math.max(width, (line[i] ?? '').length), 0))
	return lines.map((line) => {
		const cells = columns.map(({ align }, i) => {
			const cell = line[i] ?? ''
			if (align === 'right') return cell.padStart(widths[i] as number)
			return i === columns.length - 1 ? cell : cell.padEnd(widths[i] as number)
		})
		return `${indent}${cells.join('  ')}`.trimEnd()
	})
}
