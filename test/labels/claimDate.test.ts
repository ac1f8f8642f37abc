import { expect, test } from 'vitest'
import { claimDate } from '../../src/labels/claimDate.js'

test.each([
	['2021-04-21', '2021-04-21'],
	['2021-04-21 00:00:00', '2021-04-21'],
	['2023-02-17T23:30:00.123456Z', '2023-02-17'],
	['2021-12-31T23:59:59-05:00', '2021-12-31'],
	['2024-02-29', '2024-02-29'],
	['2000-02-29', '2000-02-29'],
])('%j is %j', (written, day) => {
	expect(claimDate(written)).toBe(day)
})

test.each([
	'',
	'2021-4-21',
	'2023-02-29',
	'1900-02-29',
	'2021-13-01',
	'2021-00-10',
	'2021-01-00',
	'2021-04-31',
	'21.04.2021',
	'1618963200',
	'2021-04-21x',
	'soon',
])('%j is no date', (written) => {
	expect(claimDate(written)).toBeUndefined()
})
