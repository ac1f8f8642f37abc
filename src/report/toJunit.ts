import type { CaseCheck, CheckReport } from '../cases/check.js'
import { displayText } from '../model/displayText.js'

/** A report of `check` as JUnit XML: one test per case, failures with what was expected. Times are left out. */
export function toJunit(report: CheckReport): string {
	const errors = report.cases.filter(({ error }) => error !== null).length
	const counts = `tests="${report.cases.length}" failures="${report.failed - errors}" errors="${errors}"`
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<testsuites name="fundtrail" ${counts}>`,
		`  <testsuite name="fundtrail check" ${counts}>`,
		...report.cases.flatMap(testCase),
		'  </testsuite>',
		'</testsuites>',
		'',
	].join('\n')
}

function testCase({ path, name, failures, error }: CaseCheck): string[] {
	const open = `    <testcase classname="${xml(path)}" name="${xml(name)}"`
	if (failures.length === 0) return [`${open}/>`]
	const problem =
		error === null
			? `      <failure message="${failures.length} expectations do not hold">${xml(failures.join('\n'))}</failure>`
			: `      <error type="${xml(error.code)}" message="${xml(error.shortMessage)}"/>`
	return [`${open}>`, problem, '    </testcase>']
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
}

/** Foreign text for XML: characters that XML cannot hold, or a reader cannot see, as visible escapes; lines are kept. */
function xml(text: string): string {
	const lines = text.split('\n').map(displayText)
	return lines.join('\n').replace(/[&<>"']/g, (character) => ENTITIES[character] as string)
}
